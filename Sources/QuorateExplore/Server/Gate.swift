/// Check of who asks: whoever knows the token, from the page itself.
struct Gate: Sendable {
    /// The secret part of the address, 128 bits in hexadecimal digits.
    let token: String
    let port: Int

    /// A gate with a token that nobody can guess.
    init(port: Int) {
        var random = SystemRandomNumberGenerator()
        let parts = (0..<2).map { _ in String(random.next() as UInt64, radix: 16) }
        token = parts.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined()
        self.port = port
    }

    /// The address of the page.
    var address: String { "http://127.0.0.1:\(port)/\(token)/" }

    /// The part of the path behind the token.
    ///
    /// - Throws: ``Refusal`` for a request of another page, under another name of this machine, or without the token.
    func enter(_ request: PageRequest) throws(Refusal) -> String {
        let hosts = ["127.0.0.1:\(port)", "localhost:\(port)"]
        // A name that somebody has pointed at this machine would make their page one of ours.
        guard let host = request.headers["host"], hosts.contains(host.lowercased()) else {
            throw Refusal(403, "ask for 127.0.0.1 or localhost")
        }
        // "null" too is an origin, of a page in a sandbox or a file.
        if let origin = request.headers["origin"],
            !hosts.map({ "http://\($0)" }).contains(origin.lowercased())
        {
            throw Refusal(403, "the request comes from another page")
        }
        let parts = request.path.split(
            separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count > 1, parts[0].isEmpty, isToken(parts[1]) else {
            throw Refusal(403, "the address is the one that was printed, with its token")
        }
        guard parts.count == 3 else { throw Refusal(404, "the address ends in a slash") }
        return String(parts[2])
    }

    /// Compares in a time that does not tell how much is right.
    private func isToken(_ text: Substring) -> Bool {
        guard text.utf8.count == token.utf8.count else { return false }
        return zip(text.utf8, token.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// Words and signs of a file, one after the other.
struct AutomatonScanner {
    enum Token: Hashable {
        case name(String)
        case number(Int)
        case sign(String)
        case end

        /// The token for a reader: `name "loc0"`, `";"` or `the end of the file`.
        var words: String {
            switch self {
            case .name(let name): "\"\(name.prefix(40))\(name.count > 40 ? "…" : "")\""
            case .number(let number): "\(number)"
            case .sign(let sign): "\"\(sign)\""
            case .end: "the end of the file"
            }
        }
    }

    /// Mistake at a place in the text, as a number of bytes before it.
    struct Problem: Error {
        let offset: Int
        let words: String
    }

    /// The largest number that is read.
    static let largestNumber = 1_000_000_000

    private let characters: [UInt8]
    private var next = 0
    /// The present token, and where it begins.
    private(set) var token = Token.end
    private(set) var offset = 0

    /// The text, and its first token.
    init(_ text: String) throws(Problem) {
        characters = Array(text.utf8)
        try advance()
    }

    /// Goes to the next token.
    mutating func advance() throws(Problem) {
        try skipBlanks()
        offset = next
        guard next < characters.count else {
            token = .end
            return
        }
        let character = characters[next]
        if character.isLetter {
            token = .name(word { $0.isLetter || $0.isDigit })
        } else if character.isDigit {
            token = .number(try number())
        } else {
            token = .sign(try sign())
        }
    }

    private mutating func word(_ belongs: (UInt8) -> Bool) -> String {
        let start = next
        while next < characters.count, belongs(characters[next]) { next += 1 }
        return String(decoding: characters[start..<next], as: UTF8.self)
    }

    private mutating func number() throws(Problem) -> Int {
        let digits = word { $0.isDigit || $0.isLetter }
        guard let number = Int(digits) else {
            let isNumber = digits.utf8.allSatisfy(\.isDigit)
            throw problem(
                isNumber ? Self.tooLarge : "\"\(digits.prefix(40))\" is neither a number nor a name")
        }
        guard number <= Self.largestNumber else { throw problem(Self.tooLarge) }
        return number
    }

    static let tooLarge = "the number is too large; the largest is \(largestNumber)"

    /// Signs of two characters before those of one that they begin with.
    private static let signs = [
        "->", "<>", "[]", "==", "!=", ">=", "<=", "&&", "||", "<", ">", "!", "+", "-", "*", "'", "(", ")",
        "{",
        "}", "[", "]", ":", ";", ",",
    ]

    private mutating func sign() throws(Problem) -> String {
        let rest = characters[next...].prefix(2)
        guard let sign = Self.signs.first(where: { rest.starts(with: $0.utf8) }) else {
            let character = String(decoding: characters[next...].prefix(4), as: UTF8.self).prefix(1)
            let shown = character.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
            throw problem("\"\(shown)\" has no meaning here")
        }
        next += sign.utf8.count
        return sign
    }

    private mutating func skipBlanks() throws(Problem) {
        while next < characters.count {
            let rest = characters[next...].prefix(2)
            if rest.elementsEqual("/*".utf8) {
                try skipComment()
            } else if rest.elementsEqual("//".utf8) {
                while next < characters.count, characters[next] != newline { next += 1 }
            } else if [32, 9, 10, 13].contains(characters[next]) {
                next += 1
            } else {
                return
            }
        }
    }

    private mutating func skipComment() throws(Problem) {
        let start = next
        next += 2
        while next + 1 < characters.count {
            if characters[next] == star, characters[next + 1] == slash {
                next += 2
                return
            }
            next += 1
        }
        throw Problem(offset: start, words: "the comment has no end; close it with */")
    }

    /// A mistake at the present token.
    func problem(_ words: String) -> Problem { Problem(offset: offset, words: words) }

    /// The mistake that something else stands at the present token.
    func expected(_ words: String) -> Problem { problem("expected \(words), and found \(token.words)") }
}

private let newline = UInt8(ascii: "\n")
private let star = UInt8(ascii: "*")
private let slash = UInt8(ascii: "/")

extension UInt8 {
    fileprivate var isDigit: Bool { (48...57).contains(self) }
    fileprivate var isLetter: Bool { (65...90).contains(self) || (97...122).contains(self) || self == 95 }
}

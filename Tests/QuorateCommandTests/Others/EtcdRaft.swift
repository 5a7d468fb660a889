import Foundation
import Testing

/// The adapter for etcd's raft in Go, compiled once in a run of the tests, where Go and the package are installed.
enum EtcdRaft {
    /// Compiled adapters: with the package as it is, and with a copy that has the changes.
    struct Programs: Sendable {
        var shipped: OtherCode
        var changed: OtherCode
    }

    /// Mistake that a copy of the package can be given: the line that is changed, and what it is changed to.
    struct Change: Decodable {
        var mutant: String
        var file: String
        var pattern: String
        var replacement: String
    }

    /// Place where Debian keeps the sources of Go packages.
    private static let sources = "/usr/share/gocode"
    private static let package = "\(sources)/src/go.etcd.io/etcd/raft"
    static let adapter = "\(OtherCode.root)/Tests/Adapters/etcd"

    static let isInstalled = ["/usr/bin/go", "\(package)/rawnode.go"].allSatisfy(
        FileManager.default.fileExists)

    /// What was compiled stays for the next run of the tests, the adapters go with this one.
    private static let folder = FileManager.default.temporaryDirectory.appendingPathComponent("quorate-etcd")
        .path
    private static let mine = "\(folder)/\(ProcessInfo.processInfo.processIdentifier)"

    static let programs = Task {
        try FileManager.default.createDirectory(atPath: mine, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: EtcdRaft.mine) }
        let programs = Programs(
            shipped: OtherCode(adapter: "\(mine)/shipped"), changed: OtherCode(adapter: "\(mine)/changed"))
        try await compile(["-o", programs.shipped.adapter], cache: "\(folder)/cache")
        let overlay = try overlayFile(in: mine)
        try await compile(
            ["-overlay", overlay, "-tags", "changed", "-o", programs.changed.adapter],
            cache: "\(folder)/cache")
        return programs
    }

    private static func compile(_ arguments: [String], cache: String) async throws {
        let ended = try await Program.run(
            "/usr/bin/go", ["build"] + arguments + ["."], in: adapter,
            variables: ["GOCACHE": cache, "GOPATH": sources, "GO111MODULE": "off", "GOFLAGS": ""])
        try #require(ended.status == 0, "\(ended.output)")
    }

    /// The files of the package with their changes, and what tells the compiler to take them.
    private static func overlayFile(in folder: String) throws -> String {
        var files: [String: String] = [:]
        for change in try changes() {
            let text =
                try files[change.file] ?? String(contentsOfFile: "\(package)/\(change.file)", encoding: .utf8)
            files[change.file] = try change.applied(to: text)
        }
        files["quorate_change.go"] = """
            package raft

            // QuorateChange names the change that is made.
            var QuorateChange string

            """
        var replaced: [String: String] = [:]
        for (name, text) in files {
            replaced["\(package)/\(name)"] = "\(folder)/\(name)"
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        let file = "\(folder)/overlay.json"
        try JSONEncoder().encode(["Replace": replaced]).write(to: URL(fileURLWithPath: file))
        return file
    }

    static func changes() throws -> [Change] {
        let file = URL(fileURLWithPath: "\(adapter)/changes.json")
        return try JSONDecoder().decode([Change].self, from: Data(contentsOf: file))
    }
}

extension EtcdRaft.Change {
    /// `text` with the change, which is off until `QuorateChange` names it.
    ///
    /// - Throws: where the line is not found, or not once.
    func applied(to text: String) throws -> String {
        let expression = try NSRegularExpression(pattern: pattern)
        let all = NSRange(text.startIndex..., in: text)
        let found = expression.numberOfMatches(in: text, range: all)
        guard found == 1 else { throw LineNotFound(change: self, found: found) }
        let template = replacement.replacing("CHANGE", with: "QuorateChange == \"\(mutant)\"")
        return expression.stringByReplacingMatches(in: text, range: all, withTemplate: template)
    }
}

/// Line of a package of others that is not there, or not once: it is another version.
struct LineNotFound: Error {
    var change: EtcdRaft.Change
    var found: Int
}

import Foundation
import Testing

@testable import Pages

/// Somebody who does what a page says: types its commands, writes its files and changes them.
struct Reader {
    /// The commands whose output was compared.
    private(set) var sessions = 0
    /// What the latest `swift test` printed.
    private(set) var testLog = ""
    private var terminal: Terminal
    private let clone: URL
    /// What was typed without looking at the output, with its folder: nobody builds or copies a thing twice.
    private var done: Set<String> = []

    init(_ terminal: Terminal) {
        self.terminal = terminal
        clone = terminal.folder
    }

    /// Goes through a page, which begins in the clone, and brings its outputs up to date when asked to.
    mutating func read(_ page: Page) async throws {
        terminal.folder = clone
        var changes: [(Page.Passage, by: [String])] = []
        for block in page.session where block.excuse == nil {
            switch (block.language, block.lead) {
            case ("sh", _):
                for line in block.passage.lines where !line.isEmpty { try await follow(line) }
            case ("console", _):
                let found = try await output(ofSession: block.passage)
                let (left, right) = (Self.normalised(found), Self.normalised(block.passage.lines))
                #expect(left == right, "\(page.path)")
                if left != right { changes.append((block.passage, by: found)) }
                sessions += 1
            case ("swift", .new(let path)), ("ta", .new(let path)): try write(block.text, to: path)
            case ("diff", .change(let path)): try change(path, block.passage.lines)
            default: break
            }
        }
        try page.replace(changes)
    }

    /// Goes to another folder.
    mutating func enter(_ path: String) throws {
        terminal.folder = clone.appendingPathComponent(path).standardizedFileURL
    }

    /// Types a line, which must end as its comment says (`# exit status 12`) or else with 0.
    @discardableResult
    mutating func type(_ line: String) async throws -> String {
        let expected = line.firstMatch(of: /# exit status ([0-9]+)$/).flatMap { Int32($0.1) } ?? 0
        let result = try await terminal.run(line)
        let everything = "\(line)\n\(result.output)\n\(result.notes)"
        #expect(result.status == expected, "\(everything)")
        #expect(!everything.contains("warning:"), "\(everything)")
        if line.hasPrefix("swift test") { testLog = everything }
        return result.output
    }

    /// Types a line whose output is not shown, unless that was done here before.
    private mutating func follow(_ line: String) async throws {
        let isNew = line.hasPrefix("cd ") || done.insert("\(terminal.folder.path) \(line)").inserted
        if isNew { try await type(line) }
    }

    /// The commands of a block, each followed by what it prints now.
    private mutating func output(ofSession passage: Page.Passage) async throws -> [String] {
        var session: [String] = []
        for line in passage.lines where line.hasPrefix("$ ") {
            let output = try await type(String(line.dropFirst(2)))
            session += [line] + output.components(separatedBy: "\n").dropLast()
        }
        return session
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: terminal.folder.appendingPathComponent(path))
    }

    /// Replaces the lines that a change shows without a mark or with a minus by those without a mark or with a plus.
    private func change(_ path: String, _ lines: [String]) throws {
        func without(_ mark: Character) -> String {
            lines.filter { $0.first != mark }.map { $0.dropFirst() + "\n" }.joined()
        }
        let file = terminal.folder.appendingPathComponent(path)
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.ranges(of: without("+")).count == 1, "\(path) has no such lines, or has them twice")
        try write(text.replacing(without("+"), with: without("-")), to: path)
    }

    /// Times, rates, memory and the number of processors made the same on every machine.
    private static func normalised(_ lines: [String]) -> String {
        lines.joined(separator: "\n")
            .replacing(/\ *[0-9]+\.[0-9]+ s\b/, with: " # s")
            .replacing(/(-|[0-9,]+)\/s\b/, with: "#/s")
            .replacing(/store [0-9.]+ [KMG]?i?B/, with: "store # B")
            .replacing(/[0-9.]+ bytes per state/, with: "# bytes per state")
            .replacing(/[0-9]+ workers?\b/, with: "# workers")
            .replacing(/\ *[0-9]+\.[0-9]+ ms\b/, with: " # ms")
            .replacing(/Z3 [0-9.]+/, with: "Z3 #")
    }
}

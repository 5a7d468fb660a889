import Foundation
import Testing

/// What the page shows is what the program prints.
///
/// `QUORATE_REGENERATE=1 swift test -c release --filter ReadmeTests` writes outputs and tables again; read the diff.
/// One test at a time, for that reason.
@Suite(.serialized) struct OutputTests {
    /// The commands of the page, run from top to bottom.
    @Test func sessions() async throws {
        let readme = try Readme()
        let clone = try Clone()
        var terminal = Terminal(in: clone.folder, temporaryFolder: clone.temporaryFolder)
        var changes: [(Readme.Passage, by: [String])] = []
        var sessions = 0
        for block in readme.blocks.dropFirst(readme.openingCommands.count) {
            if block.language == "sh" {
                for line in block.passage.lines { _ = try await Self.output(of: line, in: &terminal) }
            }
            guard block.language == "console" else { continue }
            let session = try await Self.session(block.passage, in: &terminal)
            let (found, shown) = (Self.normalised(session), Self.normalised(block.passage.lines))
            if found != shown { changes.append((block.passage, by: session)) }
            #expect(found == shown)
            sessions += 1
        }
        #expect(sessions > 5)
        try readme.replace(changes)
        try await Self.exportedTest(in: &terminal)
    }

    /// A run that the starter's own command exports is a test of the starter, built on what the sessions have built.
    private static func exportedTest(in terminal: inout Terminal) async throws {
        let checker = "swift run Checker"
        let tests = "Tests/ProtocolTests"
        for (spec, mutant) in [("Election", "forgetful-voters"), ("EchoBroadcast", "hasty-delivery")] {
            _ = try await output(
                of: "\(checker) check \(spec) --mutant \(mutant) --export traces", in: &terminal)
            _ = try await output(
                of:
                    "\(checker) export traces/\(spec)/\(mutant).itf.json --swift --output \(tests)/\(mutant).swift",
                in: &terminal)
        }
        let log = try await output(of: "swift test", in: &terminal)
        for suite in ["ElectionForgetfulVotersTests", "EchoBroadcastHastyDeliveryTests"] {
            #expect(log.contains("Suite \(suite) passed"), "\(log)")
        }
    }

    /// The commands of a block, each followed by what it prints now.
    private static func session(
        _ passage: Readme.Passage, in terminal: inout Terminal
    ) async throws -> [String] {
        var session: [String] = []
        for line in passage.lines where line.hasPrefix("$ ") {
            let output = try await output(of: String(line.dropFirst(2)), in: &terminal)
            session += [line] + output.components(separatedBy: "\n").dropLast()
        }
        return session
    }

    private static func output(of line: String, in terminal: inout Terminal) async throws -> String {
        let result = try await terminal.run(line)
        let everything = "\(line)\n\(result.output)\n\(result.notes)"
        #expect(result.status == 0, "\(everything)")
        #expect(!everything.contains("warning:"), "\(everything)")
        return result.output
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

import Foundation
import SeededRandom
import Testing

/// A search whose process is killed at random moments, again and again, until one comes to its end.
struct KilledSearch {
    /// Arguments of `check`, and how the search is kept.
    let words: [String]
    let keeping: [String]

    /// Arguments in one line each; `FOLDER` is the place of the folder.
    init(_ line: String, _ keeping: String) {
        words = line.split(separator: " ").map(String.init)
        self.keeping = keeping.split(separator: " ").map(String.init)
    }

    /// Searches from the beginning to the end until so many processes were killed; each end is compared with that of the
    /// search that nobody disturbed.
    ///
    /// - Returns: the searches that came to their ends after a kill.
    func run(kills: Int, _ random: inout SplitMix) async throws -> Int {
        let expected = try await Executable.run(["check"] + words)
        var (left, ends) = (kills, 0)
        while left > 0 {
            let before = left
            let outcome = try await withTemporaryFolder { folder in
                try await end(in: "\(folder)/search", &left, &random)
            }
            if left < before { ends += 1 }
            let comment = Comment(rawValue: "\(words) \(keeping): \(outcome)")
            #expect(outcome.status == expected.status, comment)
            #expect(Self.findings(outcome) == Self.findings(expected), comment)
        }
        return ends
    }

    /// Kills the search in a folder until it is quicker, or no kill is left.
    private func end(in folder: String, _ left: inout Int, _ random: inout SplitMix) async throws -> Outcome {
        var usual = 0.5
        while true {
            // Before there is a record, a search begins again in the same folder.
            let hasBegun = FileManager.default.fileExists(atPath: "\(folder)/quorate-search.json")
            let arguments =
                hasBegun
                ? ["resume", folder] : ["check"] + words + keeping.map { $0 == "FOLDER" ? folder : $0 }
            let start = Date()
            let seconds = left > 0 ? usual * Double(random.number(1..<100)) / 100 : nil
            let outcome = try await Executable.run(arguments, killAfter: seconds)
            guard outcome.status == SIGKILL else { return outcome }
            // Killed between its last word and its end, too: it goes on like any other.
            left -= 1
            usual = max(0.05, min(usual, 2 * Date().timeIntervalSince(start)) + 0.05)
        }
    }

    /// Lines of a report that are the same for every search.
    private static func findings(_ outcome: Outcome) -> [String] {
        outcome.output.split(separator: "\n").map(String.init).filter {
            !$0.hasPrefix("  figures") && !$0.hasPrefix("  search") && !$0.hasPrefix("Reproduce")
        }.map { $0.hasPrefix("  liveness") ? $0.replacing(/, [\d.]+ s$/, with: "") : $0 }
    }
}

/// Kinds of search, and specs, of a fraction of a second each.
private let cases: [(line: String, keeping: String)] =
    [
        "TwoPhaseCommit managers=5 --property consistency", "Raft servers=3", "BenOr --continue",
        "TwoPhaseCommit managers=5 --mutant hasty-commit --property consistency --continue",
    ].flatMap { [($0, "--disk FOLDER"), ($0, "--checkpoint FOLDER --every 0.01")] }
    + [
        // What only a search in memory answers at its end: properties of whole runs, and lines.
        ("TwoPhaseCommit managers=5 --coverage", "--checkpoint FOLDER --every 0.01"),
        ("TwoPhaseCommit managers=4 --mutant crashing-coordinator", "--checkpoint FOLDER --every 0.01"),
    ]

/// A few kills.
@Suite struct KilledSearchTests {
    @Test(arguments: [0, 1]) func goesOn(number: Int) async throws {
        var random = SplitMix(seed: Seed.announced())
        let chosen = cases[number]
        #expect(try await KilledSearch(chosen.line, chosen.keeping).run(kills: 2, &random) > 0)
    }
}

/// Two hundred kills. The kinds stand in the queue each by itself: one behind the other they were the end of every run, with
/// nothing else left to do.
@Suite struct KilledSearchLongTests {
    @Test(arguments: cases.indices) func goesOn(number: Int) async throws {
        var random = SplitMix(seed: Seed.announced())
        let chosen = cases[number]
        #expect(try await KilledSearch(chosen.line, chosen.keeping).run(kills: 20, &random) > 0)
    }
}

import Foundation
import Testing

@testable import QuorateCommand
@testable import QuorateExplorer

/// `check --disk` and `resume`.
@Suite struct DiskTests {
    private func inFolder(_ body: (String) async throws -> Void) async throws {
        try await withTemporaryFolder { try await body("\($0)/search") }
    }

    private func check(
        _ line: String, _ folder: String, with option: String = "--disk"
    ) async -> Outcome {
        await quorate(["check"] + line.split(separator: " ").map(String.init) + [option, folder])
    }

    /// Lines of a report that are the same for every search.
    private func findings(_ outcome: Outcome) -> [Substring] {
        outcome.output.split(separator: "\n").filter {
            !$0.hasPrefix("  figures") && !$0.hasPrefix("  search") && !$0.hasPrefix("Reproduce")
        }
    }

    @Test(
        arguments: [
            "Staircase --set steps=6", "Staircase --set mayRest=0",
            "Staircase --set landing=2 --continue --coverage",
        ], ["--disk", "--checkpoint"])
    func resumedSearchesReportWhatOthersDo(line: String, option: String) async throws {
        try await inFolder { folder in
            let expected = await quorate("check \(line)")
            let cut = await check("\(line) --max-depth 1", folder, with: option)
            #expect(cut.status == 30, "\(cut)")
            let resumed = await quorate(["resume", folder, "--max-depth", "1000", "--workers", "2"])
            #expect(findings(resumed) == findings(expected), "\(resumed)")
            #expect(resumed.status == expected.status)
            let json = await quorate(["resume", folder, "--max-depth", "1000", "--format", "json"])
            #expect(json.status == expected.status && json.output.contains(#""limit": null"#))
            // The limit of the search itself is as it was.
            #expect(await quorate(["resume", folder]).status == resumed.status)
        }
    }

    /// The lines that say what to do next are commands that do it.
    @Test func adviceGoesOn() async throws {
        try await inFolder { folder in
            let cut = await check("Staircase --max-depth 1", folder)
            #expect(
                cut.output.contains("Try next:   quorate resume \(folder) --max-depth N   (goes on"), "\(cut)"
            )
            let line = try #require(cut.output.split(separator: "\n").first { $0.hasPrefix("Reproduce:") })
            #expect(line.hasSuffix(" --max-depth 1") && line.contains(" --disk \(folder)-again "), "\(line)")
            let again = line.split(separator: " ").dropFirst(2).map(String.init)
            let same = await quorate(Array(again))
            #expect(same.status == 30 && findings(same).first == findings(cut).first, "\(same)")
            let states = await quorate(["resume", folder, "--max-depth", "1000", "--max-states", "3"])
            #expect(states.output.contains("quorate resume \(folder) --max-states N"), "\(states)")
        }
    }

    @Test func adviceOnCheckpointsGoesOn() async throws {
        try await inFolder { folder in
            let cut = await check("Staircase --every 90m --max-depth 1", folder, with: "--checkpoint")
            #expect(
                cut.output.contains("Try next:   quorate resume \(folder) --max-depth N   (goes on"), "\(cut)"
            )
            let line = try #require(cut.output.split(separator: "\n").first { $0.hasPrefix("Reproduce:") })
            #expect(line.contains(" --checkpoint \(folder)-again --every 5400 "), "\(line)")
            let same = await quorate(line.split(separator: " ").dropFirst(2).map(String.init))
            #expect(same.status == 30 && findings(same).first == findings(cut).first, "\(same)")
        }
    }

    /// Mutants and variants are judged after going on as without the break: a variant is compared with the spec.
    @Test(arguments: ["Staircase --mutant leap", "Ferry --variant standing", "Sleeper"])
    func judgementsAreThose(line: String) async throws {
        try await inFolder { folder in
            let expected = await quorate("check \(line) --continue")
            let cut = await check("\(line) --continue --max-depth 1", folder, with: "--checkpoint")
            #expect(cut.status == 30 || cut.status == expected.status, "\(cut)")
            let resumed = await quorate(["resume", folder, "--max-depth", "1000"])
            #expect(findings(resumed) == findings(expected), "\(resumed) \(expected)")
            #expect(resumed.status == expected.status)
        }
    }

    @Test func senselessCheckpointsAreRefused() async throws {
        try await inFolder { folder in
            for line in [
                "", "Staircase Holey", "Staircase --store fingerprint", "Staircase --symmetry",
                "Staircase --disk \(folder)", "Staircase --every 0", "Staircase --every -5",
                "Staircase --every soon", "Staircase --every 5d", "Staircase --certificate \(folder).set",
            ] {
                let outcome = await check(line, folder, with: "--checkpoint")
                #expect(outcome.status == 64, "\(line): \(outcome)")
            }
            #expect(await quorate("check Staircase --every 5s").status == 64)
            #expect(!FileManager.default.fileExists(atPath: folder))
            #if os(Linux)
                let readOnly = await check("Staircase", "/proc/checkpoints", with: "--checkpoint")
                #expect(readOnly.status == 74, "\(readOnly)")
            #endif
        }
    }

    /// The program that goes on must be the one that began.
    @Test func anotherProgramIsRefused() async throws {
        try await inFolder { folder in
            #expect(await check("Staircase --max-depth 1", folder).status == 30)
            let file = "\(folder)/quorate-search.json"
            let text = try Data(contentsOf: URL(fileURLWithPath: file))
            var record = try #require(SearchRecord(text: text))
            record.program = record.program.map { $0 ^ 1 }
            try record.text().write(to: URL(fileURLWithPath: file))
            let outcome = await quorate(["resume", folder, "--max-depth", "1000"])
            #expect(
                outcome.status == 65 && outcome.errors.contains("the program was built anew"), "\(outcome)")
        }
    }

    @Test func foldersWithoutAPathAreRefused() async throws {
        for words in [
            ["check", "Staircase", "--disk", ""], ["check", "Staircase", "--checkpoint", ""], ["resume", ""],
        ] {
            let outcome = await quorate(words)
            #expect(
                outcome.status == 64 && outcome.errors.contains("give the path of a folder"), "\(outcome)")
        }
    }

    /// Limits below what is there are refused; where nothing is there, `resume` is no advice.
    @Test(arguments: ["--disk", "--checkpoint"])
    func limitsBelowTheFolderAreRefused(option: String) async throws {
        try await inFolder { folder in
            #expect(await check("Staircase --max-depth 2", folder, with: option).status == 30)
            let less = await quorate(["resume", folder, "--max-depth", "1"])
            #expect(less.status == 64 && less.errors.contains("give at least 2"), "\(less)")
            #expect(await quorate(["resume", folder, "--max-states", "1"]).status == 64)
        }
    }

    @Test func whatMakesNoSenseIsRefused() async throws {
        try await inFolder { folder in
            for line in ["", "Staircase Holey", "Staircase --store fingerprint", "Staircase --symmetry"] {
                #expect(await check(line, folder).status == 64, "\(line)")
            }
            #expect(!FileManager.default.fileExists(atPath: folder))
            #expect(await quorate("resume").status == 64)
            let missing = await quorate(["resume", folder])
            #expect(missing.status == 64 && missing.errors.contains("no search to go on with"))
            #expect(await check("Staircase", folder).status == 0)
            #expect(await check("Staircase", folder).status == 64)
            let record = "\(folder)/quorate-search.json"
            let text = try String(contentsOfFile: record, encoding: .utf8)
            try text.replacing("Staircase", with: "Starecase").write(
                toFile: record, atomically: true, encoding: .utf8)
            #expect(await quorate(["resume", folder]).status == 65)
            try text.write(toFile: record, atomically: true, encoding: .utf8)
            try Data(repeating: 7, count: 999).write(to: URL(fileURLWithPath: "\(folder)/quorate-states"))
            #expect(await quorate(["resume", folder]).status == 65)
        }
    }
}

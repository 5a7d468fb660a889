import Foundation
import QuorateDrivers
import QuorateTraces
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs

/// An interrupt stops a search in good order.
@Suite struct InterruptTests {
    @Test func ofOneRun() async throws {
        let outcome = try await Executable.run(
            ["check", "TwoPhaseCommit", "--set", "managers=16", "--workers", "1", "--max-seconds", "60"],
            interruptAfter: 2)
        #expect(outcome.status == 30)
        #expect(outcome.output.contains("until the interrupt: "))
        #expect(outcome.output.contains("distinct states"))
    }

    /// A command that has nothing to show before its end; and one that the solver does not take the signal from, for
    /// which a Ctrl-C would end one question and not the command.
    @Test func whileTheSolverWorks() async throws {
        let outcome = try await Executable.run(
            [
                "bounds", "--safe", "3q + 7r = 2n + f and 5q + r > n and q > ceil(n/13)",
                "--live", "q <= n - f and r <= n - 3f", "--choose", "q", "--choose", "r", "--time-limit",
                "60",
            ], interruptAfter: 1)
        #expect(outcome.status == 30)
        #expect(outcome.output == "")
        #expect(outcome.errors == "Interrupted, without a result.\n")
    }

    @Test func thatNobodyHeeds() async {
        await #expect(processExitsWith: .exitCode(30)) { Interrupt().raise() }
    }

    /// What is under way is taken away before the process ends in the middle of it.
    @Test func forTheSecondTime() async throws {
        let ended = try await #require(
            processExitsWith: .exitCode(130), observing: [\.standardOutputContent]
        ) {
            let interrupt = Interrupt()
            interrupt.heed()
            try Folder.withTemporary(interrupt) { folder in
                let file = FileManager.default.temporaryDirectory.appendingPathComponent("quorate-\(UUID())")
                _ = try WholeFile(Data("half".utf8), at: file.path)
                try FileHandle.standardOutput.write(contentsOf: Data("\(folder.path) \(getpid())".utf8))
                interrupt.raise()
                interrupt.raise()
            }
        }
        let words = String(decoding: ended.standardOutputContent, as: UTF8.self).split(separator: " ")
        try #require(words.count == 2)
        #expect(!FileManager.default.fileExists(atPath: String(words[0])))
        let names = try FileManager.default.contentsOfDirectory(
            atPath: FileManager.default.temporaryDirectory.path)
        #expect(!names.contains { $0.hasPrefix(".quorate-\(words[1])-") })
    }

    @Test func ofACatalog() async throws {
        let interrupt = Interrupt()
        let plan = try CheckPlan(CheckRequest(), catalog: fixtures)
        interrupt.heed()
        interrupt.raise()
        let runner = CheckRunner(
            plan: plan, request: CheckRequest(), export: nil, update: nil, interrupt: interrupt, progress: nil
        )
        let seen = Seen()
        #expect(try await runner.run(reporter: seen) == .inconclusive)
        #expect(seen.results?.made.isEmpty == true)
        #expect(seen.results?.notStarted.count == plan.runs.count)
    }

    /// Nothing was made, which no command takes for a success.
    @Test(arguments: [
        ("check LostUpdate", " runs not started, because of the interrupt"),
        ("check LostUpdate --format json", "\"notStarted\": [\n"),
        ("check LostUpdate --format junit", "<skipped message=\"interrupted\"/>"),
        (
            "prove pbft-intersection pbft-quorum-2f",
            "0 questions: 2 questions not asked, because of the interrupt"
        ),
        ("prove pbft-intersection --format json", "\"notStarted\": [\n    \"pbft-intersection\"\n  ]"),
        ("conform PBFT Raft", " runs not started, because of the interrupt: PBFT "),
        ("conform PBFT --format json", "\"notStarted\": [\n    \"PBFT "),
        ("conform PBFT --format junit", "<skipped message=\"interrupted\"/>"),
        (
            "replay a.itf.json b.itf.json",
            "2 files not replayed, because of the interrupt: a.itf.json, b.itf.json"
        ),
        ("bench two-phase-commit-8", ""), ("bench --code", ""),
    ])
    func beforeTheBeginning(line: String, text: String) async {
        let interrupt = Interrupt()
        interrupt.heed()
        interrupt.raise()
        let outcome = await quorate(line.split(separator: " ").map(String.init), over: catalog) {
            $0.interrupt = interrupt
            $0.drivers = drivers
            $0.codeBenchmarks = codeBenchmarks
        }
        #expect(outcome.status == 30)
        #expect(text.isEmpty ? outcome.output == "" : outcome.output.contains(text), "\(outcome.output)")
        #expect(!outcome.output.contains("as expected"))
    }

    @Test func beforeASearch() async throws {
        let interrupt = Interrupt()
        interrupt.heed()
        interrupt.raise()
        let wasCancelled = try await interrupt.cancelling {
            // The task may begin before it is cancelled.
            for _ in 0..<1000 where !Task.isCancelled { try? await Task.sleep(for: .milliseconds(10)) }
            return Task.isCancelled
        }
        #expect(wasCancelled)
    }
}

private final class Seen: Reporter {
    let console = Console(output: { _ in }, error: { _ in }, isErrorTerminal: false)
    var results: CheckResults?
    func finished(_ run: FinishedRun) {}
    func ended(_ results: CheckResults) { self.results = results }
}

import Foundation
import Testing

@testable import QuorateCommand

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

    /// The solver takes SIGINT for itself while it works, unless it is told not to; the answer would then follow.
    @Test func ofAQuestionToTheSolver() async throws {
        let outcome = try await Executable.run(
            [
                "bounds", "--safe", "3q + 7r = 2n + f and 5q + r > n and q > ceil(n/13)",
                "--live", "q <= n - f and r <= n - 3f", "--choose", "q", "--choose", "r",
            ],
            interruptAfter: 0.5)
        #expect(outcome.status == SIGINT)
        #expect(outcome.output == "")
    }

    @Test func ofACatalog() async throws {
        let interrupt = Interrupt()
        let plan = try CheckPlan(CheckRequest(), catalog: fixtures)
        interrupt.raise()
        let runner = CheckRunner(
            plan: plan, request: CheckRequest(), export: nil, interrupt: interrupt, progress: nil)
        let seen = Seen()
        #expect(try await runner.run(reporter: seen) == .inconclusive)
        #expect(seen.summary?.runs.isEmpty == true)
        #expect(seen.summary?.notStarted.count == plan.runs.count)
    }

    @Test func beforeASearch() async throws {
        let interrupt = Interrupt()
        interrupt.raise()
        let wasCancelled = try await interrupt.cancelling { Task.isCancelled }
        #expect(wasCancelled)
    }
}

private final class Seen: CheckReporter {
    var summary: CheckSummary?
    func finished(_ run: FinishedRun) {}
    func ended(_ summary: CheckSummary) { self.summary = summary }
}

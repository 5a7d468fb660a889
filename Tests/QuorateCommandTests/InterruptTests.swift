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

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

    /// The solver takes SIGINT for itself while it works, unless it is told not to: a Ctrl-C then ends one question and
    /// not the command.
    ///
    /// The kernel is asked who takes the signal. To send it proves nothing: a test that runs at the same time may ignore
    /// it, and a process that is started inherits that.
    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: "/proc/self/status"),
            "the system does not say who takes a signal"))
    func isNotTakenByTheSolver() throws {
        let process = Process()
        process.executableURL = Executable.url
        process.arguments = [
            "bounds", "--safe", "3q + 7r = 2n + f and 5q + r > n and q > ceil(n/13)",
            "--live", "q <= n - f and r <= n - 3f", "--choose", "q", "--choose", "r", "--time-limit", "1",
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var caught: [UInt64] = []
        while process.isRunning {
            if let signals = Self.caughtSignals(of: process.processIdentifier) { caught.append(signals) }
            usleep(5000)
        }
        #expect(caught.count > 10)
        #expect(caught.allSatisfy { $0 & (1 << UInt64(SIGINT - 1)) == 0 })
    }

    /// The signals for which a process has a handler, a bit each; nil once it has ended.
    private static func caughtSignals(of process: Int32) -> UInt64? {
        let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
        return line.flatMap { UInt64($0.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16) }
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

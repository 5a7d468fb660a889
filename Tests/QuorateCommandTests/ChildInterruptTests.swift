#if os(Linux)
    import Foundation
    import Synchronization
    import Testing

    /// An interrupt of a command that waits for a process of its own: that one ends too, and nothing is left.
    @Suite struct ChildInterruptTests {
        /// The processes that one has started.
        private static func children(of process: pid_t) -> [pid_t] {
            let tasks = "/proc/\(process)/task"
            let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
            return threads.flatMap { thread in
                ((try? String(contentsOfFile: "\(tasks)/\(thread)/children", encoding: .utf8)) ?? "")
                    .split(separator: " ").compactMap { pid_t($0) }
            }
        }

        /// Those that live still: a signal takes a moment where processors are busy.
        private static func living(of children: [pid_t]) async throws -> [pid_t] {
            for _ in 0..<500 where children.contains(where: { kill($0, 0) == 0 }) {
                try await Task.sleep(for: .milliseconds(20))
            }
            return children.filter { kill($0, 0) == 0 }
        }

        private func afterInterrupt(
            _ arguments: [String]
        ) async throws -> (outcome: Outcome, living: [pid_t], left: [String]) {
            try await withTemporaryFolder { folder in
                let seen = Children()
                let outcome = try await Executable.run(
                    arguments,
                    interruptWhen: { process in
                        let children = Self.children(of: process)
                        seen.children.withLock { $0 = children }
                        return !children.isEmpty
                    }, variables: ["TMPDIR": folder])
                let children = seen.children.withLock { $0 }
                #expect(!children.isEmpty)
                return (
                    outcome, try await Self.living(of: children),
                    try FileManager.default.contentsOfDirectory(atPath: folder)
                )
            }
        }

        @Test func ofABenchmark() async throws {
            let (outcome, living, left) = try await afterInterrupt([
                "bench", "two-phase-commit-8", "--workers", "1",
            ])
            #expect(outcome.status == 30 && outcome.output == "")
            #expect(outcome.errors.hasSuffix("Error: interrupted before there was a result\n"))
            #expect(living == [] && left == [])
        }

        @Test func ofAComparison() async throws {
            let program = Executable.url.path
            let (outcome, living, left) = try await afterInterrupt([
                "diff", "--base-program", program, "--head-program", program,
            ])
            #expect(outcome.status == 30 && outcome.output == "")
            #expect(outcome.errors == "Interrupted, without a result.\n", "\(outcome.errors)")
            #expect(living == [] && left == [])
        }

        @Test(arguments: [
            ("text", "files not replayed, because of the interrupt: Counterexamples/"),
            ("json", "\"notStarted\": [\n    \"Counterexamples/"),
            ("junit", "<skipped message=\"interrupted\"/>"),
        ])
        func ofAReplay(format: String, text: String) async throws {
            let file = "Counterexamples/BrachaBroadcast/echoes-2f.itf.json"
            let (outcome, living, left) = try await afterInterrupt(
                ["replay", "--format", format] + Array(repeating: file, count: 50))
            #expect(outcome.status == 30)
            #expect(outcome.output.contains(text), "\(outcome.output)")
            #expect(living == [] && left == [])
        }
    }

    private final class Children: Sendable {
        let children = Mutex<[pid_t]>([])
    }
#endif

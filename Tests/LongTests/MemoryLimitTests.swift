import Foundation
import Testing

@testable import Pages

/// A limit on memory is kept, and used: by the largest resident set of a process of its own.
@Suite(.serialized) struct MemoryLimitTests {
    #if os(Linux)
        @Test(
            arguments: [
                ["TwoPhaseCommit", "--set", "managers=12", "--property", "consistency"],
                ["AtomicCommitWithDetector", "--set", "processes=6", "--property", "agreement"],
            ], ["exact", "fingerprint"])
        func residentSetStaysWithinTheLimit(spec: [String], store: String) throws {
            // Each spec and each store fills much memory once.
            let isLarge = (spec[0] == "TwoPhaseCommit") == (store == "exact")
            for (mebibytes, workers) in [(56, "1"), (150, "2")] + (isLarge ? [(400, "2")] : []) {
                let limited = ["--workers", workers, "--max-memory", "\(mebibytes)M", "--quiet"]
                let (status, peakBytes) = try run(["check"] + spec + ["--store", store] + limited)
                let used = Double(peakBytes) / Double(mebibytes << 20)
                #expect(status == 30)
                #expect((0.7...1.1).contains(used), "\(spec) \(store) \(mebibytes) MiB: \(used) of it")
            }
        }

        /// The exit status, and the largest resident set that was seen while the command ran.
        ///
        /// What `wait4` says of a child starts at the memory of the process that started it, here the tests', so
        /// the kernel's own high-water mark is read over and over instead.
        private func run(_ arguments: [String]) throws -> (status: Int32, peakBytes: Int) {
            let process = Process()
            process.executableURL = Terminal.builtFolder.appending(path: "quorate")
            process.arguments = arguments
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            var peak = 0
            while process.isRunning {
                peak = max(peak, highWaterMark(of: process.processIdentifier))
                usleep(1000)
            }
            return (process.terminationStatus, peak)
        }

        private func highWaterMark(of process: Int32) -> Int {
            let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
            let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
        }
    #endif
}

import Foundation

/// The `quorate` that was built together with the tests.
enum Executable {
    /// What a command may use.
    struct Limits {
        /// Bytes of address space.
        var memory: Int?
        var processorSeconds: Int?
        /// Whether nothing more fits on the disk; pipes and devices go on.
        var isDiskFull = false

        /// What a shell does to keep to them.
        fileprivate var script: String {
            var steps: [String] = []
            if let memory { steps.append("ulimit -v \(memory >> 10)") }
            if let processorSeconds { steps.append("ulimit -t \(processorSeconds)") }
            if isDiskFull { steps.append("trap '' XFSZ && ulimit -f 0") }
            return (steps + ["exec \"$0\" \"$@\""]).joined(separator: " && ")
        }
    }

    /// Beside the test bundle, or beside the runner on platforms without bundles.
    static let url: URL = {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
        let runner = bundle ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return runner.deletingLastPathComponent().appendingPathComponent("quorate")
    }()

    /// Starts the command; `interruptAfter` seconds it gets SIGINT, or as soon as `isReady` of its process; `killAfter`
    /// seconds SIGKILL.
    ///
    /// - Parameter limits: what it may use, where the system can bound that.
    /// - Parameter variables: of its environment.
    /// - Parameter isRead: whether anybody takes what it prints.
    static func run(
        _ arguments: [String], interruptAfter seconds: Double? = nil, killAfter killed: Double? = nil,
        interruptWhen isReady: (@Sendable (pid_t) -> Bool)? = nil, limits: Limits? = nil,
        variables: [String: String] = [:], isRead: Bool = true
    ) async throws -> Outcome {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        // The kept counterexamples are named from there.
        process.currentDirectoryURL = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        #if os(Linux)
            if let limits {
                process.executableURL = URL(fileURLWithPath: "/bin/sh")
                process.arguments = ["-c", limits.script, url.path] + arguments
            }
        #endif
        // Help is wrapped at the width of the terminal, if there is one.
        process.environment = ProcessInfo.processInfo.environment
            .merging(["COLUMNS": "80"]) { $1 }.merging(variables) { $1 }
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        if !isRead { try output.fileHandleForReading.close() }
        try process.run()
        if let seconds {
            // Not a sleeping task: tests that compute keep the threads of tasks for long.
            DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { process.interrupt() }
        }
        if let killed {
            DispatchQueue.global().asyncAfter(deadline: .now() + killed) {
                if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            }
        }
        if let isReady {
            DispatchQueue.global().async {
                while process.isRunning, !isReady(process.processIdentifier) { usleep(2000) }
                if process.isRunning { process.interrupt() }
            }
        }
        async let printed = isRead ? readAll(output) : ""
        async let noted = readAll(errors)
        let (text, notes) = await (printed, noted)
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: text, errors: notes)
    }

    private static func readAll(_ pipe: Pipe) async -> String {
        let handle = pipe.fileHandleForReading
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: String(decoding: handle.readDataToEndOfFile(), as: UTF8.self))
            }
        }
    }
}

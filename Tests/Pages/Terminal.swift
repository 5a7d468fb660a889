import Foundation

/// Where a reader types the commands of the page.
struct Terminal {
    /// What a command printed and ended with.
    struct Result {
        var status: Int32
        var output: String
        /// What is of interest only when the command fails.
        var notes: String
    }

    /// The folder in which the next command runs.
    var folder: URL
    /// Where commands keep what they need for a while; SwiftPM leaves its locks there.
    private let temporaryFolder: URL
    /// How long a command may take, in seconds: the longest builds the starter.
    private let limit = 900.0

    init(in folder: URL, temporaryFolder: URL = FileManager.default.temporaryDirectory) {
        self.folder = folder
        self.temporaryFolder = temporaryFolder
    }

    /// Runs one command line.
    mutating func run(_ line: String) async throws -> Result {
        if line.hasPrefix("cd ") {
            folder = folder.appendingPathComponent(String(line.dropFirst(3))).standardizedFileURL
            return Result(status: 0, output: "", notes: "")
        }
        // Part of a debug build is for debuggers, which nobody uses here (`swift test` does need the index store), and a
        // compiler for each few files of a module reads the whole module again.
        let line = line.replacing(/^swift (run|test)\b/) {
            "\($0.0) -debug-info-format none -Xswiftc -disable-batch-mode -Xswiftc -wmo -Xswiftc -num-threads"
                + " -Xswiftc 1"
        }
        let (output, errors) = (try TemporaryFile(), try TemporaryFile())
        // What a build has to say on standard error is different every time, and no part of the session.
        let isBuild = line.hasPrefix("swift ")
        let status = try await status(of: line, printingTo: output, isBuild ? errors : output)
        return Result(status: status, output: try output.text, notes: try errors.text)
    }

    private func status(
        of line: String, printingTo output: TemporaryFile, _ errors: TemporaryFile
    ) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // The shell gives way to the command, so that the time limit ends the command itself.
        process.arguments = ["bash", "-c", "exec \(line)"]
        process.currentDirectoryURL = folder
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output.handle
        process.standardError = errors.handle
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { return continuation.resume(throwing: error) }
            DispatchQueue.global().asyncAfter(deadline: .now() + limit) {
                if process.isRunning { process.terminate() }
            }
        }
    }

    /// The command that was built with the tests comes first, and the build around the tests stays outside.
    private var environment: [String: String] {
        var variables = ProcessInfo.processInfo.environment.filter { name, _ in
            !["SWIFT", "LLVM_", "XCT", "XPC_", "DYLD_"].contains { name.hasPrefix($0) }
        }
        variables["PATH"] = "\(Self.builtFolder.path):\(variables["PATH"] ?? "/usr/bin:/bin")"
        variables["TMPDIR"] = temporaryFolder.path
        variables["COLUMNS"] = "80"
        return variables
    }

    /// Beside the test bundle, or beside the runner on platforms without bundles.
    static var builtFolder: URL {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
        return (bundle ?? URL(fileURLWithPath: CommandLine.arguments[0])).deletingLastPathComponent()
    }
}

/// A file that is gone with its last use: unlike a pipe it needs nobody to read while the command runs.
private final class TemporaryFile {
    let handle: FileHandle
    private let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    init() throws {
        try Data().write(to: url)
        handle = try FileHandle(forWritingTo: url)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var text: String { get throws { try String(contentsOf: url, encoding: .utf8) } }
}

import Foundation
import QuorateTraces
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs

/// The page in a real browser: a walk by clicks and keys, and what is shown of it.
@Suite struct ExploreBrowserLongTests {
    private static let browser = ["chromium", "chromium-browser", "google-chrome"].lazy
        .compactMap(ChildProcess.path).first
    private static let python = ChildProcess.path(of: "python3")
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Browser/walk.py").path

    /// The command, which becomes the program beside it; beside the test bundle, or beside the runner on platforms without bundles.
    private static var program: String {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
        let runner = bundle ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return runner.deletingLastPathComponent().appendingPathComponent("quorate").path
    }

    @Test(.enabled(if: browser != nil && python != nil, "Chromium or Python is not installed"))
    func aProtocolIsWalkedToAViolation() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).itf.json").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let printed = try ChildProcess.run(
            try #require(Self.python), ["-B", Self.script, try #require(Self.browser), Self.program, file])
        #expect(printed.text.contains("5 steps, 58 checks"), "\(printed.text)")
        let saved = try CatalogTrace(file: file, in: catalog)
        #expect(saved.trace.property == "consistency")
    }

    /// A port that is taken is told so, and a signal ends the program soon, also while it works.
    @Test func theProgramEndsAsItShould() async throws {
        let (first, output) = try Self.start(["TwoPhaseCommit"])
        defer { first.terminate() }
        let address = try #require(Self.line(of: output))
        let port = try #require(URLComponents(string: address)?.port)
        let second = try Self.start(["TwoPhaseCommit", "--port", "\(port)"]).process
        second.waitUntilExit()
        #expect(second.terminationStatus == 74)
        let crowd = try (0..<80).map { _ in try TestSocket(port: port) }
        defer { for socket in crowd { socket.close() } }
        let asked = Date()
        kill(first.processIdentifier, SIGTERM)
        first.waitUntilExit()
        #expect(first.terminationReason == .exit && first.terminationStatus == 0)
        #expect(Date().timeIntervalSince(asked) < 30)
    }

    private static func start(_ arguments: [String]) throws -> (process: Process, output: FileHandle) {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: program + "-explore")
        process.arguments = arguments
        (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
        try process.run()
        return (process, output.fileHandleForReading)
    }

    private static func line(of output: FileHandle) -> String? {
        String(decoding: output.availableData, as: UTF8.self).split(separator: "\n").first.map(String.init)
    }
}

import Foundation
import QuorateLanguage
import Synchronization

@testable import QuorateCommand

/// What a command printed and ended with.
struct Outcome: Sendable {
    var status: Int32
    var output: String
    var errors: String
}

/// Runs the command in this process, over any catalog.
func quorate(
    _ arguments: [String], over catalog: Catalog = fixtures, isTerminal: Bool = false,
    adjusting adjust: (inout Session) -> Void = { _ in }
) async -> Outcome {
    let printed = Printed()
    let console = Console(
        output: { text in printed.output.withLock { $0 += text } },
        error: { text in printed.errors.withLock { $0 += text } }, isErrorTerminal: isTerminal)
    var session = Session(catalog: catalog, program: "quorate", console: console)
    adjust(&session)
    let status = await CommandLineTool.status(of: session, arguments: arguments)
    return Outcome(
        status: status, output: printed.output.withLock { $0 }, errors: printed.errors.withLock { $0 })
}

/// The words of `line`, which has no quotes.
func quorate(_ line: String, over catalog: Catalog = fixtures) async -> Outcome {
    await quorate(line.split(separator: " ").map(String.init), over: catalog)
}

/// The mutants of instances, run in this process.
func mutantsInProcess(over catalog: Catalog) -> @Sendable ([String]) async throws -> String {
    { arguments in
        let outcome = await quorate(arguments, over: catalog)
        if outcome.status != 0 {
            throw CommandError.toolFailed("quorate", output: outcome.output + outcome.errors)
        }
        return outcome.output
    }
}

private final class Printed: Sendable {
    let output = Mutex("")
    let errors = Mutex("")
}

/// A folder that is gone after the test.
func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}

import Foundation

/// A program of others that a test starts.
enum Program {
    /// Runs the program at a path to its end.
    static func run(
        _ path: String, _ arguments: [String], in folder: String, variables: [String: String]
    ) async throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
        let printed = Pipe()
        process.standardOutput = printed
        process.standardError = printed
        try process.run()
        let text = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let data = printed.fileHandleForReading.readDataToEndOfFile()
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: text, errors: text)
    }
}

/// Code of others behind an adapter, for `quorate` to be run with.
struct OtherCode: Sendable {
    /// The command of the adapter.
    var adapter: String

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// The same with more arguments.
    func with(_ arguments: String) -> OtherCode { OtherCode(adapter: "\(adapter) \(arguments)") }

    /// Runs a line of words with the adapter.
    func quorate(_ line: String) async throws -> Outcome {
        try await Executable.run(
            line.split(separator: " ").map(String.init) + ["--adapter", adapter])
    }

    /// What becomes of each kept counterexample of a spec on the code, by its name.
    func outcomes(of spec: String) async throws -> [String: String] {
        let ended = try await quorate("replay Counterexamples/\(spec)")
        let line =
            #/^(?:ok|FAILED) +Counterexamples/\w+/([\w-]+)\.itf\.json +shipped code: (.*?)(?:; [\d,]+ of [\d,]+ steps? taken.*)?$/#
            .anchorsMatchLineEndings()
        return Dictionary(
            uniqueKeysWithValues: ended.output.matches(of: line).map { (String($0.1), String($0.2)) })
    }
}

/// Outcomes as they are listed in a test: a name and what becomes of it in each line.
func listed(_ text: String) -> [String: String] {
    Dictionary(
        uniqueKeysWithValues: text.split(separator: "\n").map { line in
            let words = line.split(separator: " ", maxSplits: 1)
            return (String(words[0]), String(words[1]).trimmingCharacters(in: .whitespaces))
        })
}

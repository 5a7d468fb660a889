import Foundation

/// The solver cvc5, as a second opinion.
///
/// Barbosa et al., "cvc5: A Versatile and Industrial-Strength SMT Solver" (2022).
enum CVC5 {
    static let path: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/cvc5" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// What cvc5 prints about a file with the given text.
    static func answer(to text: String, _ options: String...) throws -> String {
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appendingPathComponent("quorate-\(UUID().uuidString).smt2")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path ?? "cvc5")
        process.arguments = ["--strict-parsing", "--tlimit=60000"] + options + [file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

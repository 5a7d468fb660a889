import Foundation

/// The solver cvc5, asked where nothing but the word of Z3 vouches for an answer; it need not be there.
///
/// Barbosa et al., "cvc5: A Versatile and Industrial-Strength SMT Solver" (2022).
struct SecondSolver {
    /// Answers about a question that Z3 has answered as it expects.
    enum Opinion: Hashable {
        case agrees, disagrees, isMissing
        case gaveNoAnswer
    }

    let timeLimit: Duration
    var program = Self.path

    /// The program, by the folders that commands are looked for in; nil where it is not installed.
    static let path: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/cvc5" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// Opinion about the question in `obligation`; whatever goes wrong is no answer.
    func answer(to obligation: Obligation) -> Opinion {
        guard let program else { return .isMissing }
        switch try? output(of: program, obligation.text) {
        case obligation.expected.rawValue: return .agrees
        case Obligation.Status.satisfiable.rawValue, Obligation.Status.unsatisfiable.rawValue:
            return .disagrees
        default: return .gaveNoAnswer
        }
    }

    private func output(of path: String, _ text: String) throws -> String {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("quorate-\(UUID().uuidString).smt2")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["--tlimit=\(max(1, Int(timeLimit / .milliseconds(1))))", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        // It has a limit of its own, and need not keep it.
        let output = Alarm.ringing(after: timeLimit + .seconds(1)) {
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        } during: {
            pipe.fileHandleForReading.readDataToEndOfFile()
        }
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension SecondSolver.Opinion {
    /// The opinion in a few words.
    var words: String {
        switch self {
        case .agrees: "cvc5 agrees"
        case .disagrees: "cvc5 disagrees"
        case .isMissing: "cvc5 is not installed"
        case .gaveNoAnswer: "cvc5 gives no answer"
        }
    }
}

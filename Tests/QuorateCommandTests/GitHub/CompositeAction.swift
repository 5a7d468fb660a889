import Foundation
import Testing

/// A composite action, taken through its steps as a host does, but for what other actions do.
struct CompositeAction {
    let file: PlainYAML
    let folder: String

    init(in folder: String) throws {
        self.folder = folder
        file = try PlainYAML(String(contentsOfFile: folder + "/action.yml", encoding: .utf8))
    }

    var steps: [PlainYAML] { file["runs"]?["steps"]?.items ?? [] }
    var inputs: [String: PlainYAML] { file["inputs"]?.members ?? [:] }

    /// What came of it.
    struct Result {
        /// Names of the steps that ran, with their exit statuses; of those of other actions only that they would have.
        var steps: [String] = []
        var status: Int32 = 0
        var log = ""
        var summary = ""
        var outputs: [String: String] = [:]

        var commands: [WorkflowRunner.Command] { WorkflowRunner.commands(in: log) }
    }

    /// Runs the steps in `workspace`, with `tools` in front of the path.
    func run(_ given: [String: String], in workspace: String, tools: String) throws -> Result {
        var context: [String: String] = ["runner.temp": workspace + "/.temporary", "runner.os": "Linux"]
        for (name, input) in inputs {
            context["inputs.\(name)"] = given[name] ?? input["default"]?.text ?? ""
        }
        try FileManager.default.createDirectory(
            atPath: workspace + "/.temporary", withIntermediateDirectories: true)
        var result = Result()
        for step in steps {
            let name = step["name"]?.text ?? "?"
            guard try isWanted(step["if"]?.text, context) else { continue }
            guard let script = step["run"]?.text else {
                result.steps.append(name)
                continue
            }
            let variables = try (step["env"]?.members ?? [:]).mapValues { try filled($0.text ?? "", context) }
            let below = try filled(step["working-directory"]?.text ?? ".", context)
            try runStep(
                script, variables, in: workspace, "\(workspace)/\(below)", tools, &result, step["id"]?.text,
                &context)
            result.steps.append("\(name) \(result.status)")
            if result.status != 0 { break }
        }
        result.outputs["status"] = context["steps.verdict.outputs.status"]
        return result
    }

    private func runStep(
        _ script: String, _ variables: [String: String], in workspace: String, _ place: String,
        _ tools: String,
        _ result: inout Result, _ id: String?, _ context: inout [String: String]
    ) throws {
        let outputs = workspace + "/.temporary/outputs"
        let summary = workspace + "/.temporary/summary"
        for file in [outputs, summary] { try Data().write(to: URL(fileURLWithPath: file)) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]
        process.currentDirectoryURL = URL(fileURLWithPath: place)
        process.environment = [
            "PATH": "\(tools):/usr/bin:/bin", "HOME": workspace, "GITHUB_ACTION_PATH": folder,
            "GITHUB_OUTPUT": outputs, "GITHUB_STEP_SUMMARY": summary, "GITHUB_WORKSPACE": workspace,
            "RUNNER_TEMP": workspace + "/.temporary",
        ].merging(variables) { $1 }
        let log = FileHandle(forUpdatingAtPath: try emptyFile(workspace + "/.temporary/log"))!
        (process.standardOutput, process.standardError, process.standardInput) = (
            log, log, FileHandle.nullDevice
        )
        try process.run()
        process.waitUntilExit()
        result.status = process.terminationStatus
        result.log += try String(contentsOfFile: workspace + "/.temporary/log", encoding: .utf8)
        result.summary += try String(contentsOfFile: summary, encoding: .utf8)
        for line in try String(contentsOfFile: outputs, encoding: .utf8).split(separator: "\n") {
            let pair = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            try #require(pair.count == 2, "\(line)")
            context["steps.\(id ?? "").outputs.\(pair[0])"] = String(pair[1])
        }
    }

    private func emptyFile(_ path: String) throws -> String {
        try Data().write(to: URL(fileURLWithPath: path))
        return path
    }

    /// The value of a condition, which is comparisons with `&&` between.
    private func isWanted(_ condition: String?, _ context: [String: String]) throws -> Bool {
        try (condition ?? "").components(separatedBy: " && ").filter { !$0.isEmpty }.allSatisfy {
            comparison in
            let match = try #require(
                comparison.wholeMatch(of: /([a-z.-]+) (==|!=) '([^']*)'/), "\(comparison)")
            return (context[String(match.1)] ?? "" == String(match.3)) == (match.2 == "==")
        }
    }

    /// Text with the values of its expressions, each of which is a name that is known.
    private func filled(_ text: String, _ context: [String: String]) throws -> String {
        var filled = ""
        var rest = text[...]
        while let match = rest.firstMatch(of: /\$\{\{ ([a-z.-]+) \}\}/) {
            let name = String(match.1)
            let isOutput = name.hasPrefix("steps.")
            filled +=
                rest[..<match.range.lowerBound]
                + (try context[name] ?? #require(isOutput ? "" : nil, "\(name)"))
            rest = rest[match.range.upperBound...]
        }
        return filled + rest
    }
}

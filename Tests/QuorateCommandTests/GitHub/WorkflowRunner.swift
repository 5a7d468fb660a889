import Foundation

/// The part of GitHub's runner that reads what a step prints, as a twin of what we think of it: which lines it obeys.
///
/// It obeys a line that begins with `::` after blanks, and an older form anywhere in a line.
enum WorkflowRunner {
    struct Command: Equatable {
        var name: String
        var properties: [String: String] = [:]
        var message: String
    }

    static func commands(in output: String) -> [Command] {
        output.split(whereSeparator: \.isNewline).compactMap { command(in: String($0)) }
    }

    /// Problem of the output of a command in the format, or nil: text, and behind it annotations.
    static func problem(in output: String) -> String? {
        if let other = commands(in: output).first(where: {
            !["error", "warning", "notice"].contains($0.name)
        }) {
            return "an unknown command: \(other)"
        }
        let lines = output.split(separator: "\n")
        let annotations = lines.drop { !$0.hasPrefix("::") }
        if let text = annotations.first(where: { !$0.hasPrefix("::") }) { return "text behind: \(text)" }
        return lines.isEmpty ? "nothing is printed" : nil
    }

    private static func command(in line: String) -> Command? {
        let start = line.drop { $0.isWhitespace }
        if start.hasPrefix("::"), let end = start.dropFirst(2).range(of: "::") {
            return command(String(start.dropFirst(2)[..<end.lowerBound]), String(start[end.upperBound...]))
        }
        guard let opening = line.range(of: "##["),
            let closing = line[opening.upperBound...].firstIndex(of: "]")
        else { return nil }
        return command(
            String(line[opening.upperBound..<closing]), String(line[line.index(after: closing)...]))
    }

    private static func command(_ head: String, _ message: String) -> Command {
        let parts = head.split(separator: " ", maxSplits: 1)
        var properties: [String: String] = [:]
        for property in parts.count > 1 ? parts[1].split(separator: ",") : [] {
            let pair = property.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { properties[String(pair[0])] = unescaped(String(pair[1])) }
        }
        return Command(
            name: parts.first.map(String.init) ?? "", properties: properties, message: unescaped(message))
    }

    private static func unescaped(_ text: String) -> String {
        var text = text
        for (code, character) in [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")] {
            text = text.replacing(code, with: character)
        }
        return text
    }
}

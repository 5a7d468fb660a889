import QuorateTraces

/// A line that GitHub's runner obeys, as in `::error file=Raft.swift,line=3::"agreement" is violated`.
struct WorkflowCommand {
    let name: String
    var properties: KeyValuePairs<String, String> = [:]
    let message: String

    /// The line, in which nothing of a property or of the message is read as anything else.
    var line: String {
        let list = properties.map { "\($0.key)=\(Self.escaped($0.value, inProperty: true))" }
        let head = ([name] + (list.isEmpty ? [] : [list.joined(separator: ",")])).joined(separator: " ")
        return "::\(head)::\(Self.escaped(message))"
    }

    private static func escaped(_ text: String, inProperty: Bool = false) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": escaped += "%25"
            case "\r": escaped += "%0D"
            case "\n": escaped += "%0A"
            case ":" where inProperty: escaped += "%3A"
            case "," where inProperty: escaped += "%2C"
            // A name in the old form of these commands, which is looked for within lines.
            case "#": escaped += escaped.hasSuffix("#") ? " #" : "#"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The text without anything that a runner obeys: no line begins with two colons, and none has two number signs.
    ///
    /// Blanks before the colons would not help, because the runner passes over them.
    static func disarmed(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(disarmed(line:))
            .joined(separator: "\n")
    }

    private static func disarmed(line: Substring) -> String {
        let start = line.unicodeScalars.prefix { $0.properties.isWhitespace }.endIndex
        let rest = line[start...]
        let text =
            rest.unicodeScalars.starts(with: "::".unicodeScalars)
            ? line[..<start] + ": " + rest.dropFirst() : line
        var disarmed = ""
        for scalar in text.unicodeScalars {
            if scalar == "#", disarmed.unicodeScalars.last == "#" { disarmed += " " }
            disarmed.unicodeScalars.append(scalar)
        }
        return disarmed
    }
}

import QuorateLanguage
import QuorateTraces

/// A run as a sequence diagram in Mermaid's language, which hosts of code draw.
///
/// A step is a note over the party that takes it, or an arrow where its arguments say who sends and who receives.
struct SequenceDiagram {
    private let trace: Trace
    private let owners: [StepOwner]
    private let messages: [StepMessage?]
    /// Everybody that the steps are about, replicas by number first.
    private let parties: [StepOwner]

    init(of trace: Trace) {
        self.trace = trace
        owners = trace.steps.indices.map { StepOwner(of: $0, in: trace) }
        messages = trace.steps.indices.map { StepMessage(of: $0, in: trace) }
        let all = Set(owners + messages.compactMap(\.self).flatMap { [$0.sender, $0.receiver] })
        parties = all.isEmpty ? [.environment] : all.sorted()
    }

    /// The lines of the diagram.
    var text: String {
        let lines = parties.map { "participant \($0.name)" } + stepLines + ["\(noteOverAll): \(ending)"]
        return (["sequenceDiagram"] + lines.map { "    " + $0 }).joined(separator: "\n")
    }

    private var noteOverAll: String {
        let ends = parties.count > 1 ? [parties[0], parties[parties.count - 1]] : parties
        return "Note over " + ends.map(\.name).joined(separator: ",")
    }

    /// The steps, those of a loop in a box of their own.
    private var stepLines: [String] {
        let loopStart = trace.loop.flatMap { $0.start < trace.steps.count ? $0.start + 1 : nil }
        var lines: [String] = []
        var isInLoop = false
        for part in StepExcerpt(of: trace.steps.count).parts {
            if let loopStart, !isInLoop, loopStart <= part.last {
                lines.append("loop for ever, from step \(loopStart) on")
                isInLoop = true
            }
            lines.append((isInLoop ? "    " : "") + line(of: part))
        }
        return lines + (isInLoop ? ["end"] : [])
    }

    private func line(of part: StepExcerpt.Part) -> String {
        switch part {
        case .gap(let range):
            return "\(noteOverAll): steps \(range.lowerBound) to \(range.upperBound) are left out"
        case .step(let number):
            let label = "\(number). " + Self.escaped(trace.steps[number - 1].action.description)
            guard let message = messages[number - 1] else {
                return "Note over \(owners[number - 1].name): \(label)"
            }
            return "\(message.sender.name)->>\(message.receiver.name): \(label)"
        }
    }

    private var ending: String {
        let verb = trace.propertyKind == .reachable ? "meets" : "breaks"
        if let loop = trace.loop, loop.start >= trace.steps.count {
            return "stays like this for ever, which \(verb) " + Self.escaped("\"\(trace.property)\"")
        }
        return "\(verb) " + Self.escaped("\"\(trace.property)\"")
    }

    /// Longest label, in characters: a diagram of 50 steps has to be below 50,000.
    private static let longestLabel = 120

    /// Text of a label, without anything that Mermaid reads as its own: the end of a statement, a comment, a
    /// directive, markup or mathematics.
    static func escaped(_ text: String) -> String {
        let scalars = Array(ForeignText.shown(text.clipped(to: longestLabel)).unicodeScalars)
        var escaped = ""
        for (position, scalar) in scalars.enumerated() {
            let next = position + 1 < scalars.count ? scalars[position + 1] : " "
            switch scalar {
            case "\n", "\t": escaped += " "
            case ";", "#", "%", "<", ">", "&", "\\", "$", "`": escaped += "#\(scalar.value);"
            // A colon before a character that is written as a number looks like the rule of a style.
            case ":" where next != " ": escaped += "#58;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension StepExcerpt.Part {
    /// Number of the last step in it.
    fileprivate var last: Int {
        switch self {
        case .step(let number): number
        case .gap(let range): range.upperBound
        }
    }
}

import QuorateExplorer
import QuorateTraces

/// Annotations as workflow commands: the gravest first, and no more of a level than a host shows.
struct WorkflowAnnotations {
    let annotations: [Annotation]
    let paths: SourcePaths
    /// Place at which the others can be read, as in `the summary of the job`.
    let elsewhere: String

    /// As many of one level are shown for a step.
    static let most = 10
    /// Steps of a run that are told in an annotation.
    private static let mostSteps = 15
    private static let longestTitle = 200
    private static let longestStep = 150

    /// The commands in order.
    var commands: [WorkflowCommand] { Annotation.Level.allCases.flatMap(commands) }

    private func commands(of level: Annotation.Level) -> [WorkflowCommand] {
        let all = annotations.filter { $0.level == level }
        guard all.count > Self.most else { return all.map(command) }
        let rest = all.count - (Self.most - 1)
        let more = WorkflowCommand(
            name: level.workflowName,
            properties: ["title": "\(Numerals.count(rest)) more of \(Numerals.count(all.count, "\(level)"))"],
            message: "A host shows \(Self.most) for each step; \(elsewhere) has them all.")
        return all.prefix(Self.most - 1).map(command) + [more]
    }

    private func command(_ annotation: Annotation) -> WorkflowCommand {
        let title = annotation.title.clipped(to: Self.longestTitle)
        let message = ([annotation.message] + steps(of: annotation.trace)).joined(separator: "\n")
        guard let place = paths.place(of: annotation) else {
            return WorkflowCommand(
                name: annotation.level.workflowName, properties: ["title": title], message: message)
        }
        return WorkflowCommand(
            name: annotation.level.workflowName,
            properties: ["file": place.path, "line": "\(place.line)", "title": title], message: message)
    }

    private func steps(of trace: Trace?) -> [String] {
        guard let trace else { return [] }
        let lines = trace.steps.enumerated().map { position, step in
            "\(position + 1)  \(step.action.description.clipped(to: Self.longestStep))"
        }
        guard lines.count > Self.mostSteps else { return lines }
        return lines.prefix(Self.mostSteps - 1)
            + ["and \(Numerals.count(lines.count - Self.mostSteps + 1, "more step"))"]
    }
}

extension Annotation.Level {
    /// The command that makes an annotation of the level.
    fileprivate var workflowName: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
    }
}

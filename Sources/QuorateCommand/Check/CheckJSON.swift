import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// One JSON object with all runs, and nothing else, on standard output.
struct CheckJSON: CheckReporter {
    let console: Console

    func finished(_ run: FinishedRun) {
        // A run without a report has no place in the object.
        if run.report == nil {
            console.note("\(run.planned.spec.label): \(run.judgement.remarks.joined(separator: "; "))")
        }
    }

    func ended(_ summary: CheckSummary) throws {
        if !summary.notStarted.isEmpty {
            console.note("interrupted; not started: \(Figure.count(summary.notStarted.count, "run"))")
        }
        let runs = summary.runs.compactMap { run in run.report.map { run.json($0) } }
        try console.print(
            JSONText.object(["version": .string(quorateVersion), "runs": .array(runs)]).pretty)
    }
}

extension FinishedRun {
    /// The object of one run.
    fileprivate func json(_ report: Report) -> JSONText {
        .object([
            "spec": .string(report.spec.name),
            "mutant": .optional(report.spec.mutant),
            "parameters": .dictionary(report.spec.settings.map { ($0.name, .integer($0.value)) }),
            "outcome": .string(report.outcome.rawValue),
            // A spec of which nothing was written down is expected to hold.
            "expected": .string(planned.expectation.brokenProperty == nil ? "holds" : "violated"),
            "asExpected": .boolean(judgement.isAsExpected),
            "distinctStates": .integer(report.distinctStates),
            "generatedStates": .integer(report.generatedStates),
            "depth": .integer(report.depth),
            "statesPerLevel": .array(report.statesPerLevel.map(JSONText.integer)),
            "store": .string(report.store.rawValue),
            "missProbability": report.missProbability.map(JSONText.number) ?? .null,
            "workers": .integer(report.workers),
            "limit": .optional(report.limit?.name),
            "properties": .array(report.properties.map(\.json)),
            "actions": .array(report.actions.map(\.json)),
            "counterexamples": .array(
                report.counterexamples.enumerated().map { position, trace in
                    .object([
                        "property": .string(trace.property), "steps": .integer(trace.steps.count),
                        "file": .optional(file(position)),
                    ])
                }),
            "wallSeconds": .number(report.wallSeconds),
            "cpuSeconds": .number(report.cpuSeconds),
            "bytesPerState": .number(report.bytesPerState),
        ])
    }
}

extension Report.PropertyReport {
    fileprivate var json: JSONText {
        .object([
            "name": .string(name), "kind": .string(kind.rawValue), "outcome": .string(outcome.rawValue),
            "premiseHeld": .boolean(premiseHeld),
        ])
    }
}

extension Report.ActionReport {
    fileprivate var json: JSONText {
        .object([
            "name": .string(name), "taken": .integer(taken),
            "firstDepth": firstDepth.map(JSONText.integer) ?? .null,
        ])
    }
}

extension Report.Limit {
    /// The limit in one word.
    var name: String {
        switch self {
        case .states: "states"
        case .depth: "depth"
        case .seconds: "seconds"
        case .memory: "memory"
        case .interrupt: "interrupt"
        }
    }
}

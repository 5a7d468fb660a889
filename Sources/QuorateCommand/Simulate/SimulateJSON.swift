import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// One JSON object with all simulations, and nothing else, on standard output.
struct SimulateJSON: Reporter {
    let console: Console

    func ended(_ results: JobResults<FinishedSimulation>) throws {
        try console.print(
            [
                "version": .string(quorateVersion), "simulations": .array(results.made.map(\.json)),
                "failed": .array(results.failed.map(\.json)),
                "notStarted": .array(results.notStarted.map { .string($0.spec.label) }),
            ] as JSONValue)
    }
}

extension FinishedSimulation {
    fileprivate var json: JSONValue {
        [
            "spec": .string(report.spec.name), "mutant": JSONValue(report.spec.mutant),
            "variant": JSONValue(report.spec.variant), "parameters": JSONValue(report.spec.settings),
            "assumptions": .array((report.spec.assumptions?.clauses ?? []).map { .string($0) }),
            "outcome": .string(report.outcome.rawValue), "verdict": .string(report.verdict),
            "asExpected": .boolean(isAsExpected), "remark": JSONValue(remark),
            "end": .string(report.end.rawValue), "strategy": .string(report.strategy.rawValue),
            // A number of 64 bits is more than readers of JSON keep.
            "seed": .string("\(report.seed)"), "depth": JSONValue(report.depth),
            "lastRun": report.lastRun.map { JSONValue($0) } ?? .null, "runs": JSONValue(report.runs),
            "steps": JSONValue(report.steps), "longestRun": JSONValue(report.longest),
            "endings": [
                "deadlock": JSONValue(report.endings[.deadlock]),
                "unchanging": JSONValue(report.endings[.unchanging]),
                "outside": JSONValue(report.endings[.outside]),
                "depth": JSONValue(report.endings[.depth]),
            ],
            "properties": .array(report.properties.map(\.json)),
            "actions": .array(report.actions.map(\.json)),
            "actionPairs": JSONValue(report.actionPairs),
            "abstractStates": JSONValue(report.abstractStates),
            "distinctStates": JSONValue(report.distinctStates),
            "distinctStatesAreCounted": .boolean(report.distinctStatesAreCounted),
            "counterexamples": .array(
                report.counterexamples.enumerated().map { position, trace in
                    [
                        "property": .string(trace.property), "steps": JSONValue(trace.steps.count),
                        "foundSteps": JSONValue(report.foundSteps[position]),
                        "file": JSONValue(file(position)),
                    ]
                }),
            "workers": JSONValue(report.workers), "wallSeconds": JSONValue(report.wallSeconds),
            "cpuSeconds": JSONValue(report.cpuSeconds), "shrinkSeconds": JSONValue(report.shrinkSeconds),
        ]
    }
}

extension SimulationReport.PropertyReport {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "kind": .string(kind.rawValue), "outcome": .string(outcome.rawValue),
            "run": run.map { JSONValue($0) } ?? .null, "steps": steps.map { JSONValue($0) } ?? .null,
            "premiseHeld": .boolean(premiseHeld),
        ]
    }
}

extension SimulationReport.ActionReport {
    fileprivate var json: JSONValue {
        ["name": .string(name), "offered": JSONValue(offered), "taken": JSONValue(taken)]
    }
}

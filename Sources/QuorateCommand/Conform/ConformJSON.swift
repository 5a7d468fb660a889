import QuorateReplay
import QuorateTraces

/// One JSON object with all that was held against its code.
struct ConformJSON: Reporter {
    let console: Console

    func ended(_ results: JobResults<FinishedConformance>) throws {
        try console.print(
            [
                "version": .string(quorateVersion), "runs": runs(results),
                "errors": .array(results.failed.map(\.json)),
                "notStarted": .array(results.notStarted.map { .string($0.label) }),
            ] as JSONValue)
    }

    /// The runs in a list.
    func runs(_ results: JobResults<FinishedConformance>) -> JSONValue { .array(results.made.map(value)) }

    private func value(of result: FinishedConformance) -> JSONValue {
        let (spec, figures) = (result.run.spec, result.figures)
        return [
            "spec": .string(spec.name), "mutant": JSONValue(spec.mutant),
            "parameters": JSONValue(spec.settings),
            "verdict": .string(result.verdict.rawValue), "specStates": JSONValue(figures.specStates),
            "pairs": JSONValue(figures.pairs), "depth": JSONValue(result.report.depth),
            "steps": JSONValue(figures.transitions),
            "actions": .object(figures.actions.map { .init(key: $0.action, value: JSONValue($0.taken)) }),
            "leftOut": .array(
                figures.leftOut.map {
                    [
                        "action": .string($0.action), "reason": .string($0.reason),
                        "steps": JSONValue($0.count),
                    ]
                }),
            "disabled": .object(figures.refusals.map { .init(key: $0.action, value: $0.tally.json) }),
            "notCompared": .array(result.run.conformance.notCompared.map { .string($0) }),
            "adapter": result.adapterFigures.map(\.json) ?? .null,
            "limit": JSONValue(result.report.limit?.description),
            "divergence": result.divergence.map(value) ?? .null,
            "wallSeconds": JSONValue(result.report.wallSeconds),
        ]
    }

    private func value(of divergence: ConformanceDivergence) -> JSONValue {
        [
            "steps": .array(divergence.steps.map { .string($0) }),
            "difference": .string("\(divergence.divergence)"),
        ]
    }
}

import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// One JSON object with all comparisons.
struct TwinJSON: Reporter {
    let console: Console

    func ended(_ results: JobResults<FinishedTwin>) throws {
        try console.print(
            [
                "version": .string(quorateVersion), "twins": .array(results.made.map(value)),
                "errors": .array(results.failed.map(\.json)),
            ] as JSONValue)
    }

    private func value(of twin: FinishedTwin) -> JSONValue {
        [
            "spec": .string(twin.subject.name), "verdict": .string(twin.verdict.rawValue),
            "sizes": .array(twin.compared.map(value)),
            "tooLarge": .array(
                twin.tooLarge.map { ["size": .string($0.spec.label), "limit": .string("\($0.limit)")] }),
        ]
    }

    private func value(of size: TwinComparison) -> JSONValue {
        [
            "parameters": JSONValue(size.spec.settings),
            "mutant": JSONValue(size.spec.mutant),
            "variant": JSONValue(size.spec.variant),
            "states": JSONValue(size.states.original), "statesStepByStep": JSONValue(size.states.twin),
            "correctStates": JSONValue(size.parts.original),
            "correctStatesStepByStep": JSONValue(size.parts.twin),
            "correctStatesWithoutFaulty": JSONValue(size.parts.silent),
            "properties": .array(size.properties.map { .string($0) }),
            "difference": size.difference.map(value) ?? .null,
        ]
    }

    private func value(of difference: TwinDifference) -> JSONValue {
        [
            "story": .string(difference.text),
            "steps": .array((difference.trace?.steps ?? []).map { .string("\($0.action)") }),
        ]
    }
}

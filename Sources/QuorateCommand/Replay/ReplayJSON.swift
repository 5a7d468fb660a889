import QuorateReplay
import QuorateTraces

/// One JSON object with all replays.
struct ReplayJSON: Reporter {
    let console: Console

    func ended(_ results: JobResults<ReplayedFile>) throws {
        try console.print(
            [
                "version": .string(quorateVersion), "replays": .array(results.replays.map(value)),
                "notReplayed": .array(
                    results.omissions.map { ["file": .string($0.file), "reason": .string($0.reason)] }),
                "errors": .array(results.failed.map(\.json)),
                "notStarted": .array(results.notStarted.map { .string($0.path) }),
            ] as JSONValue)
    }

    private func value(of replay: FinishedReplay) -> JSONValue {
        let report = replay.report
        return [
            "file": .string(replay.file), "spec": .string(replay.trace.spec),
            "mutant": JSONValue(replay.trace.mutant), "variant": JSONValue(replay.trace.variant),
            "property": .string(replay.trace.property),
            "code": .string(replay.code.rawValue), "outcome": .string("\(report.outcome)"),
            "recorded": JSONValue(replay.recorded), "asExpected": .boolean(replay.isAsExpected),
            "action": JSONValue(report.action), "steps": JSONValue(report.stepCount),
            "stepsTaken": JSONValue(report.stepsTaken),
            "orders": .object(
                DeliveryOrder.allCases.map {
                    .init(key: $0.rawValue, value: JSONValue(report.orders[$0] ?? 0))
                }),
            "disabled": .object(report.refusals.map { .init(key: $0.action, value: $0.tally.json) }),
            "compared": .array(report.compared.map { .string($0) }),
            "fileVariables": value(of: replay.variables),
            "notCompared": .array(report.notCompared.map { .string($0) }),
            "adapter": report.adapter.map(\.json) ?? .null,
            "agreesWithItself": .boolean(replay.status != .codeDisagreesWithItself),
        ]
    }

    /// Variables of the file that were held against the spec, and those that were not.
    private func value(of variables: ComparedVariables) -> JSONValue {
        func names(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }
        return [
            "compared": names(variables.compared), "notInSpec": names(variables.notInSpec),
            "notInFile": names(variables.notInFile), "notInEveryState": names(variables.notInEveryState),
            "notListed": names(variables.notListed), "notInAnyState": names(variables.notInAnyState),
            "picksNotCompared": names(variables.picksNotCompared),
            "parameters": names(variables.parameters),
            "parametersNotInSpec": names(variables.parametersNotInSpec),
            "stepsFoundByStates": JSONValue(variables.stepsFoundByStates),
            "silentSteps": JSONValue(variables.silentSteps),
            "restingSteps": JSONValue(variables.restingSteps),
            "fittingLastStates": JSONValue(variables.fittingLastStates),
            "showingLastStates": JSONValue(variables.showingLastStates),
            "loop": variables.loop.map { JSONValue($0) } ?? .null,
        ]
    }
}

extension RefusalTally {
    var json: JSONValue {
        [
            "disabled": JSONValue(disabled), "impossible": JSONValue(impossible),
            "refused": JSONValue(refused), "noted": JSONValue(noted), "answered": JSONValue(answered),
            "notTold": JSONValue(notTold),
        ]
    }
}

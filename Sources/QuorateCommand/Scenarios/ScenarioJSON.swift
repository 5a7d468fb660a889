import QuorateTraces

/// One JSON object with all scenarios, and nothing else, on standard output.
struct ScenarioJSON: Reporter {
    let console: Console

    func ended(_ results: ScenarioResults) throws {
        try console.print(
            [
                "version": .string(quorateVersion), "scenarios": .array(results.made.map(\.json)),
                "errors": .array(results.failed.map(\.json)),
                "notStarted": .array(results.notStarted.map { JSONValue($0.scenario.number) }),
            ] as JSONValue)
    }
}

extension ScenarioResult {
    fileprivate var json: JSONValue {
        [
            "number": JSONValue(scenario.number), "asks": .string(scenario.asks),
            "answers": .array(answers.map(\.json)),
        ]
    }
}

extension ScenarioResult.Answer {
    fileprivate var json: JSONValue {
        [
            "kind": .string(answer.kind), "name": .string(answer.name),
            "expected": .string(answer.expected), "outcome": .string(outcome),
            "asExpected": .boolean(status == .asExpected),
            "remarks": .array(remarks.map { .string($0) }),
        ]
    }
}

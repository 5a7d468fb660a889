import QuorateTraces

extension CodeLink {
    var json: JSONValue {
        .array(
            runs.map { run in
                [
                    "spec": .string(run.run.spec.label), "verdict": .string(run.verdict.rawValue),
                    "asExpected": .boolean(run.status == .asExpected),
                    "states": JSONValue(run.figures.specStates), "steps": JSONValue(run.figures.transitions),
                ]
            })
    }
}

import QuorateTraces

extension CatalogReport {
    /// Everything that the page shows, for other programs.
    var json: JSONValue {
        [
            "version": .string(quorateVersion), "verdict": .string(verdict),
            "exitStatus": JSONValue(Int(status.rawValue)),
            "specs": .array(specs.map(\.json)), "claims": .array(claims.map(\.json)),
            "errors": .array(errors.map { .string($0) }),
        ]
    }
}

extension SpecReport {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "subject": .string(subject), "summary": .string(summary),
            "source": .string(source), "asExpected": .boolean(isAsExpected),
            "standing": .string(standing.rawValue), "holdsFor": .array(holdsFor.map { .string($0) }),
            "notMade": .array(unmade.map { .string($0.line) }),
            "runs": .array(runs.map(\.json)), "mutants": .array(mutants.map(\.json)),
            "variants": .array(variants.map(\.json)), "proofs": .array(proofs.map(\.json)),
            "code": .array(code.map(\.json)),
            "actions": .array(
                actions.map { ["name": .string($0.name), "taken": JSONValue($0.taken)] }),
            "notShown": .array(notShown.map { .string($0) }),
        ]
    }
}

extension RunRow {
    fileprivate var json: JSONValue {
        [
            "name": .string(label), "change": JSONValue(change), "asExpected": .boolean(isAsExpected),
            "verdict": .string(verdict), "words": .string(words),
            "assumptions": .array(assumptions.map { .string($0) }),
            "distinctStates": JSONValue(distinct), "generatedStates": JSONValue(generated),
            "depth": JSONValue(depth), "levels": .array(levels.map { JSONValue($0) }),
            "properties": .array(
                properties.map {
                    [
                        "name": .string($0.name), "kind": .string($0.kind.rawValue),
                        "outcome": .string($0.outcome),
                    ]
                }),
            "broken": .array(
                broken.map { ["property": .string($0.property), "steps": JSONValue($0.steps)] }),
        ]
    }
}

extension ProofRow {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "sentence": .string(sentence), "verdict": .string(verdict),
            "ground": .string(ground), "asExpected": .boolean(isAsExpected),
        ]
    }
}

extension CodeRow {
    fileprivate var json: JSONValue {
        [
            "name": .string(label), "verdict": .string(verdict), "asExpected": .boolean(isAsExpected),
            "states": JSONValue(states), "pairs": JSONValue(pairs), "steps": JSONValue(steps),
            "notCompared": .array(notCompared.map { .string($0) }),
            "leftOut": .array(leftOut.map { .string($0) }),
        ]
    }
}

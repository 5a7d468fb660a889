import QuorateAudit
import QuorateExplorer
import QuorateTraces

/// One JSON object with all certificates, and nothing else, on standard output.
struct AuditJSON: Reporter {
    let console: Console

    func ended(_ results: JobResults<AuditedFile>) throws {
        try console.print(
            [
                "version": .string(quorateVersion), "certificates": .array(results.made.map(\.json)),
                "errors": .array(results.failed.map(\.json)),
                "notStarted": .array(results.notStarted.map { .string($0) }),
            ] as JSONValue)
    }
}

extension AuditedFile {
    fileprivate var json: JSONValue {
        let figures = result.figures
        return [
            "file": .string(file), "spec": .string(result.spec.name),
            "mutant": JSONValue(result.spec.mutant), "variant": JSONValue(result.spec.variant),
            "parameters": JSONValue(result.spec.settings),
            "outcome": .string(result.finding == nil ? "audited" : "rejected"),
            "constraint": JSONValue(result.spec.constraint),
            "finding": JSONValue(result.finding?.description),
            "properties": .array(result.covered.map { .string($0) }),
            "ranked": .array(result.ranked.map { .string($0) }),
            "notCovered": .array(result.uncovered.map { .string($0) }),
            "interchangeable": result.names.map {
                .array($0.groups.map { .array($0.map { .string($0) }) })
            } ?? .null,
            "statesInFile": JSONValue(
                result.names?.states ?? (figures.distinctStates + figures.statesOutside)),
            "premisesNeverHeld": .array(result.premisesNeverHeld.map { .string($0) }),
            "distinctStates": JSONValue(figures.distinctStates),
            "generatedStates": JSONValue(figures.generatedStates),
            "statesOutside": JSONValue(figures.statesOutside),
            "statesWithoutStep": JSONValue(figures.statesWithoutStep),
            "statesWithoutChange": JSONValue(figures.statesWithoutChange),
            "depth": JSONValue(figures.depth),
            "statesPerLevel": .array(figures.statesPerLevel.map { JSONValue($0) }),
            "digest": .string(digest),
        ]
    }
}

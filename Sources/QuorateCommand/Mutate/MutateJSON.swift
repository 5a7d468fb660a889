import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// One JSON object with every mutant of every spec.
struct MutateJSON: Reporter {
    let console: Console

    func ended(_ results: JobResults<MutatedSpec>) throws {
        try console.print(
            [
                "version": .string(quorateVersion), "specs": .array(results.made.map(value)),
                "notStarted": .array(results.notStarted.map { .string($0.standard.name) }),
            ] as JSONValue)
    }

    private func value(of result: MutatedSpec) -> JSONValue {
        [
            "spec": .string(result.name), "status": JSONValue(Int(result.status.rawValue)),
            "instances": .array(result.instances.map { JSONValue($0.settings) }),
            "mutants": .array(result.mutants.map { value(of: $0, result) }),
            "staleWaivers": .array(
                result.staleWaivers.map {
                    [
                        "waiver": .string($0.waiver.name), "site": .string("\($0.waiver.site)"),
                        "reason": .string($0.reason),
                    ]
                }),
        ]
    }

    private func value(of mutant: MutatedSpec.Mutant, _ result: MutatedSpec) -> JSONValue {
        let outline = mutant.outline
        return [
            "name": .string(outline.name), "kind": .string(outline.kind.rawValue),
            "subject": .string(outline.subject), "number": JSONValue(outline.ordinal),
            "site": JSONValue(outline.site?.description), "fate": .string(mutant.fate.kind.rawValue),
            "text": .string(mutant.fate.text), "steps": mutant.fate.steps.map { JSONValue($0) } ?? .null,
            "instance": mutant.instance.map { JSONValue($0.settings) } ?? .null,
            "waived": JSONValue(result.waiver(of: mutant)?.reason),
        ]
    }
}

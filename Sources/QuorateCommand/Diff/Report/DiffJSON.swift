import QuorateExplorer
import QuorateTraces

extension DiffReport: WholeResult {
    /// One object with everything.
    var json: JSONValue {
        [
            "version": .string(quorateVersion), "base": .string(names.base), "head": .string(names.head),
            "findings": .array(findings.map { $0.json(isForbidden: request.forbidden.contains($0.kind)) }),
            "instances": [
                "unchangedSources": JSONValue(unchanged.count), "same": JSONValue(same.count),
                "changed": .array(changed.map { .string($0) }),
                "inconclusive": .array(
                    inconclusive.map {
                        [
                            "instance": .string($0.label),
                            "reasons": .array($0.reasons.map { .string($0) }),
                        ]
                    }),
                "compared": .array(
                    compared.map {
                        [
                            "instance": .string($0.label), "basis": .string($0.behaviour.basis),
                            "answer": .string($0.behaviour.answer),
                        ]
                    }),
                "onlyBase": .array(onlyBase.map { .string($0) }),
                "onlyHead": .array(onlyHead.map { .string($0) }),
            ],
            "notes": .array(notes.map { .string($0) }),
        ]
    }
}

extension DiffFinding {
    fileprivate func json(isForbidden: Bool) -> JSONValue {
        [
            "kind": .string(kind.rawValue), "spec": .string(spec), "instance": JSONValue(instance),
            "subject": .string(subject), "sentence": .string(sentence), "forbidden": .boolean(isForbidden),
            "run": run.map { .array($0.run.steps.map { .string($0.action.description) }) } ?? .null,
            "otherSide": run?.run.parting.map {
                .array($0.ways.map { JSONValue($0.step?.action.description) })
            } ?? .null,
        ]
    }
}

import QuorateProver
import QuorateTraces

extension ProofResult {
    /// Obligations of a model, and what it rests on; nil for anything else.
    var model: JSONValue? {
        guard case .model(let finding) = outcome else { return nil }
        return [
            "safety": .array(finding.model.safetyProperties.map { .string($0) }),
            "restsOn": .array(finding.grounds.map(\.json)),
            "assumptions": .array(finding.model.assumptionNames.map { .string($0) }),
            "breaks": JSONValue(finding.model.breaks),
            "obligations": .array(finding.answers.map(\.json)),
            "counterexample": finding.counterexample ?? .null,
        ]
    }
}

extension ModelFinding {
    /// The counterexample to induction that is shown, or nil.
    fileprivate var counterexample: JSONValue? {
        guard case .failed(let answer) = verdict, case .fails(let failure?) = answer.outcome else {
            return nil
        }
        return [
            "obligation": .string(answer.name),
            "sizes": .object(failure.sizes.map { .init(key: $0.sort, value: JSONValue($0.size)) }),
            "reach": reach(of: failure).json,
            "lines": .array(failure.lines.map { .string($0) }),
        ]
    }
}

extension ModelReach {
    fileprivate var json: JSONValue {
        ["state": .string(word), "steps": steps.map { JSONValue($0) } ?? .null, "words": .string(words)]
    }
}

extension ModelFinding.Ground {
    fileprivate var json: JSONValue {
        [
            "claim": .string(claim.name), "sentence": .string(claim.sentence),
            "given": .array(claim.given.map { .string($0.description) }),
            "certificate": .string(isCertified ? "checked" : "none"),
        ]
    }
}

extension ModelFinding.Answer {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "outcome": .string(word), "asked": .boolean(!isUntouched),
            "milliseconds": JSONValue(duration / .milliseconds(1)),
        ]
    }

    private var word: String {
        switch outcome {
        case .holds: "holds"
        case .fails: "fails"
        case .unknown: "unknown"
        }
    }
}

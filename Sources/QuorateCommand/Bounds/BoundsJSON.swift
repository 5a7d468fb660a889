import QuorateProver
import QuorateQuorums
import QuorateTraces

extension BoundsResults {
    /// One object with every bound.
    var json: JSONValue { ["version": .string(quorateVersion), "bounds": .array(shown.map(\.json))] }
}

extension ShownBound {
    fileprivate var json: JSONValue {
        [
            "name": .string(bound.rule.name),
            "source": .string(bound.rule.source),
            "choose": .array(bound.rule.chosen.map { .string($0) }),
            "supposed": bound.rule.assuming.json,
            "safe": bound.rule.safety.json,
            "live": bound.rule.liveness.json,
            "answer": .string(answerWord),
            "condition": JSONValue(bound.condition.map { "\($0)" }),
            "foundBy": JSONValue(method),
            "reason": JSONValue(reason),
            "gap": gap,
            "theorems": .array(bound.theorems.map(\.json)),
            "smallestSizes": .array(bound.sizes.map { .array($0.map { .string("\($0)") }) }),
            "failsAt": bound.failure?.witness.json ?? .null,
            "failsFirst": .boolean(bound.failure?.isFirst == true),
            "claims": .array(findings.map(\.boundJSON)),
            "table": table.map { .array($0.map(\.json)) } ?? .null,
            "milliseconds": JSONValue(bound.duration / .milliseconds(1)),
        ]
    }

    private var answerWord: String {
        switch bound.answer {
        case .condition(let condition, _):
            condition.isAlways ? "always" : condition.isNever ? "never" : "condition"
        case .notLinear: "notLinear"
        case .contradiction: "vacuous"
        case .unknown: "unknown"
        }
    }

    private var method: String? {
        if case .condition(_, let method) = bound.answer { method.rawValue } else { nil }
    }

    private var reason: String? {
        switch bound.answer {
        case .unknown(let reason): reason
        case .contradiction(let statements): statements.map { "\($0)" }.joined(separator: "; ")
        case .condition, .notLinear: nil
        }
    }

    private var gap: JSONValue {
        guard case .notLinear(let gap) = bound.answer else { return .null }
        return ["possible": .array([gap.first.json, gap.second.json]), "impossible": gap.between.json]
    }
}

extension [Proposition] {
    fileprivate var json: JSONValue { .array(map { .string("\($0)") }) }
}

extension QuorumBound.Theorem {
    fileprivate var json: JSONValue {
        [
            "shows": .string(kind.rawValue), "verdict": .string(finding.verdictWord),
            "certificate": .string(isCertified ? "checked" : "none"),
        ]
    }
}

extension QuorumWitness {
    fileprivate var json: JSONValue {
        .object(parameters.map { .init(key: $0.name, value: JSONValue($0.value)) })
    }
}

extension QuorumBound.Row {
    fileprivate var json: JSONValue { witness?.json ?? ["n": JSONValue(first)] }
}

extension Finding {
    var boundJSON: JSONValue {
        var isCertified = false
        var example = JSONValue.null
        switch verdict {
        case .proved(let proof): isCertified = proof.isCertified
        case .refuted(let counterexample): example = .string("\(counterexample.witness)")
        case .unknown, .vacuous: break
        }
        return [
            "name": .string(claim.name), "sentence": .string(claim.sentence), "verdict": .string(verdictWord),
            "asExpected": .boolean(isAsExpected), "certificate": .string(isCertified ? "checked" : "none"),
            "counterexample": example,
        ]
    }
}

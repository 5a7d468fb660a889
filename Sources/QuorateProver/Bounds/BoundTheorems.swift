import QuorateQuorums

/// The theorems that a bound rests on, as claims without quantifiers: each is one question for all parameters.
extension QuorumSizeRule {
    /// Claim that no sizes meet the rule where `condition` is false.
    func impossible(unless condition: BoundCondition) -> Claim {
        Claim.plain(
            "impossible-otherwise", given: assuming + [.not(condition.statement)],
            then: [.not(.all(requirements))])
    }

    /// Claim that the sizes that a candidate calls smallest meet the rule where its condition is true.
    ///
    /// With them the claim needs no quantifier: the largest of some numbers always exists.
    func possible(_ candidates: [BoundCandidate]) -> Claim {
        let parts = candidates.map { Proposition.all($0.condition + $0.sizes.flatMap(\.statements)) }
        return Claim.plain(
            "possible", given: assuming + (parts.count == 1 ? parts : [.any(parts)]),
            then: requirements)
    }

    /// One of the conditions of `candidates` is always true.
    func covers(_ candidates: [BoundCandidate]) -> Claim {
        Claim.plain(
            "covers-everything", given: assuming, then: [.any(candidates.map { .all($0.condition) })])
    }

    /// At the point `parameters` no sizes meet the rule.
    func impossible(at parameters: QuorumWitness) -> Claim {
        let point = parameters.parameters.map { Quantity.parameter($0.name) == .number($0.value) }
        return Claim.plain(
            "impossible-between", given: assuming + point, then: [.not(.all(requirements))])
    }
}

import QuorateQuorums

/// Answers as short as they can be said.
extension BoundCandidate {
    /// The candidate without inequalities that follow from the others and lower bounds that are never the largest.
    func simplified(_ entailment: Entailment) -> BoundCandidate {
        let given = Substitution.all(in: entailment.equalities)
        let condition = Self.sorted(
            entailment.withEqualities(entailment.withoutRedundant(condition.map { given.shortened($0) })))
        let substitutions = given + Substitution.all(in: condition)
        var known = condition
        let sizes = sizes.map { size in
            let bounds = size.bounds.map { substitutions.shortened($0) }
            let least = entailment.withoutRedundant(Self.unique(bounds), given: known)
            let size = SmallestSize(name: size.name, bounds: least)
            known += size.statements
            return size
        }
        return BoundCandidate(condition: condition, precise: precise, sizes: sizes, isExact: isExact)
    }

    private static func unique(_ bounds: [Quantity]) -> [Quantity] {
        bounds.reduce(into: []) { kept, bound in
            if !kept.contains(where: { $0.isSame(as: bound) }) { kept.append(bound) }
        }
    }

    /// Those of `candidates` that are ever possible, simplified.
    static func simplified(_ candidates: [BoundCandidate], _ entailment: Entailment) -> [BoundCandidate] {
        candidates.filter { !entailment.isContradiction($0.condition) }.map { $0.simplified(entailment) }
    }

    /// Those of `candidates` that make the condition: one that is covered by the others is left out.
    static func needed(_ candidates: [BoundCandidate], _ entailment: Entailment) -> [BoundCandidate] {
        var kept = Array(candidates.indices)
        for index in candidates.indices where kept.count > 1 {
            let others = kept.filter { $0 != index }
            let cover = Proposition.any(others.map { .all(candidates[$0].condition) })
            if entailment.follows(cover, from: candidates[index].condition) { kept = others }
        }
        return kept.map { candidates[$0] }
    }

    /// Inequalities over more parameters first: `n > 2e + f and n > 2f`.
    private static func sorted(_ statements: [Proposition]) -> [Proposition] {
        func width(_ statement: Proposition) -> Int { Claim.plain("", then: [statement]).parameters.count }
        return statements.enumerated()
            .sorted { (-width($0.element), $0.offset) < (-width($1.element), $1.offset) }
            .map(\.element)
    }
}

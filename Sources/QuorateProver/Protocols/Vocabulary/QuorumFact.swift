import QuorateQuorums

/// Fact about quorums that a claim states, for all numbers of replicas.
///
/// The model names the claim and says what the claim's sets are; the sentence is read off the claim's conclusion, so a
/// model cannot assume more than what is proved.
struct QuorumFact: Sendable {
    /// Meaning of a set of the claim in a model.
    enum Members: Hashable, Sendable {
        /// Any set of a family: replicas and their sets stand in the relation.
        case each(RelationSymbol)
        /// One set, as that of the faulty replicas.
        case those(RelationSymbol)
    }

    let claim: String
    let sets: [String: Members]
}

/// The facts that the claim of that name concludes about the sets given, without those that are nil.
func quorums(proved claim: String, _ sets: [String: QuorumFact.Members?]) -> ModelPart {
    .quorums(QuorumFact(claim: claim, sets: sets.compactMapValues(\.self)))
}

extension Relation {
    /// Each set of a family whose members the relation tells.
    var each: QuorumFact.Members { .each(symbol) }
    /// The set of the replicas of which the relation holds.
    var those: QuorumFact.Members { .those(symbol) }
}

extension QuorumFact {
    /// Sentences that the conclusions of `claim` are, as far as they say that some set has a member.
    func sentences(from claim: Claim) -> [NamedSentence] {
        claim.then.flatMap(\.conjuncts).compactMap { conclusion in
            guard let set = conclusion.setWithMembers, let node = someMember(of: set) else { return nil }
            return NamedSentence(name: "\(claim.name): \(conclusion)", node: node)
        }
    }

    private func someMember(of set: SetExpression) -> SentenceNode? {
        let member = Variable(sort: Replicas.symbol)
        var families: [String: Variable] = [:]
        guard let belongs = membership(of: member, in: set, &families) else { return nil }
        let some = SentenceNode.exists([member], belongs)
        let variables = families.sorted { $0.key < $1.key }.map(\.value)
        return variables.isEmpty ? some : .forAll(variables, some)
    }

    /// The sentence that `member` belongs to the set; nil where the model has no such set.
    private func membership(
        of member: Variable, in set: SetExpression, _ families: inout [String: Variable]
    ) -> SentenceNode? {
        switch set {
        case .everyone: return .all([])
        case .named(let name): return membership(of: member, inSet: name, &families)
        case .union(let left, let right), .intersection(let left, let right),
            .difference(let left, let right),
            .symmetricDifference(let left, let right):
            guard let first = membership(of: member, in: left, &families),
                let second = membership(of: member, in: right, &families)
            else { return nil }
            return switch set {
            case .union: .any([first, second])
            case .intersection: .all([first, second])
            case .difference: .all([first, .not(second)])
            default: .not(.same(first, second))
            }
        }
    }

    private func membership(
        of member: Variable, inSet name: String, _ families: inout [String: Variable]
    ) -> SentenceNode? {
        switch sets[name] {
        case nil: return nil
        case .those(let symbol): return .relation(symbol, [.variable(member)])
        case .each(let symbol):
            let family = families[name] ?? Variable(sort: symbol.sorts[1])
            families[name] = family
            return .relation(symbol, [.variable(member), .variable(family)])
        }
    }
}

extension Proposition {
    /// The set that has a member if the comparison is true, whatever the parameters are.
    fileprivate var setWithMembers: SetExpression? {
        guard case .comparison(.count(let set), let relation, let bound) = self, let least = bound.least
        else {
            return nil
        }
        switch relation {
        case .atLeast, .equal: return least >= 1 ? set : nil
        case .greater: return least >= 0 ? set : nil
        case .less, .atMost, .notEqual: return nil
        }
    }
}

extension Quantity {
    /// A number that the quantity never falls below, as parameters are natural; nil where none is seen.
    fileprivate var least: Int? {
        switch self {
        case .number(let number): number
        case .parameter, .count, .weight: 0
        case .sum(let left, let right):
            if let left = left.least, let right = right.least { left + right } else { nil }
        case .multiple(let factor, let part): factor >= 0 ? part.least.map { factor * $0 } : nil
        case .difference, .floor, .ceiling: nil
        }
    }
}

import QuorateQuorums

/// Rules over sets by name, as propositions about a set that is to be a quorum.
extension QuorumExpression {
    /// That `quorum` meets the rule.
    func statement(for quorum: SetExpression) throws(ExpressionError) -> Proposition {
        switch self {
        case .all(let parts): return .all(try Self.statements(parts, quorum))
        case .any(let parts): return .any(try Self.statements(parts, quorum))
        case .members(let threshold, .set(let group), let column):
            guard threshold.relation == .atLeast || threshold.relation == .greater else {
                throw ExpressionError(
                    message: "a quorum has at least so many; less than so many is for --faulty",
                    column: column)
            }
            return threshold.statement(quorum, in: group)
        case .members(let threshold, .list(let members), let column):
            return try Self.statement(threshold, members, quorum, column)
        case .replica(_, let column), .slices(_, let column):
            throw ExpressionError(
                message: "lists of replicas and sets by name do not mix; write a set here, as in 2 of G",
                column: column)
        }
    }

    private static func statements(
        _ parts: [QuorumExpression], _ quorum: SetExpression
    ) throws(ExpressionError) -> [Proposition] {
        var statements: [Proposition] = []
        for part in parts { statements.append(try part.statement(for: quorum)) }
        return statements
    }

    /// The largest number of groups in a list.
    private static let groupLimit = 6

    /// Enough of the groups, each with a quorum of its own: one way for each smallest choice of them.
    private static func statement(
        _ threshold: Threshold, _ members: [Member], _ quorum: SetExpression, _ column: Int
    ) throws(ExpressionError) -> Proposition {
        guard members.count <= groupLimit else {
            throw ExpressionError(
                message: "up to \(groupLimit) groups are taken on where sets are by name", column: column)
        }
        guard members.allSatisfy({ ($0.weight != nil) == threshold.isWeighted }) else {
            throw ExpressionError(
                message: "weights count where \"weight\" is written, and then each group has one",
                column: column)
        }
        let weights = members.map { $0.weight ?? 1 }
        guard let least = try threshold.least(of: weights.reduce(0, +), column) else {
            throw ExpressionError(
                message: "a quorum has at least so many; less than so many is for --faulty", column: column)
        }
        let parts = try statements(members.map(\.rule), quorum)
        let choices = ReplicaSet(count: members.count).subsets.filter { choice in
            let weight = choice.reduce(0) { $0 + weights[$1.number] }
            return weight >= least && choice.allSatisfy { weight - weights[$0.number] < least }
        }
        return .any(choices.map { choice in .all(choice.map { parts[$0.number] }) })
    }

    /// That the members of `faulty` may be faulty together.
    func faults(of faulty: SetExpression) throws(ExpressionError) -> Proposition {
        switch self {
        case .any(let parts):
            var statements: [Proposition] = []
            for part in parts { statements.append(try part.faults(of: faulty)) }
            return .any(statements)
        case .members(let threshold, .set(let group), let column):
            guard threshold.relation != .greater else {
                throw ExpressionError(
                    message: "write how many may be faulty at most, as in f of all or < 1/3 of all",
                    column: column)
            }
            var limit = threshold
            if limit.relation == .atLeast { limit.relation = .atMost }
            let size = limit.statement(faulty, outOf: group)
            return group == .everyone ? size : .all([faulty.isSubset(of: group), size])
        case .members(_, .list, let column), .replica(_, let column), .slices(_, let column):
            throw ExpressionError(
                message: "write the faulty as members of a set by name, as in f of all", column: column)
        case .all:
            throw ExpressionError(
                message:
                    "write one limit for the faulty, or several joined by \"or\"; more goes into --given",
                column: named ?? 0)
        }
    }
}

extension QuorumExpression.Threshold {
    /// That enough, or few enough, of `group` are in `set`.
    func statement(_ set: SetExpression, in group: SetExpression) -> Proposition {
        statement(group == .everyone ? set : set & group, outOf: group)
    }

    /// That `members` are enough, or few enough, of `group`.
    func statement(_ members: SetExpression, outOf group: SetExpression) -> Proposition {
        let size: Quantity = isWeighted ? members.weight : members.count
        switch amount {
        case .count(let number): return .comparison(size, relation, number)
        case .share(let numerator, let divisor):
            let whole: Quantity = isWeighted ? group.weight : group.count
            let total = group == .everyone && !isWeighted ? .replicaCount : whole
            return .comparison(
                divisor == 1 ? size : divisor * size, relation, numerator == 1 ? total : numerator * total)
        }
    }
}

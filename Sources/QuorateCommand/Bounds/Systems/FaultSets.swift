import QuorateQuorums

/// Sets of replicas that may be faulty together, and with each set all that it contains.
struct FaultSets {
    /// For each set by its bits, whether all of its members may be faulty.
    private(set) var mayFail: [Bool]

    /// The sets that `rule` says, over the replicas `names`: up to two for `2 of all`, either group for
    /// `{a, b} or {c, d}`, less than a third for `weight < 1/3 of {a: 3, b: 1}`.
    init(_ rule: QuorumExpression, _ names: inout ReplicaNames) throws(ExpressionError) {
        mayFail = Array(repeating: false, count: 1 << names.names.count)
        for set in try Self.sets(rule, &names) { mayFail[set] = true }
        close()
    }

    /// Sets, by their bits, one of which contains whatever may fail together.
    private static func sets(
        _ rule: QuorumExpression, _ names: inout ReplicaNames
    ) throws(ExpressionError) -> Set<Int> {
        switch rule {
        case .replica(let name, let column): return [1 << (try names.replica(name, column)).number]
        case .any(let parts):
            var sets: Set<Int> = []
            for part in parts { sets.formUnion(try Self.sets(part, &names)) }
            return sets
        case .all(let parts):
            var unions: Set<Int> = [0]
            for part in parts {
                let more = try Self.sets(part, &names)
                unions = Set(unions.flatMap { set in more.map { set | $0 } })
            }
            return unions
        case .slices(_, let column):
            throw ExpressionError(
                message: "slices say whom quorums trust; write who may be faulty", column: column)
        case .members(let threshold, let group, let column):
            return try choices(threshold, group, &names, column)
        }
    }

    /// One set of each of so many members as may be faulty at most.
    private static func choices(
        _ threshold: QuorumExpression.Threshold, _ group: QuorumExpression.Group, _ names: inout ReplicaNames,
        _ column: Int
    ) throws(ExpressionError) -> Set<Int> {
        let members = try group.members(&names, isWeighted: threshold.isWeighted, column)
        // "2 of all" is up to two, as for sets by name.
        var limit = threshold
        if limit.relation == .atLeast { limit.relation = .atMost }
        guard let most = try limit.most(of: members.reduce(0) { $0 + $1.votes }, column) else {
            throw ExpressionError(
                message: "write how many may be faulty at most, as in 1 of all or < 1/3 of all",
                column: column)
        }
        guard most >= 0 else {
            throw ExpressionError(message: "no set meets this, not even that of nobody", column: column)
        }
        var parts: [Set<Int>] = []
        if case .list(let list) = group {
            for member in list { parts.append(try sets(member.rule, &names)) }
        } else {
            parts = names.replicas.map { [1 << $0.number] }
        }
        // The least votes with which each union is reached.
        var unions = [0: 0]
        for (member, sets) in zip(members, parts) {
            guard unions.count * sets.count <= workLimit else {
                throw ExpressionError(
                    message: "too many sets may be faulty; list fewer of them", column: column)
            }
            for (union, votes) in unions where votes + member.votes <= most {
                for set in sets where unions[union | set].map({ $0 > votes + member.votes }) ?? true {
                    unions[union | set] = votes + member.votes
                }
            }
        }
        return Set(unions.keys)
    }

    /// Number of unions that may be made for one member.
    private static let workLimit = 20_000_000

    /// With a set, all that is in it.
    private mutating func close() {
        for set in mayFail.indices.reversed() where mayFail[set] {
            for member in ReplicaSet(bits: UInt16(set)) { mayFail[set & ~(1 << member.number)] = true }
        }
    }

    func contains(_ set: ReplicaSet) -> Bool { mayFail[Int(set.bits)] }

    /// The sets that are in no other.
    var largest: [ReplicaSet] {
        let all = ReplicaSet(count: mayFail.count.trailingZeroBitCount)
        return all.subsets.filter { set in
            contains(set)
                && all.subtracting(set).allSatisfy { !contains(set.union([$0])) }
        }
    }
}

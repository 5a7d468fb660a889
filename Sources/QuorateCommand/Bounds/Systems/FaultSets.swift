import QuorateQuorums

/// Sets of replicas that may be faulty together, and with each set all that it contains.
struct FaultSets {
    /// For each set by its bits, whether all of its members may be faulty.
    private(set) var mayFail: [Bool]

    /// The sets that `rule` says, over the replicas `names`: up to two for `2 of all`, either group for
    /// `{a, b} or {c, d}`, less than a third for `weight < 1/3 of {a: 3, b: 1}`.
    init(_ rule: QuorumExpression, _ names: inout ReplicaNames) throws(ExpressionError) {
        mayFail = Array(repeating: false, count: 1 << names.names.count)
        switch rule {
        case .any(let parts):
            for part in parts {
                for (set, may) in try FaultSets(part, &names).mayFail.enumerated() where may {
                    mayFail[set] = true
                }
            }
        case .members(let threshold, let group, let column)
        where threshold.relation == .less || threshold.relation == .atMost:
            let members = try group.members(&names, isWeighted: threshold.isWeighted, column)
            let total = members.reduce(0) { $0 + $1.votes }
            // One more is what a set must not reach.
            let least = (try threshold.most(of: total, column) ?? 0) + 1
            let system = NestedQuorums(.votes(atLeast: least, of: members))
            for set in system.replicas.subsets where !system.isQuorum(set) { mayFail[Int(set.bits)] = true }
        default:
            let system = NestedQuorums(try rule.rule(&names))
            for set in system.minimalQuorums { mayFail[Int(set.bits)] = true }
            close()
        }
    }

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

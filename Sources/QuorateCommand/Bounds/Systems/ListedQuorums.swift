import QuorateQuorums

/// Quorums of one system, or of two that are to meet, found by trying all sets of their replicas.
struct ListedQuorums {
    /// Two quorums with the replicas that both have.
    struct Overlap {
        let first: ReplicaSet
        let second: ReplicaSet
        var shared: ReplicaSet { first.intersection(second) }
    }

    let names: ReplicaNames
    /// The minimal quorums of each system, one or two.
    let quorums: [[ReplicaSet]]
    /// Sets that may be faulty, where they are given.
    let faults: FaultSets?
    /// Two quorums, of either system where there are two, that share as few replicas as any.
    ///
    /// Where faulty sets are given, two that share nobody who is certainly correct come before any others.
    let smallestOverlap: Overlap?
    /// The smallest set without which a system has no quorum, by number of members and then by bits.
    let smallestBlocking: [ReplicaSet?]
    /// A set that may be faulty and leaves a system without a quorum.
    let blockingFault: [ReplicaSet?]

    init(_ rules: [QuorumExpression], names: ReplicaNames, faults: FaultSets?) throws(ExpressionError) {
        var (names, systems) = (names, [TabledQuorums]())
        for rule in rules {
            systems.append(
                TabledQuorums(NestedQuorums(try rule.rule(&names), besides: names.replicas)))
        }
        let all = names.replicas
        let bySize = (0...all.count).flatMap { Array(all.subsets(ofSize: $0)) }
        quorums = systems.map(\.minimalQuorums)
        let pair = (systems[0], systems[systems.count - 1])
        let faulty = faults.map { faults in bySize.filter { faults.contains($0) } } ?? []
        smallestOverlap = Self.overlap(pair, among: faulty) ?? Self.overlap(pair, among: bySize)
        smallestBlocking = systems.map { $0.firstBlocking(bySize) }
        blockingFault = systems.map { $0.firstBlocking(faulty) }
        (self.names, self.faults) = (names, faults)
    }

    /// Two quorums that share the first set of `shared` that any two share, or less.
    ///
    /// Two quorums that share D lie in two sets that cover all replicas and share D; there are fewer of these than of
    /// pairs of quorums.
    private static func overlap(
        _ systems: (TabledQuorums, TabledQuorums), among shared: [ReplicaSet]
    ) -> Overlap? {
        let all = systems.0.replicas
        for common in shared {
            for rest in all.subtracting(common).subsets {
                let (first, second) = (rest.union(common), all.subtracting(rest))
                guard systems.0.isQuorum(first), systems.1.isQuorum(second) else { continue }
                return Overlap(first: systems.0.shrunk(first), second: systems.1.shrunk(second))
            }
        }
        return nil
    }
}

/// A quorum system with the answer for every set written down: everything here asks for many.
private struct TabledQuorums: QuorumSystem {
    let replicas: ReplicaSet
    private let table: [Bool]

    init(_ system: NestedQuorums) {
        replicas = system.replicas
        table = (0..<1 << replicas.count).map { system.isQuorum(ReplicaSet(bits: UInt16($0))) }
    }

    func isQuorum(_ set: ReplicaSet) -> Bool { table[Int(set.bits)] }

    /// A minimal quorum in `quorum`, of low numbers where there is a choice.
    func shrunk(_ quorum: ReplicaSet) -> ReplicaSet {
        Array(quorum).reversed().reduce(quorum) { quorum, member in
            let smaller = quorum.subtracting([member])
            return isQuorum(smaller) ? smaller : quorum
        }
    }

    /// The first of `sets` without which there is no quorum.
    func firstBlocking(_ sets: [ReplicaSet]) -> ReplicaSet? {
        sets.first { !isQuorum(replicas.subtracting($0)) }
    }
}

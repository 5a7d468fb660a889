/// A rule that says which sets of replicas are quorums; every superset of a quorum is a quorum.
public protocol QuorumSystem: Hashable, Sendable {
    /// The replicas that the rule speaks of.
    var replicas: ReplicaSet { get }

    /// Quorum test: true for every set that is a quorum or contains one.
    func isQuorum(_ set: ReplicaSet) -> Bool
}

extension QuorumSystem {
    /// The quorums no proper subset of which is a quorum, in ascending order of their bits.
    ///
    /// - Complexity: O(n 2^n) for n replicas.
    public var minimalQuorums: [ReplicaSet] {
        replicas.subsets.filter { set in
            isQuorum(set)
                && set.allSatisfy { member in
                    var smaller = set
                    smaller.remove(member)
                    return !isQuorum(smaller)
                }
        }
    }
}

/// Any `size` of the replicas are a quorum.
@frozen
public struct ThresholdQuorums: QuorumSystem {
    /// The replicas that may vote.
    public var replicas: ReplicaSet
    /// Number of members that make a quorum.
    public var size: Int

    /// Quorums of `size` out of `replicas`.
    @inlinable
    public init(of replicas: ReplicaSet, size: Int) {
        self.replicas = replicas
        self.size = size
    }

    /// Quorums of more than half of `replicas`: any two share a member.
    ///
    /// Thomas, "A Majority Consensus Approach to Concurrency Control" (1979).
    @inlinable
    public static func majority(of replicas: ReplicaSet) -> ThresholdQuorums {
        ThresholdQuorums(of: replicas, size: QuorumSize.majority(n: replicas.count))
    }

    /// Quorum test: at least `size` of the replicas are in `set`.
    @inlinable @inline(__always)
    public func isQuorum(_ set: ReplicaSet) -> Bool { set.intersection(replicas).count >= size }
}

/// The listed sets of replicas are quorums, and so is every set that contains one of them.
///
/// The general form, a coterie when no listed set contains another and any two share a member: Garcia-Molina and
/// Barbara, "How to Assign Votes in a Distributed System" (1985), section 2.
@frozen
public struct ExplicitQuorums: QuorumSystem {
    /// The sets that are listed.
    public let quorums: [ReplicaSet]
    /// The members of the listed sets, and those that are in none of them.
    public let replicas: ReplicaSet

    /// Quorums that contain one of `quorums`.
    ///
    /// - Parameter others: Replicas of the system that may be in no listed set.
    @inlinable
    public init(_ quorums: [ReplicaSet], besides others: ReplicaSet = []) {
        self.quorums = quorums
        replicas = quorums.reduce(others) { $0.union($1) }
    }

    /// Quorum test: `set` contains one of the listed sets.
    @inlinable
    public func isQuorum(_ set: ReplicaSet) -> Bool { quorums.contains { $0.isSubset(of: set) } }
}

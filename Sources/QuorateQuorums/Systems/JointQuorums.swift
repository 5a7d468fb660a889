/// A set of replicas is a quorum when it is one in an old system and one in a new system too.
///
/// While a group of replicas changes, each quorum shares a replica with every quorum of either side, as long as the
/// quorums of that side share replicas among themselves. Ongaro and Ousterhout, "In Search of an Understandable
/// Consensus Algorithm" (2014), section 6 (joint consensus).
@frozen
public struct JointQuorums<Old: QuorumSystem, New: QuorumSystem>: QuorumSystem {
    /// The system that is left.
    public var old: Old
    /// The system that is entered.
    public var new: New

    /// Quorums that are quorums of `old` and of `new`.
    @inlinable
    public init(old: Old, new: New) {
        self.old = old
        self.new = new
    }

    /// The replicas of either system.
    @inlinable
    public var replicas: ReplicaSet { old.replicas.union(new.replicas) }

    /// Quorum test: `set` is a quorum of both systems.
    @inlinable
    public func isQuorum(_ set: ReplicaSet) -> Bool { old.isQuorum(set) && new.isQuorum(set) }
}

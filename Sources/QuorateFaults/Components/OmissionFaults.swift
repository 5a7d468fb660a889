public import QuorateQuorums

/// Receivers that may miss a message where faulty replicas leave out sends, receives or both.
///
/// Perry and Toueg, "Distributed agreement in the presence of processor and communication faults", IEEE
/// Transactions on Software Engineering 12 (1986).
public struct OmissionFaults: Hashable, Sendable {
    /// Messages that are left out: sent ones, received ones, or both.
    public var kind: FaultModel.Omission
    /// Replicas that leave them out.
    public var faulty: FaultyReplicas

    /// The faulty replicas `faulty` leave out messages as `kind` says.
    public init(_ kind: FaultModel.Omission, by faulty: FaultyReplicas) {
        self.kind = kind
        self.faulty = faulty
    }

    /// Those of `receivers` that can miss a message of `sender`.
    public func canMiss(from sender: ReplicaID, to receivers: ReplicaSet) -> ReplicaSet {
        if kind != .receive && faulty.contains(sender) { return receivers }
        return kind == .send ? ReplicaSet() : receivers.intersection(faulty.members)
    }

    /// Every set of receivers that a message of `sender` to `receivers` can reach: a step is offered for
    /// each.
    public func deliveries(
        from sender: ReplicaID, to receivers: ReplicaSet
    ) -> LazyMapSequence<ReplicaSet.Subsets, ReplicaSet> {
        canMiss(from: sender, to: receivers).subsets.lazy.map { receivers.subtracting($0) }
    }
}

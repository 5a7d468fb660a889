public import QuorateLanguage
public import QuorateQuorums

/// The faulty replicas of a run, a field of the state that is chosen at the start.
///
/// It comes from ``Adversary/choices(among:)``, and a guard takes it from the state: who asked with another choice could
/// call a faulty replica correct, and read exactly what it has sent. No type forbids that; the comparison with the
/// adversary step by step finds it.
@frozen
public struct FaultyReplicas: Hashable, Sendable, BitwiseCopyable {
    /// The faulty replicas.
    public let members: ReplicaSet

    @inlinable @inline(__always)
    init(_ members: ReplicaSet) { self.members = members }

    /// These and `others`, as if those were faulty too.
    @inlinable @inline(__always)
    public func joined(by others: ReplicaSet) -> FaultyReplicas { FaultyReplicas(members.union(others)) }

    /// Those of `replicas` that follow the protocol.
    @inlinable @inline(__always)
    public func correct(among replicas: ReplicaSet) -> CorrectReplicas {
        CorrectReplicas(members: replicas.subtracting(members))
    }

    /// Membership of `replica` in the faulty ones.
    @inlinable @inline(__always)
    public func contains(_ replica: ReplicaID) -> Bool { members.contains(replica) }
}

/// The correct replicas of a run, lowest number first.
@frozen
public struct CorrectReplicas: Hashable, Sendable, Sequence {
    /// The replicas that follow the protocol.
    public let members: ReplicaSet

    @inlinable @inline(__always)
    init(members: ReplicaSet) { self.members = members }

    /// `replica`, if it is correct.
    @inlinable @inline(__always)
    public subscript(_ replica: ReplicaID) -> CorrectReplica? {
        members.contains(replica) ? CorrectReplica(id: replica) : nil
    }

    /// Visits the replicas in ascending order.
    @frozen
    public struct Iterator: IteratorProtocol {
        @usableFromInline var rest: ReplicaSet.Iterator

        @inlinable @inline(__always)
        init(_ members: ReplicaSet) { rest = members.makeIterator() }

        /// The next replica, or nil after the last.
        @inlinable @inline(__always)
        public mutating func next() -> CorrectReplica? { rest.next().map(CorrectReplica.init(id:)) }
    }

    /// An iterator in ascending order.
    @inlinable @inline(__always)
    public func makeIterator() -> Iterator { Iterator(members) }
}

/// A replica that follows the protocol: what it has sent can be asked for exactly.
@frozen
public struct CorrectReplica: Hashable, Sendable {
    /// Number of the replica, from 0 to 15.
    public let id: ReplicaID

    @inlinable @inline(__always)
    init(id: ReplicaID) { self.id = id }
}

extension FaultyReplicas: SpecDescribable, ByteCanonical {
    /// The set of the faulty replicas.
    public func specValue(for replicas: ReplicaSet) -> SpecValue { members.specValue(for: replicas) }
}

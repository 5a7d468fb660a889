public import QuorateQuorums

/// Everybody from whom a message may have been received: a set that can be asked only whether it is large enough.
///
/// No removal, no exact count, no test for emptiness; see ``Evidence``.
@frozen
public struct Senders: Sendable {
    @usableFromInline let members: ReplicaSet

    @inlinable @inline(__always)
    init(members: ReplicaSet) { self.members = members }

    /// Senders that follow the protocol, and what is known of them exactly.
    @inlinable @inline(__always)
    public init(correct members: ReplicaSet) { self.members = members }

    /// Number of senders; it answers `>=` and `>` only.
    @inlinable @inline(__always)
    public var count: SenderCount { SenderCount(number: members.count) }

    /// Evidence that `replica` is one of them.
    @inlinable @inline(__always)
    public func contains(_ replica: ReplicaID) -> Evidence { Evidence(members.contains(replica)) }

    /// The senders of either message.
    @inlinable @inline(__always)
    public func union(_ other: Senders) -> Senders { Senders(members: members.union(other.members)) }

    /// The senders of both messages.
    @inlinable @inline(__always)
    public func intersection(_ other: Senders) -> Senders {
        Senders(members: members.intersection(other.members))
    }

    /// Those of the senders that are in `replicas`.
    @inlinable @inline(__always)
    public func intersection(_ replicas: ReplicaSet) -> Senders {
        Senders(members: members.intersection(replicas))
    }
}

/// Number of senders, which may only be asked whether it is large enough.
@frozen
public struct SenderCount: Sendable {
    @usableFromInline let number: Int

    @inlinable @inline(__always)
    init(number: Int) { self.number = number }

    /// Evidence that there are at least `bound` senders.
    @inlinable @inline(__always)
    public static func >= (count: SenderCount, bound: Int) -> Evidence { Evidence(count.number >= bound) }

    /// Evidence that there are more than `bound` senders.
    @inlinable @inline(__always)
    public static func > (count: SenderCount, bound: Int) -> Evidence { Evidence(count.number > bound) }
}

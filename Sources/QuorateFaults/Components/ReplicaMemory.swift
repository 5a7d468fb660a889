public import QuorateLanguage
public import QuorateQuorums

/// Memory of each replica, split into what survives a crash and what does not.
///
/// A replica that is up reads and writes both parts; a crash sets its volatile part to the value number 0
/// (nil, false, the first case), and what it had kept durably is there when it comes back. Where no replica
/// ever recovers, this is crash-stop.
///
/// A state declares it after its words and before its bytes: it ends in a set of two bytes.
@frozen
public struct ReplicaMemory<Durable: FiniteValue, Volatile: FiniteValue>: Hashable, Sendable, BitwiseCopyable
{
    /// Part that survives a crash.
    public var durable: ReplicaMap<Durable>
    /// Part that a crash wipes.
    public var volatile: ReplicaMap<Volatile>
    @usableFromInline var crashed: ReplicaSet

    /// Every replica is up and keeps `durable`, and nothing else.
    @inlinable
    public init(durable: Durable) {
        self.durable = ReplicaMap(durable)
        volatile = ReplicaMap(Volatile(packed: 0))
        crashed = ReplicaSet()
    }

    /// The replicas that have crashed and not come back.
    @inlinable @inline(__always)
    public var down: ReplicaSet { crashed }

    /// True while `replica` is up.
    @inlinable @inline(__always)
    public func isUp(_ replica: ReplicaID) -> Bool { !crashed.contains(replica) }

    /// Stops `replica` and wipes its volatile part.
    @inlinable @inline(__always)
    public mutating func crash(_ replica: ReplicaID) {
        crashed.insert(replica)
        volatile[replica] = Volatile(packed: 0)
    }

    /// Brings `replica` back with what it keeps durably; what it makes of that is the protocol's business.
    @inlinable @inline(__always)
    public mutating func recover(_ replica: ReplicaID) { crashed.remove(replica) }
}

extension Next {
    /// Offers to crash each of `replicas` that is up, while fewer than `limit` are down.
    ///
    /// - Parameters:
    ///   - replicas: who may crash.
    ///   - memory: what they keep in the state that the steps leave.
    ///   - limit: how many may be down at a time; with crash-stop, how many may crash at all.
    ///   - action: the action that crashes a replica.
    ///   - file: the file of the call.
    ///   - line: the line of the call.
    ///   - effect: crashes the replica, as in `{ $0.memory.crash($1) }`.
    @inlinable @inline(__always)
    public mutating func crash<Durable: FiniteValue, Volatile: FiniteValue>(
        _ replicas: ReplicaSet, in memory: ReplicaMemory<Durable, Volatile>, atMost limit: Int,
        as action: (ReplicaID) -> S.Action, file: StaticString = #fileID, line: UInt = #line,
        _ effect: (inout S.State, ReplicaID) -> Void
    ) {
        let canCrash = memory.down.count < limit
        for replica in replicas.subtracting(memory.down) {
            take(action(replica), if: canCrash, file: file, line: line) { effect(&$0, replica) }
        }
    }

    /// Offers to bring back each replica that is down.
    ///
    /// - Parameters:
    ///   - memory: what the replicas keep in the state that the steps leave.
    ///   - action: the action that brings a replica back.
    ///   - file: the file of the call.
    ///   - line: the line of the call.
    ///   - effect: brings the replica back, as in `{ $0.memory.recover($1) }`.
    @inlinable @inline(__always)
    public mutating func recover<Durable: FiniteValue, Volatile: FiniteValue>(
        in memory: ReplicaMemory<Durable, Volatile>, as action: (ReplicaID) -> S.Action,
        file: StaticString = #fileID, line: UInt = #line, _ effect: (inout S.State, ReplicaID) -> Void
    ) {
        for replica in memory.down {
            take(action(replica), file: file, line: line) { effect(&$0, replica) }
        }
    }
}

public import QuorateLanguage
public import QuorateQuorums

/// Partition of the network into two sides, or none.
@frozen
public struct Partition: Hashable, Sendable, BitwiseCopyable {
    /// The side without the lowest replica; empty while the network is whole.
    public let farSide: ReplicaSet

    /// A network that is whole.
    @inlinable @inline(__always)
    public init() { farSide = ReplicaSet() }

    /// A network whose replicas in `farSide` are cut off from the others.
    @inlinable @inline(__always)
    public init(cuttingOff farSide: ReplicaSet) { self.farSide = farSide }

    /// True while all messages pass.
    @inlinable @inline(__always)
    public var isWhole: Bool { farSide.isEmpty }

    /// Connection between two replicas: messages pass both ways.
    @inlinable @inline(__always)
    public func connects(_ left: ReplicaID, _ right: ReplicaID) -> Bool {
        farSide.contains(left) == farSide.contains(right)
    }
}

extension Partition: SpecDescribable, ByteCanonical {
    /// The replicas that are cut off from the lowest one.
    public func specValue(for replicas: ReplicaSet) -> SpecValue { farSide.specValue(for: replicas) }
}

extension Next {
    /// Offers every way in which the network may fall apart while it is whole, and that it heals while it is not.
    ///
    /// - Parameters:
    ///   - partition: the state of the network.
    ///   - replicas: all replicas.
    ///   - model: what the network may do; without partitions nothing is offered.
    ///   - action: the action after which the network is in the given state.
    ///   - effect: brings the state's network into the given state.
    @inlinable @inline(__always)
    public mutating func takePartitions(
        of partition: Partition, among replicas: ReplicaSet, in model: NetworkModel,
        _ action: (Partition) -> S.Action, file: StaticString = #fileID, line: UInt = #line,
        _ effect: (inout S.State, Partition) -> Void
    ) {
        guard model.contains(.partitions), !replicas.isEmpty else { return }
        guard partition.isWhole else {
            take(action(Partition()), file: file, line: line) { effect(&$0, Partition()) }
            return
        }
        // Either side may be called the far one; the lowest replica is never on it.
        let others = ReplicaSet(bits: replicas.bits & (replicas.bits &- 1))
        for side in others.subsets where !side.isEmpty {
            let parted = Partition(cuttingOff: side)
            take(action(parted), file: file, line: line) { effect(&$0, parted) }
        }
    }
}

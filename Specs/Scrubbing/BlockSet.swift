public import QuorateLanguage
public import QuorateQuorums

/// A set of blocks, numbered from 0 to 7.
public struct BlockSet: Hashable, Sendable, BitwiseCopyable {
    private var bits: UInt8 = 0

    /// The empty set.
    init() {}

    var isEmpty: Bool { bits == 0 }

    func contains(_ block: Int) -> Bool { bits >> block & 1 != 0 }
    mutating func insert(_ block: Int) { bits |= 1 << block }
    mutating func remove(_ block: Int) { bits &= ~(1 << block) }

    /// Whether some block of `range` is in the set.
    func intersects(_ range: Range<Int>) -> Bool {
        UInt16(bits) >> range.lowerBound & (1 << range.count - 1) != 0
    }
}

extension BlockSet: SpecDescribable {
    /// The set of the blocks' numbers.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        .set((0..<8).filter(contains).map(SpecValue.integer))
    }
}

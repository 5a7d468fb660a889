public import QuorateQuorums

/// Senders of a message for each of at most four values that it can carry: sets of replicas in one word.
///
/// The natural picture of a message that everybody broadcasts and nobody forgets.
@frozen
public struct Votes<Value: FiniteValue>: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline var word: UInt64

    /// Nobody has sent anything.
    @inlinable
    public init() {
        word = 0
        if Value.valueCount > 4 {
            SpecFault.raise("\(Value.self) has \(Value.valueCount) values; Votes holds senders for at most 4")
        }
    }

    /// The senders of `value`.
    @inlinable @inline(__always)
    public subscript(_ value: Value) -> ReplicaSet {
        get { ReplicaSet(bits: UInt16(truncatingIfNeeded: word &>> Self.shift(value.numberToFind))) }
        set {
            let shift = Self.shift(value.numberToKeep)
            word = word & ~(0xffff &<< shift) | UInt64(newValue.bits) &<< shift
        }
    }

    /// Everybody who has sent some value.
    @inlinable @inline(__always)
    public var senders: ReplicaSet {
        let halves = word | word &>> 32
        return ReplicaSet(bits: UInt16(truncatingIfNeeded: halves | halves &>> 16))
    }

    @inlinable @inline(__always)
    static func shift(_ number: UInt64) -> UInt64 { (number & 3) &* 16 }
}

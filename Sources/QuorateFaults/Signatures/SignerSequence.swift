public import QuorateQuorums

/// Signers in this order: the source r0 first, then at most three different ones of r1 to r4.
///
/// That makes 41 sequences, few enough for one bit each.
@frozen
@usableFromInline
struct SignerSequence: Hashable, Sendable, BitwiseCopyable {
    /// The signers after the source, four bits each, the earliest in the lowest.
    @usableFromInline let relays: UInt16
    @usableFromInline let count: UInt16

    @inlinable @inline(__always)
    init(relays: UInt16, count: UInt16) {
        self.relays = relays
        self.count = count
    }

    /// The largest number of signers, the source included.
    @inlinable @inline(__always)
    static var capacity: Int { 4 }

    /// Number of sequences.
    @inlinable @inline(__always)
    static var number: Int { 41 }

    /// The source alone.
    @inlinable @inline(__always)
    static var source: SignerSequence { SignerSequence(relays: 0, count: 1) }

    /// Every sequence, in the order of `index`.
    @usableFromInline static let all: [SignerSequence] = {
        var levels = [[source]]
        for _ in 1..<capacity {
            levels.append(
                levels.last!.flatMap { shorter in
                    (1...UInt8(capacity)).map(ReplicaID.init(unchecked:)).filter { !shorter.contains($0) }
                        .map(shorter.appending)
                })
        }
        return levels.flatMap { $0 }
    }()

    @inlinable @inline(__always)
    func relay(_ position: Int) -> UInt16 { relays &>> UInt16(truncatingIfNeeded: position &* 4) & 15 }

    /// The signer at `position`; 0 is the source.
    @inlinable @inline(__always)
    subscript(_ position: Int) -> ReplicaID {
        position == 0 ? 0 : ReplicaID(unchecked: UInt8(truncatingIfNeeded: relay(position &- 1)))
    }

    /// All signers.
    @inlinable @inline(__always)
    var members: ReplicaSet {
        var members: ReplicaSet = [0]
        for position in 1..<max(1, Int(count)) { members.insert(self[position]) }
        return members
    }

    @inlinable @inline(__always)
    func contains(_ replica: ReplicaID) -> Bool { members.contains(replica) }

    /// The first `length` signers.
    @inlinable @inline(__always)
    func prefix(_ length: Int) -> SignerSequence {
        let mask: UInt16 = (1 &<< UInt16(truncatingIfNeeded: (length &- 1) &* 4)) &- 1
        return SignerSequence(relays: relays & mask, count: UInt16(truncatingIfNeeded: length))
    }

    @inlinable @inline(__always)
    func appending(_ replica: ReplicaID) -> SignerSequence {
        let shift = (count &- 1) &* 4
        return SignerSequence(relays: relays | UInt16(replica.rawValue) &<< shift, count: count &+ 1)
    }

    /// The number of this sequence: shorter ones first, then by the signers, earliest first.
    @inlinable @inline(__always)
    var index: Int {
        let (first, second, third) = (Int(relay(0)), Int(relay(1)), Int(relay(2)))
        // Among those that are left once the earlier ones have signed.
        let secondRank = second &- (second > first ? 2 : 1)
        let thirdRank = third &- 1 &- (third > first ? 1 : 0) &- (third > second ? 1 : 0)
        switch count {
        case 1: return 0
        case 2: return first
        case 3: return 5 &+ (first &- 1) &* 3 &+ secondRank
        default: return 17 &+ ((first &- 1) &* 3 &+ secondRank) &* 2 &+ thirdRank
        }
    }
}

/// A set of replicas, one bit each in a 16-bit word.
///
/// Every operation takes constant time; iteration goes from the lowest number to the highest.
@frozen
public struct ReplicaSet: Hashable, Sendable, BitwiseCopyable {
    /// Bit i is set when replica i is a member.
    public var bits: UInt16

    /// The empty set.
    @inlinable @inline(__always)
    public init() { bits = 0 }

    /// The set with the given membership bits.
    @inlinable @inline(__always)
    public init(bits: UInt16) { self.bits = bits }

    /// The replicas 0 to `count` - 1.
    ///
    /// - Parameter count: 0 to 16; anything else is a mistake, which a search reports with the action that makes it.
    @inlinable
    public init(count: Int) {
        if _slowPath(UInt(bitPattern: count) > UInt(ReplicaID.capacity)) { Self.outside(count) }
        bits = UInt16(truncatingIfNeeded: (1 << Swift.min(Swift.max(0, count), ReplicaID.capacity)) - 1)
    }

    @inline(never)
    @usableFromInline
    static func outside(_ count: Int) {
        ReplicaNumbers.report("no set has \(count) replicas: it holds 0 to \(ReplicaID.capacity)")
    }

    /// The set of the given replicas.
    @inlinable
    public init(_ members: some Sequence<ReplicaID>) {
        self.init()
        for member in members { insert(member) }
    }

    /// All sixteen replicas that a set can hold.
    @inlinable
    public static var everyReplica: ReplicaSet { ReplicaSet(bits: .max) }

    /// The number of members.
    @inlinable @inline(__always)
    public var count: Int { bits.nonzeroBitCount }

    /// Whether the set has no member.
    @inlinable @inline(__always)
    public var isEmpty: Bool { bits == 0 }

    /// Whether `replica` is a member.
    @inlinable @inline(__always)
    public func contains(_ replica: ReplicaID) -> Bool { bits &>> UInt16(replica.rawValue) & 1 != 0 }

    /// Adds `replica`.
    @inlinable @inline(__always)
    public mutating func insert(_ replica: ReplicaID) { bits |= 1 &<< UInt16(replica.rawValue) }

    /// Removes `replica`.
    @inlinable @inline(__always)
    public mutating func remove(_ replica: ReplicaID) { bits &= ~(1 &<< UInt16(replica.rawValue)) }

    /// The members of either set.
    @inlinable @inline(__always)
    public func union(_ other: ReplicaSet) -> ReplicaSet { ReplicaSet(bits: bits | other.bits) }

    /// Adds the members of `other`.
    @inlinable @inline(__always)
    public mutating func formUnion(_ other: ReplicaSet) { bits |= other.bits }

    /// The members of both sets.
    @inlinable @inline(__always)
    public func intersection(_ other: ReplicaSet) -> ReplicaSet { ReplicaSet(bits: bits & other.bits) }

    /// The members that `other` does not have.
    @inlinable @inline(__always)
    public func subtracting(_ other: ReplicaSet) -> ReplicaSet { ReplicaSet(bits: bits & ~other.bits) }

    /// Whether every member is a member of `other`.
    @inlinable @inline(__always)
    public func isSubset(of other: ReplicaSet) -> Bool { bits & ~other.bits == 0 }

    /// Whether the sets share no member.
    @inlinable @inline(__always)
    public func isDisjoint(with other: ReplicaSet) -> Bool { bits & other.bits == 0 }

    /// Every subset, the empty one first; there are two to the power of `count`.
    @inlinable
    public var subsets: Subsets { Subsets(of: self) }

    /// Every subset with exactly `size` members, in ascending order of their bits.
    ///
    /// - Complexity: O(2^count).
    public func subsets(ofSize size: Int) -> [ReplicaSet] { subsets.filter { $0.count == size } }
}

extension ReplicaSet: Sequence {
    /// Visits the members from the lowest number to the highest.
    @frozen
    public struct Iterator: IteratorProtocol {
        @usableFromInline var rest: UInt32

        @inlinable @inline(__always)
        init(_ set: ReplicaSet) { rest = UInt32(set.bits) }

        /// The next member, or nil after the last.
        @inlinable @inline(__always)
        public mutating func next() -> ReplicaID? {
            guard rest != 0 else { return nil }
            let lowest = rest.trailingZeroBitCount
            rest &= rest &- 1
            return ReplicaID(unchecked: UInt8(truncatingIfNeeded: lowest))
        }
    }

    /// An iterator over the members in ascending order.
    @inlinable @inline(__always)
    public func makeIterator() -> Iterator { Iterator(self) }

    /// The subsets of a set, the empty one first.
    @frozen
    public struct Subsets: Sequence, IteratorProtocol {
        @usableFromInline let whole: UInt16
        @usableFromInline var upcoming: UInt16? = 0

        @inlinable
        init(of set: ReplicaSet) { whole = set.bits }

        /// The next subset, or nil after the whole set.
        @inlinable
        public mutating func next() -> ReplicaSet? {
            guard let current = upcoming else { return nil }
            upcoming = current == whole ? nil : (current &- whole) & whole
            return ReplicaSet(bits: current)
        }
    }
}

extension ReplicaSet: ExpressibleByArrayLiteral {
    /// The set of the listed replicas.
    @inlinable
    public init(arrayLiteral elements: ReplicaID...) { self.init(elements) }
}

extension ReplicaSet: CustomStringConvertible {
    /// The members in braces, as in `{r0, r2}`.
    public var description: String { "{" + map(\.description).joined(separator: ", ") + "}" }
}

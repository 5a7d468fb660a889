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

    /// True for the set without members.
    @inlinable @inline(__always)
    public var isEmpty: Bool { bits == 0 }

    /// Membership of `replica`.
    @inlinable @inline(__always)
    public func contains(_ replica: ReplicaID) -> Bool { bits &>> UInt16(replica.rawValue) & 1 != 0 }

    /// Adds `replica`.
    ///
    /// - Returns: Whether it was not a member before, and the member.
    @inlinable @inline(__always)
    @discardableResult
    public mutating func insert(_ replica: ReplicaID) -> (inserted: Bool, memberAfterInsert: ReplicaID) {
        let isNew = !contains(replica)
        bits |= 1 &<< UInt16(replica.rawValue)
        return (isNew, replica)
    }

    /// Removes `replica`, and returns it if it was a member.
    @inlinable @inline(__always)
    @discardableResult
    public mutating func remove(_ replica: ReplicaID) -> ReplicaID? {
        let wasMember = contains(replica)
        bits &= ~(1 &<< UInt16(replica.rawValue))
        return wasMember ? replica : nil
    }

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

    /// Subset test: every member is a member of `other`.
    @inlinable @inline(__always)
    public func isSubset(of other: ReplicaSet) -> Bool { bits & ~other.bits == 0 }

    /// Disjointness: the sets share no member.
    @inlinable @inline(__always)
    public func isDisjoint(with other: ReplicaSet) -> Bool { bits & other.bits == 0 }

    /// The member after `replica` in the ring of all members: the next larger one, or the least after the largest.
    ///
    /// Of an empty set it is `replica` itself.
    @inlinable @inline(__always)
    public func next(after replica: ReplicaID) -> ReplicaID {
        let later = bits & ~(2 &<< UInt16(replica.rawValue) &- 1)
        let candidates = later == 0 ? bits : later
        return candidates == 0
            ? replica : ReplicaID(unchecked: UInt8(truncatingIfNeeded: candidates.trailingZeroBitCount))
    }

    /// The member before `replica` in the ring of all members: the next smaller one, or the largest before the least.
    ///
    /// Of an empty set it is `replica` itself.
    @inlinable @inline(__always)
    public func previous(before replica: ReplicaID) -> ReplicaID {
        let earlier = bits & (1 &<< UInt16(replica.rawValue) &- 1)
        let candidates = earlier == 0 ? bits : earlier
        return candidates == 0
            ? replica : ReplicaID(unchecked: UInt8(truncatingIfNeeded: 15 &- candidates.leadingZeroBitCount))
    }

    /// The members that satisfy `predicate`, as a set.
    @inlinable @inline(__always)
    public func filter(_ predicate: (ReplicaID) throws -> Bool) rethrows -> ReplicaSet {
        var kept = ReplicaSet()
        for replica in self where try predicate(replica) { kept.insert(replica) }
        return kept
    }

    /// The members in every order, the ascending one first.
    ///
    /// - Complexity: O(count!): for initial states and for steps of few replicas.
    public var permutations: [[ReplicaID]] {
        if isEmpty { return [[]] }
        return flatMap { first in
            subtracting([first]).permutations.map { [first] + $0 }
        }
    }

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

extension ReplicaSet: SetAlgebra {
    /// Adds `replica`, and returns it if it was a member before.
    @inlinable @inline(__always)
    @discardableResult
    public mutating func update(with replica: ReplicaID) -> ReplicaID? {
        insert(replica).inserted ? nil : replica
    }

    /// The members of one of the two sets.
    @inlinable @inline(__always)
    public func symmetricDifference(_ other: ReplicaSet) -> ReplicaSet { ReplicaSet(bits: bits ^ other.bits) }

    /// Keeps the members of both sets.
    @inlinable @inline(__always)
    public mutating func formIntersection(_ other: ReplicaSet) { bits &= other.bits }

    /// Keeps the members of one of the two sets.
    @inlinable @inline(__always)
    public mutating func formSymmetricDifference(_ other: ReplicaSet) { bits ^= other.bits }

    /// The members of either set.
    @inlinable @inline(__always)
    public static func | (left: ReplicaSet, right: ReplicaSet) -> ReplicaSet { left.union(right) }
    /// The members of both sets.
    @inlinable @inline(__always)
    public static func & (left: ReplicaSet, right: ReplicaSet) -> ReplicaSet { left.intersection(right) }
    /// The members of the first set that the second does not have.
    @inlinable @inline(__always)
    public static func - (left: ReplicaSet, right: ReplicaSet) -> ReplicaSet { left.subtracting(right) }
    /// Adds the members of a set.
    @inlinable @inline(__always)
    public static func |= (left: inout ReplicaSet, right: ReplicaSet) { left = left | right }
    /// Keeps the members that another set has too.
    @inlinable @inline(__always)
    public static func &= (left: inout ReplicaSet, right: ReplicaSet) { left = left & right }
    /// Removes the members of a set.
    @inlinable @inline(__always)
    public static func -= (left: inout ReplicaSet, right: ReplicaSet) { left = left - right }
}

/// A set of finite values, one bit each: the messages that were ever sent, or whatever else a protocol collects.
///
/// Up to 64 different values fit unless their type says `typealias SetStorage = Bits128` or more.
@frozen
public struct FiniteSet<Element: FiniteValue>: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline var bits: Element.SetStorage

    /// The empty set.
    @inlinable @inline(__always)
    public init() { bits = Element.SetStorage() }

    @inlinable @inline(__always)
    init(bits: Element.SetStorage) { self.bits = bits }

    /// Membership of the value.
    @inlinable @inline(__always)
    public func contains(_ element: Element) -> Bool { bits[Self.place(of: element)] }

    /// Adds the value.
    ///
    /// One with a number that its type does not have is a mistake of the spec: nobody would find it again. A debug build
    /// also sees one that shares the number of another.
    ///
    /// - Returns: Whether it was not in the set before, and the member.
    @inlinable @inline(__always)
    @discardableResult
    public mutating func insert(_ element: Element) -> (inserted: Bool, memberAfterInsert: Element) {
        assert(Self.isItsOwn(element), "a fault is raised, and found by whoever looks for faults")
        let place = Self.place(of: element)
        let isNew = !bits[place]
        bits[place] = true
        return (isNew, element)
    }

    /// Removes the value, and returns it if it was in the set.
    @inlinable @inline(__always)
    @discardableResult
    public mutating func remove(_ element: Element) -> Element? {
        let place = Self.place(of: element)
        let wasMember = bits[place]
        bits[place] = false
        return wasMember ? element : nil
    }

    /// Absence of members.
    @inlinable @inline(__always)
    public var isEmpty: Bool { bits == Element.SetStorage() }

    /// The number of values in the set.
    @inlinable @inline(__always)
    public var count: Int { bits.count }

    /// The values in the set, in the order of their numbers.
    @inlinable
    public var members: [Element] { Array(self) }

    @inlinable @inline(__always)
    static func place(of element: Element) -> Int {
        let number = element.numberToKeep
        // A fault by now where the set is too narrow for its type; the check at the start says so too.
        return Int(truncatingIfNeeded: number & UInt64(truncatingIfNeeded: Element.SetStorage.capacity &- 1))
    }

    /// True; a value that its number does not give back is a fault on the way.
    @usableFromInline
    static func isItsOwn(_ element: Element) -> Bool {
        let number = element.packed
        // A number beyond the values raises its own fault.
        if number < UInt64(Element.valueCount), Element(packed: number) != element {
            SpecFault.raise(
                "\(element) has number \(number), which is that of \(Element(packed: number)): they would be one"
                    + " member of a set; give each its own in `packed`")
        }
        return true
    }
}

extension FiniteSet: Sequence {
    /// Visits the members in the order of their numbers.
    @frozen
    public struct Iterator: IteratorProtocol {
        @usableFromInline let bits: Element.SetStorage
        @usableFromInline var rest: UInt64
        @usableFromInline var word = 0

        @inlinable @inline(__always)
        init(_ bits: Element.SetStorage) {
            self.bits = bits
            rest = bits[word: 0]
        }

        /// The next member, or nil after the last.
        @inlinable @inline(__always)
        public mutating func next() -> Element? {
            while rest == 0 {
                word &+= 1
                guard word < Element.SetStorage.capacity / 64 else { return nil }
                rest = bits[word: word]
            }
            let lowest = rest.trailingZeroBitCount
            rest &= rest &- 1
            return Element(packed: UInt64(truncatingIfNeeded: word &* 64 &+ lowest))
        }
    }

    /// An iterator over the members in the order of their numbers.
    @inlinable @inline(__always)
    public func makeIterator() -> Iterator { Iterator(bits) }

    /// The members that satisfy `predicate`, as a set.
    @inlinable @inline(__always)
    public func filter(_ predicate: (Element) throws -> Bool) rethrows -> FiniteSet {
        var kept = FiniteSet()
        for element in self where try predicate(element) { kept.insert(element) }
        return kept
    }
}

extension FiniteSet: SetAlgebra {
    /// The set of the values in `elements`.
    @inlinable
    public init(_ elements: some Sequence<Element>) {
        self.init()
        for element in elements { insert(element) }
    }

    /// Adds the value, and returns it if it was in the set before.
    @inlinable @inline(__always)
    @discardableResult
    public mutating func update(with element: Element) -> Element? {
        insert(element).inserted ? nil : element
    }

    /// The members of either set.
    @inlinable @inline(__always)
    public func union(_ other: FiniteSet) -> FiniteSet { FiniteSet(bits: bits | other.bits) }

    /// The members of both sets.
    @inlinable @inline(__always)
    public func intersection(_ other: FiniteSet) -> FiniteSet { FiniteSet(bits: bits & other.bits) }

    /// The members of one of the two sets.
    @inlinable @inline(__always)
    public func symmetricDifference(_ other: FiniteSet) -> FiniteSet { FiniteSet(bits: bits ^ other.bits) }

    /// The members that `other` does not have.
    @inlinable @inline(__always)
    public func subtracting(_ other: FiniteSet) -> FiniteSet { FiniteSet(bits: bits & (bits ^ other.bits)) }

    /// Adds the members of `other`.
    @inlinable @inline(__always)
    public mutating func formUnion(_ other: FiniteSet) { self = union(other) }

    /// Keeps the members of both sets.
    @inlinable @inline(__always)
    public mutating func formIntersection(_ other: FiniteSet) { self = intersection(other) }

    /// Keeps the members of one of the two sets.
    @inlinable @inline(__always)
    public mutating func formSymmetricDifference(_ other: FiniteSet) { self = symmetricDifference(other) }
}

extension FiniteSet {
    /// The members of either set.
    @inlinable @inline(__always)
    public static func | (left: FiniteSet, right: FiniteSet) -> FiniteSet { left.union(right) }
    /// The members of both sets.
    @inlinable @inline(__always)
    public static func & (left: FiniteSet, right: FiniteSet) -> FiniteSet { left.intersection(right) }
    /// The members of the first set that the second does not have.
    @inlinable @inline(__always)
    public static func - (left: FiniteSet, right: FiniteSet) -> FiniteSet { left.subtracting(right) }
    /// Adds the members of a set.
    @inlinable @inline(__always)
    public static func |= (left: inout FiniteSet, right: FiniteSet) { left = left | right }
    /// Keeps the members that another set has too.
    @inlinable @inline(__always)
    public static func &= (left: inout FiniteSet, right: FiniteSet) { left = left & right }
    /// Removes the members of a set.
    @inlinable @inline(__always)
    public static func -= (left: inout FiniteSet, right: FiniteSet) { left = left - right }
}

extension FiniteSet: CustomStringConvertible {
    /// The members in braces.
    public var description: String { "{" + map { "\($0)" }.joined(separator: ", ") + "}" }
}

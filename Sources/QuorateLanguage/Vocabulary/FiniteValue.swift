public import QuorateQuorums

/// A value out of a small set, numbered from 0: what maps, sets, channels and votes are made of.
///
/// Enums and structs of such values number themselves, with nothing more to write:
///
///     enum Phase: FiniteValue { case working, prepared }
///     enum Message: FiniteValue { case request(Clock), grant(Client, Clock), stop }
///     struct Entry: FiniteValue { var term: Term; var value: Datum }
///
/// The cases with a payload come first, each group in the order of its declaration; of the parts of a value the first one
/// counts most. A type with other parts, of more than 65,536 values or of more than eight bytes says ``valueCount``,
/// ``packed`` and ``init(packed:)`` itself; so may one that is written millions of times a second, since arithmetic in
/// the text takes half the time of a table. An enum without payloads is fastest as `FiniteValue, CaseIterable`.
public protocol FiniteValue: Hashable, Sendable, BitwiseCopyable {
    /// The words in which a ``ReplicaMap`` keeps one such value for each replica: ``HalfWord`` and ``OneWord`` for at
    /// most 16 values, ``TwoWords`` for 256, ``FourWords`` for 65,536.
    associatedtype MapStorage: PackedStorage = OneWord
    /// The words in which a ``FiniteSet`` keeps one bit for each value: ``Bits64``, ``Bits128`` or ``Bits256``.
    associatedtype SetStorage: BitStorage = Bits64
    /// Number of values.
    static var valueCount: Int { get }
    /// This value's number, 0 to `valueCount` - 1.
    var packed: UInt64 { get }
    /// The value with the given number; other numbers never occur.
    init(packed: UInt64)
    /// Certainty that every value has a number below `valueCount`, so that no check is needed. Leave it to
    /// the vocabulary.
    static var isNumberedSafely: Bool { get }
}

extension FiniteValue {
    /// The number of cases of an enum without payloads, otherwise what the product of the parts gives.
    @inlinable @inline(__always)
    public static var valueCount: Int {
        let count = EnumCases.plainCount(of: Self.self)
        return count >= 0 ? count : NumberTable.count(of: Self.self)
    }

    /// The position of an enum's case, or the number that the parts give.
    @inlinable @inline(__always)
    public var packed: UInt64 {
        // An enum without payloads is stored as the position of its case. Each cast stands behind the size that it needs: the
        // compiler sees to the others, which are never taken, too.
        if MemoryLayout<Self>.size == 0 { return 0 }
        if MemoryLayout<Self>.size == 1, EnumCases.plainCount(of: Self.self) >= 0 {
            return UInt64(unsafeBitCast(self, to: UInt8.self))
        }
        if MemoryLayout<Self>.size == 2, EnumCases.plainCount(of: Self.self) >= 0 {
            return UInt64(EnumCases.position(of: self))
        }
        return NumberTable.number(of: self)
    }

    /// The case at the given position, or the value of the parts that give the number.
    @inlinable @inline(__always)
    public init(packed: UInt64) {
        if MemoryLayout<Self>.size == 1, EnumCases.plainCount(of: Self.self) >= 0 {
            self = unsafeBitCast(UInt8(truncatingIfNeeded: packed), to: Self.self)
        } else if MemoryLayout<Self>.size == 2, EnumCases.plainCount(of: Self.self) >= 0 {
            self = EnumCases.value(at: packed)
        } else {
            self = NumberTable.value(packed)
        }
    }

    /// True for an enum without payloads: a search starts only if each case has its number.
    @inlinable @inline(__always)
    public static var isNumberedSafely: Bool { EnumCases.plainCount(of: Self.self) >= 0 }

    /// This value's number, to be kept: one that is not below `valueCount` would lose bits or damage its neighbours, so it
    /// is a fault.
    @inlinable @inline(__always)
    package var numberToKeep: UInt64 {
        let number = packed
        _ = Self.isInRange(number)
        return number
    }

    /// This value's number, to look something up. In a debug build it is looked at as the one to keep; where nothing is
    /// kept nothing is lost, and reading is the inner loop of a search.
    @inlinable @inline(__always)
    package var numberToFind: UInt64 {
        let number = packed
        assert(Self.isInRange(number), "a fault is raised, and found by whoever looks for faults")
        return number
    }

    /// True; a number that no value has is a fault on the way.
    @inlinable @inline(__always)
    static func isInRange(_ number: UInt64) -> Bool {
        if !isNumberedSafely, _slowPath(number >= UInt64(truncatingIfNeeded: valueCount)) {
            misnumbered(number)
        }
        return true
    }

    @inline(never)
    @usableFromInline
    static func misnumbered(_ number: UInt64) {
        SpecFault.raise(
            "a \(Self.self) has number \(number), and \(Self.self) says that it has \(valueCount) values, 0 to"
                + " \(valueCount - 1); make `valueCount` larger, or keep the value in its range")
    }

    /// Every value in the order of the numbers, without an array: for loops inside actions.
    @inlinable @inline(__always)
    public static var values: FiniteValues<Self> { FiniteValues() }
}

// The compiler sees without metadata that an enum that lists its cases has no payloads, and inlines what it would not
// otherwise: a third of the time of HotStuff. One that lists its cases by hand, with payloads, is
// refused where it is kept.
extension FiniteValue where Self: CaseIterable {
    /// The number of cases.
    @inlinable @inline(__always)
    public static var valueCount: Int { allCases.count }

    /// The position of the case.
    @inlinable @inline(__always)
    public var packed: UInt64 {
        switch MemoryLayout<Self>.size {
        case 1: UInt64(unsafeBitCast(self, to: UInt8.self))
        case 2: UInt64(EnumCases.position(of: self))
        default: 0
        }
    }

    /// The case at the given position.
    @inlinable @inline(__always)
    public init(packed: UInt64) {
        switch MemoryLayout<Self>.size {
        case 1: self = unsafeBitCast(UInt8(truncatingIfNeeded: packed), to: Self.self)
        case 2: self = EnumCases.value(at: packed)
        default: self = Self.allCases.first!
        }
    }
}

/// The values of a type in the order of their numbers.
@frozen
public struct FiniteValues<Value: FiniteValue>: RandomAccessCollection, Sendable {
    @inlinable @inline(__always)
    init() {}

    /// 0.
    @inlinable @inline(__always)
    public var startIndex: Int { 0 }
    /// The number of values.
    @inlinable @inline(__always)
    public var endIndex: Int { Value.valueCount }
    /// The value with the number `position`.
    @inlinable @inline(__always)
    public subscript(position: Int) -> Value { Value(packed: UInt64(truncatingIfNeeded: position)) }

    /// Visits the values in the order of their numbers.
    @frozen
    public struct Iterator: IteratorProtocol {
        @usableFromInline var upcoming: UInt64 = 0

        @inlinable @inline(__always)
        init() {}

        /// The next value, or nil after the last.
        @inlinable @inline(__always)
        public mutating func next() -> Value? {
            guard upcoming < UInt64(truncatingIfNeeded: Value.valueCount) else { return nil }
            defer { upcoming &+= 1 }
            return Value(packed: upcoming)
        }
    }

    /// An iterator over the values in the order of their numbers.
    @inlinable @inline(__always)
    public func makeIterator() -> Iterator { Iterator() }
}

extension Bool: FiniteValue {
    /// True.
    @inlinable @inline(__always)
    public static var isNumberedSafely: Bool { true }
    /// Two.
    @inlinable @inline(__always)
    public static var valueCount: Int { 2 }
    /// 0 for false, 1 for true.
    @inlinable @inline(__always)
    public var packed: UInt64 { self ? 1 : 0 }
    /// True unless the number is 0.
    @inlinable @inline(__always)
    public init(packed: UInt64) { self = packed != 0 }
}

extension ReplicaID: FiniteValue {
    /// True.
    @inlinable @inline(__always)
    public static var isNumberedSafely: Bool { true }
    /// Eight bits for each replica, so that an optional one fits as well.
    public typealias MapStorage = TwoWords
    /// Sixteen.
    @inlinable @inline(__always)
    public static var valueCount: Int { capacity }
    /// The replica's number.
    @inlinable @inline(__always)
    public var packed: UInt64 { UInt64(rawValue) }
    /// The replica with the given number.
    @inlinable @inline(__always)
    public init(packed: UInt64) { self.init(unchecked: UInt8(truncatingIfNeeded: packed)) }
}

extension ReplicaSet: FiniteValue {
    /// True.
    @inlinable @inline(__always)
    public static var isNumberedSafely: Bool { true }
    /// Sixteen bits for each replica.
    public typealias MapStorage = FourWords
    /// Two to the power of sixteen.
    @inlinable @inline(__always)
    public static var valueCount: Int { 1 << 16 }
    /// The membership bits.
    @inlinable @inline(__always)
    public var packed: UInt64 { UInt64(bits) }
    /// The set with the given membership bits.
    @inlinable @inline(__always)
    public init(packed: UInt64) { self.init(bits: UInt16(truncatingIfNeeded: packed)) }
}

extension Optional: FiniteValue where Wrapped: FiniteValue {
    /// As of the wrapped type.
    @inlinable @inline(__always)
    public static var isNumberedSafely: Bool { Wrapped.isNumberedSafely }
    /// That of the wrapped type, except that nil takes one more number.
    public typealias MapStorage = Wrapped.MapStorage
    /// That of the wrapped type.
    public typealias SetStorage = Wrapped.SetStorage
    /// One more than the wrapped type has.
    @inlinable @inline(__always)
    public static var valueCount: Int { Wrapped.valueCount + 1 }
    /// 0 for nil, otherwise one more than the wrapped value's number.
    @inlinable @inline(__always)
    public var packed: UInt64 {
        switch self {
        case .none: 0
        case .some(let value): value.packed &+ 1
        }
    }
    /// Nil for 0, otherwise the wrapped value of the number before.
    @inlinable @inline(__always)
    public init(packed: UInt64) {
        self = packed == 0 ? .none : .some(Wrapped(packed: packed &- 1))
    }
}

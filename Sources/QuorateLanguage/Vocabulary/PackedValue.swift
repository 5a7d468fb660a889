public import QuorateQuorums

/// A value out of a small set, numbered from 0, that fits in a few bits.
///
/// An enum without payloads gets everything for free: `enum Phase: PackedEnum { case working, prepared }`.
public protocol PackedValue: Hashable, Sendable, BitwiseCopyable {
    /// The words in which a ``ReplicaMap`` keeps one such value for each replica.
    associatedtype MapStorage: PackedStorage = OneWord
    /// How many values there are.
    static var valueCount: Int { get }
    /// This value's number, 0 to `valueCount` - 1.
    var packed: UInt64 { get }
    /// The value with the given number; other numbers never occur.
    init(packed: UInt64)
    /// Whether every value is sure to have a number below `valueCount`, so that nobody needs to look; false unless
    /// the vocabulary says so.
    static var isNumberedSafely: Bool { get }
}

extension PackedValue {
    /// False: a number that is written by hand is looked at whenever it is used.
    @inlinable @inline(__always)
    public static var isNumberedSafely: Bool { false }

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
    public static var values: PackedValues<Self> { PackedValues() }
}

/// The values of a type in the order of their numbers.
@frozen
public struct PackedValues<Value: PackedValue>: Sequence, IteratorProtocol {
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

/// An enum without payloads, of at most 256 cases, as a ``PackedValue``.
///
/// An enum of more than 16 cases says `typealias MapStorage = TwoWords`.
public protocol PackedEnum: PackedValue, CaseIterable {}

extension PackedEnum {
    /// True: a search starts only if `allCases` has every case, none with a payload.
    @inlinable @inline(__always)
    public static var isNumberedSafely: Bool { true }

    /// The number of cases.
    @inlinable
    public static var valueCount: Int { allCases.count }

    /// The position of the case: a payload-free enum is stored as that, in one byte.
    @inlinable @inline(__always)
    public var packed: UInt64 {
        MemoryLayout<Self>.size == 1 ? UInt64(unsafeBitCast(self, to: UInt8.self)) : 0
    }

    /// The case at the given position.
    @inlinable @inline(__always)
    public init(packed: UInt64) {
        if MemoryLayout<Self>.size == 1 {
            self = unsafeBitCast(UInt8(truncatingIfNeeded: packed), to: Self.self)
        } else {
            self = Self.allCases.first!
        }
    }
}

extension Bool: PackedValue {
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

extension ReplicaID: PackedValue {
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

extension ReplicaSet: PackedValue {
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

extension Optional: PackedValue where Wrapped: PackedValue {
    /// As of the wrapped type.
    @inlinable @inline(__always)
    public static var isNumberedSafely: Bool { Wrapped.isNumberedSafely }
    /// That of the wrapped type, except that nil takes one more number.
    public typealias MapStorage = Wrapped.MapStorage
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

/// An optional or other small value as a field of a state, kept as its number.
///
/// Swift's own optionals leave bytes unspecified when nil, so a state cannot hold them:
///
///     @Packed var leader: ReplicaID? = nil
@frozen
@propertyWrapper
public struct Packed<Value: PackedValue>: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline var number: UInt8

    /// Keeps `wrappedValue`; a type of more than 256 values does not fit.
    @inlinable @inline(__always)
    public init(wrappedValue: Value) {
        number = 0
        self.wrappedValue = wrappedValue
    }

    /// The value.
    @inlinable @inline(__always)
    public var wrappedValue: Value {
        get { Value(packed: UInt64(number)) }
        set {
            let bits = newValue.numberToKeep
            if _slowPath(bits > 255) { SpecFault.raise("\(newValue) does not fit in a packed field") }
            number = UInt8(truncatingIfNeeded: bits)
        }
    }
}

/// A whole number between `low` and `high`, both included, at most 256 different ones, in one byte.
///
/// Give a range with a negative end a name (`typealias Level = BoundedInt<-3, 12>`): in an expression Swift reads
/// `<-` as one operator.
///
/// A result outside the range is a mistake of the spec and is reported as such, with the action that did it.
@frozen
public struct BoundedInt<let low: Int, let high: Int>: Sendable, BitwiseCopyable {
    @usableFromInline var offset: UInt8

    /// The number `value`.
    @inlinable @inline(__always)
    public init(_ value: Int) {
        let distance = value &- low
        if _slowPath(UInt(bitPattern: distance) > UInt(bitPattern: high &- low) || distance > 255) {
            Self.outside(value)
            offset = 0
        } else {
            offset = UInt8(truncatingIfNeeded: distance)
        }
    }

    /// The number.
    @inlinable @inline(__always)
    public var value: Int { Int(offset) &+ low }

    @inline(never)
    @usableFromInline
    static func outside(_ value: Int) {
        SpecFault.raise("\(value) is outside the range \(low) to \(high) of a BoundedInt")
    }

    /// The number increased by `amount`.
    @inlinable @inline(__always)
    public static func + (left: BoundedInt, amount: Int) -> BoundedInt { BoundedInt(left.value &+ amount) }

    /// The number decreased by `amount`.
    @inlinable @inline(__always)
    public static func - (left: BoundedInt, amount: Int) -> BoundedInt { BoundedInt(left.value &- amount) }

    /// Increases the number by `amount`.
    @inlinable @inline(__always)
    public static func += (left: inout BoundedInt, amount: Int) { left = left + amount }

    /// Decreases the number by `amount`.
    @inlinable @inline(__always)
    public static func -= (left: inout BoundedInt, amount: Int) { left = left - amount }
}

extension BoundedInt: Hashable, Comparable {
    /// Equality of the numbers.
    @inlinable @inline(__always)
    public static func == (left: BoundedInt, right: BoundedInt) -> Bool { left.offset == right.offset }
    /// Feeds the number to `hasher`.
    @inlinable
    public func hash(into hasher: inout Hasher) { hasher.combine(offset) }
    /// Orders by number.
    @inlinable @inline(__always)
    public static func < (left: BoundedInt, right: BoundedInt) -> Bool { left.offset < right.offset }
}

// Against an `Int`, such as a parameter of the spec, which need not be in the range.
extension BoundedInt {
    /// Equality of the numbers.
    @inlinable @inline(__always)
    public static func == (left: BoundedInt, right: Int) -> Bool { left.value == right }
    /// Equality of the numbers.
    @inlinable @inline(__always)
    public static func == (left: Int, right: BoundedInt) -> Bool { left == right.value }
    /// Inequality of the numbers.
    @inlinable @inline(__always)
    public static func != (left: BoundedInt, right: Int) -> Bool { left.value != right }
    /// Inequality of the numbers.
    @inlinable @inline(__always)
    public static func != (left: Int, right: BoundedInt) -> Bool { left != right.value }
    /// Returns true if the first number is the smaller one.
    @inlinable @inline(__always)
    public static func < (left: BoundedInt, right: Int) -> Bool { left.value < right }
    /// Returns true if the first number is the smaller one.
    @inlinable @inline(__always)
    public static func < (left: Int, right: BoundedInt) -> Bool { left < right.value }
    /// Returns true if the first number is not the larger one.
    @inlinable @inline(__always)
    public static func <= (left: BoundedInt, right: Int) -> Bool { left.value <= right }
    /// Returns true if the first number is not the larger one.
    @inlinable @inline(__always)
    public static func <= (left: Int, right: BoundedInt) -> Bool { left <= right.value }
    /// Returns true if the first number is the larger one.
    @inlinable @inline(__always)
    public static func > (left: BoundedInt, right: Int) -> Bool { left.value > right }
    /// Returns true if the first number is the larger one.
    @inlinable @inline(__always)
    public static func > (left: Int, right: BoundedInt) -> Bool { left > right.value }
    /// Returns true if the first number is not the smaller one.
    @inlinable @inline(__always)
    public static func >= (left: BoundedInt, right: Int) -> Bool { left.value >= right }
    /// Returns true if the first number is not the smaller one.
    @inlinable @inline(__always)
    public static func >= (left: Int, right: BoundedInt) -> Bool { left >= right.value }
}

extension BoundedInt: ExpressibleByIntegerLiteral, CustomStringConvertible {
    /// The number as written.
    @inlinable @inline(__always)
    public init(integerLiteral value: Int) { self.init(value) }
    /// The number in decimal.
    public var description: String { "\(value)" }
}

extension BoundedInt: FiniteValue {
    /// True: no number outside the range is ever made.
    @inlinable @inline(__always)
    public static var isNumberedSafely: Bool { true }
    /// Eight bits for each replica.
    public typealias MapStorage = TwoWords
    /// The size of the range.
    @inlinable @inline(__always)
    public static var valueCount: Int { high &- low &+ 1 }
    /// The distance from `low`.
    @inlinable @inline(__always)
    public var packed: UInt64 { UInt64(offset) }
    /// The number at the given distance from `low`.
    @inlinable @inline(__always)
    public init(packed: UInt64) { offset = UInt8(truncatingIfNeeded: packed) }
}

public import QuorateQuorums

/// A key of one kind that is no replica: a client, a resource, an address. It prints as its prefix and number.
///
///     struct Client: Identifier { var number: UInt8; static let prefix = "c", count = 3 }
///
/// `Client.values` are c0, c1 and c2; a literal will do where a client is expected.
public protocol Identifier: FiniteValue, Comparable, ExpressibleByIntegerLiteral, CustomStringConvertible,
    SpecDescribable
{
    /// Text before the number in print, as `c` in c0.
    static var prefix: String { get }
    /// Number of identifiers, 1 to 256.
    static var count: Int { get }
    /// The number, from 0.
    var number: UInt8 { get }
    /// The one with the given number.
    init(number: UInt8)
}

extension Identifier {
    /// ``count``.
    @inlinable @inline(__always)
    public static var valueCount: Int { count }
    /// The number.
    @inlinable @inline(__always)
    public var packed: UInt64 { UInt64(number) }
    /// The one with the given number.
    @inlinable @inline(__always)
    public init(packed: UInt64) { self.init(number: UInt8(truncatingIfNeeded: packed)) }
    /// The one with the number as written.
    @inlinable @inline(__always)
    public init(integerLiteral value: UInt8) { self.init(number: value) }
    /// Orders by number.
    @inlinable @inline(__always)
    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
    /// The next one in the ring of all; the first after the last.
    @inlinable @inline(__always)
    public var next: Self { Self(packed: (packed &+ 1) % UInt64(truncatingIfNeeded: Self.count)) }
    /// The one before in the ring of all; the last before the first.
    @inlinable @inline(__always)
    public var previous: Self {
        Self(packed: (packed == 0 ? UInt64(truncatingIfNeeded: Self.count) : packed) &- 1)
    }
    /// Prefix and number.
    public var description: String { "\(Self.prefix)\(number)" }
    /// The name as it prints.
    public func specValue(for replicas: ReplicaSet) -> SpecValue { .string(description) }
}

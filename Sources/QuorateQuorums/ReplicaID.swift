/// The name of one replica: a number from 0 to 15.
///
/// Protocols that number their replicas from 1 add one when they print; sets and maps of replicas index by this.
@frozen
public struct ReplicaID: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The largest number of replicas that one system can have.
    public static let capacity = 16

    /// The replica's number, 0 to 15.
    public let rawValue: UInt8

    /// The replica with the given number.
    ///
    /// - Parameter number: 0 to 15; anything else is a mistake, which a search reports with the action that makes it.
    @inlinable @inline(__always)
    public init(_ number: Int) {
        if _slowPath(UInt(bitPattern: number) > 15) { Self.outside(number) }
        rawValue = UInt8(truncatingIfNeeded: number) & 15
    }

    @inline(never)
    @usableFromInline
    static func outside(_ number: Int) {
        ReplicaNumbers.report("\(number) is the number of no replica: they go from 0 to 15")
    }

    /// The replica whose number is the low four bits of `bits`; nothing is checked.
    @inlinable @inline(__always)
    public init(unchecked bits: UInt8) { rawValue = bits & 15 }

    /// The replica's number, for arithmetic on rings and for arrays.
    @inlinable @inline(__always)
    public var number: Int { Int(rawValue) }

    /// Orders replicas by number.
    @inlinable @inline(__always)
    public static func < (left: ReplicaID, right: ReplicaID) -> Bool { left.rawValue < right.rawValue }
}

extension ReplicaID: ExpressibleByIntegerLiteral {
    /// The replica with the given number, 0 to 15.
    @inlinable
    public init(integerLiteral value: Int) { self.init(value) }
}

extension ReplicaID: CustomStringConvertible {
    /// The letter r and the number, as in `r2`.
    public var description: String { "r\(rawValue)" }
}

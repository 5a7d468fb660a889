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
    /// - Parameter number: 0 to 15; anything else is a programming error.
    @inlinable @inline(__always)
    public init(_ number: Int) {
        precondition(UInt(bitPattern: number) < 16, "a replica's number is between 0 and 15")
        rawValue = UInt8(truncatingIfNeeded: number)
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

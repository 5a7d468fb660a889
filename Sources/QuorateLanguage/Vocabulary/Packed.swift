/// An optional or other small value as a field of a state, kept as its number.
///
/// Swift's own optionals leave bytes unspecified when nil, so a state cannot hold them:
///
///     @Packed var leader: ReplicaID? = nil
@frozen
@propertyWrapper
public struct Packed<Value: FiniteValue>: Hashable, Sendable, BitwiseCopyable {
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

extension Packed: FiniteValue {
    /// As of the value.
    @inlinable @inline(__always)
    public static var isNumberedSafely: Bool { Value.isNumberedSafely }
    /// That of the value.
    public typealias MapStorage = Value.MapStorage
    /// That of the value.
    public typealias SetStorage = Value.SetStorage
    /// As many as the value has.
    @inlinable @inline(__always)
    public static var valueCount: Int { Value.valueCount }
    /// The value's number.
    @inlinable @inline(__always)
    public var packed: UInt64 { UInt64(number) }
    /// The value with the given number.
    @inlinable @inline(__always)
    public init(packed: UInt64) { number = UInt8(truncatingIfNeeded: packed) }
}

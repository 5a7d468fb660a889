public import QuorateLanguage

/// A read-write register: a read gives the value that was written last.
@frozen
public struct Register<Value: Hashable & Sendable>: SequentialObject {
    /// Operation of a register.
    @frozen
    public enum Call: Hashable, Sendable {
        case read
        case write(Value)
    }

    /// Result of an operation of a register.
    @frozen
    public enum Answer: Hashable, Sendable {
        /// End of a write.
        case written
        /// Value that was read.
        case value(Value)
    }

    /// Value before the first write.
    public let initialState: Value

    /// The register that holds `value` before the first write.
    @inlinable
    public init(initially value: Value) { initialState = value }

    /// Reads or writes the value.
    @inlinable
    public func perform(_ call: Call, by client: Int, on state: inout Value) -> Answer? {
        switch call {
        case .read: return .value(state)
        case .write(let value):
            state = value
            return .written
        }
    }

    /// A read.
    @inlinable
    public func isObservation(_ call: Call, answered answer: Answer) -> Bool { call == .read }
}

extension Register.Call: BitwiseCopyable where Value: BitwiseCopyable {}
extension Register.Answer: BitwiseCopyable where Value: BitwiseCopyable {}

extension Register.Call: FiniteValue where Value: FiniteValue {
    /// One more than there are values.
    @inlinable
    public static var valueCount: Int { Value.valueCount + 1 }
    /// 0 for a read, otherwise one more than the number of the value.
    @inlinable
    public var packed: UInt64 {
        switch self {
        case .read: 0
        case .write(let value): value.packed &+ 1
        }
    }
    /// The call with the given number.
    @inlinable
    public init(packed: UInt64) { self = packed == 0 ? .read : .write(Value(packed: packed &- 1)) }
}

extension Register.Answer: FiniteValue where Value: FiniteValue {
    /// One more than there are values.
    @inlinable
    public static var valueCount: Int { Value.valueCount + 1 }
    /// 0 for the end of a write, otherwise one more than the number of the value.
    @inlinable
    public var packed: UInt64 {
        switch self {
        case .written: 0
        case .value(let value): value.packed &+ 1
        }
    }
    /// The answer with the given number.
    @inlinable
    public init(packed: UInt64) { self = packed == 0 ? .written : .value(Value(packed: packed &- 1)) }
}

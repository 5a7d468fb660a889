public import QuorateLanguage

/// A register with compare-and-swap: it writes a value only where another one stands.
@frozen
public struct CompareAndSwapRegister<Value: Hashable & Sendable>: SequentialObject {
    /// Operation of the register.
    @frozen
    public enum Call: Hashable, Sendable {
        case read
        case write(Value)
        case compareAndSwap(from: Value, to: Value)
    }

    /// Result of an operation of the register.
    @frozen
    public enum Answer: Hashable, Sendable {
        /// End of a write.
        case written
        /// Value that was read.
        case value(Value)
        /// End of a compare-and-swap: true where it has written.
        case swapped(Bool)
    }

    /// Value before the first write.
    public let initialState: Value

    /// The register that holds `value` before the first write.
    @inlinable
    public init(initially value: Value) { initialState = value }

    /// Reads, writes, or compares and writes.
    @inlinable
    public func perform(_ call: Call, by client: Int, on state: inout Value) -> Answer? {
        switch call {
        case .read: return .value(state)
        case .write(let value):
            state = value
            return .written
        case .compareAndSwap(let old, let new):
            let isEqual = state == old
            if isEqual { state = new }
            return .swapped(isEqual)
        }
    }

    /// A read, and a compare-and-swap that found another value.
    @inlinable
    public func isObservation(_ call: Call, answered answer: Answer) -> Bool {
        call == .read || answer == .swapped(false)
    }
}

extension CompareAndSwapRegister.Call: BitwiseCopyable where Value: BitwiseCopyable {}
extension CompareAndSwapRegister.Answer: BitwiseCopyable where Value: BitwiseCopyable {}
extension CompareAndSwapRegister.Call: FiniteValue where Value: FiniteValue {}
extension CompareAndSwapRegister.Answer: FiniteValue where Value: FiniteValue {}

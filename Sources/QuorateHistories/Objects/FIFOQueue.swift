public import QuorateLanguage

/// A queue: the value that was put in first comes out first.
@frozen
public struct FIFOQueue<Value: Hashable & Sendable>: SequentialObject {
    /// Operation of a queue.
    @frozen
    public enum Call: Hashable, Sendable {
        case enqueue(Value)
        case dequeue
    }

    /// Result of an operation of a queue.
    @frozen
    public enum Answer: Hashable, Sendable {
        /// End of an enqueue.
        case enqueued
        /// Value that was taken out.
        case dequeued(Value)
        /// Nothing to take out.
        case empty
    }

    /// The queue without values.
    @inlinable
    public init() {}

    /// No values.
    @inlinable
    public var initialState: [Value] { [] }

    /// Puts a value in at the end, or takes one out at the front.
    @inlinable
    public func perform(_ call: Call, by client: Int, on state: inout [Value]) -> Answer? {
        switch call {
        case .enqueue(let value):
            state.append(value)
            return .enqueued
        case .dequeue:
            return state.isEmpty ? .empty : .dequeued(state.removeFirst())
        }
    }

    /// A dequeue that found nothing.
    @inlinable
    public func isObservation(_ call: Call, answered answer: Answer) -> Bool { answer == .empty }
}

extension FIFOQueue.Call: BitwiseCopyable where Value: BitwiseCopyable {}
extension FIFOQueue.Answer: BitwiseCopyable where Value: BitwiseCopyable {}
extension FIFOQueue.Call: FiniteValue where Value: FiniteValue {}
extension FIFOQueue.Answer: FiniteValue where Value: FiniteValue {}

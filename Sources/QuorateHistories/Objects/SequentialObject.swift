/// An object that clients share, as it behaves for one client after the other: what a concurrent history is compared with.
///
/// Herlihy and Wing, "Linearizability: A Correctness Condition for Concurrent Objects", ACM Transactions on Programming
/// Languages and Systems 12 (1990), section 2. Each call has one answer and one effect.
public protocol SequentialObject: Sendable {
    /// Content of the object between two calls.
    associatedtype State: Hashable & Sendable
    /// Operation with its arguments.
    associatedtype Call: Hashable & Sendable
    /// Result of an operation.
    associatedtype Answer: Hashable & Sendable

    /// Content before the first call.
    var initialState: State { get }

    /// Performs a call and gives its answer; nil where it has to wait, as at a lock that another client holds.
    func perform(_ call: Call, by client: Int, on state: inout State) -> Answer?

    /// Certainty that a call with this answer changes nothing, wherever it stands; false unless said, which costs time
    /// only.
    func isObservation(_ call: Call, answered answer: Answer) -> Bool
}

extension SequentialObject {
    /// False.
    @inlinable
    public func isObservation(_ call: Call, answered answer: Answer) -> Bool { false }
}

public import QuorateLanguage

/// A lock: one client at a time has it, and only that one gives it back.
@frozen
public struct Lock: SequentialObject {
    /// Operation of a lock.
    @frozen
    public enum Call: FiniteValue, CaseIterable { case acquire, release }

    /// Result of an operation of a lock.
    @frozen
    public enum Answer: FiniteValue, CaseIterable { case done }

    /// The lock that nobody has.
    @inlinable
    public init() {}

    /// Nobody.
    @inlinable
    public var initialState: Int? { nil }

    /// Gives the lock to the client, or takes it back; nil while another one has it.
    @inlinable
    public func perform(_ call: Call, by client: Int, on holder: inout Int?) -> Answer? {
        switch call {
        case .acquire:
            guard holder == nil else { return nil }
            holder = client
        case .release:
            guard holder == client else { return nil }
            holder = nil
        }
        return .done
    }
}

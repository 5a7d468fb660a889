/// Condition on the order in which the operations of a history may have taken effect.
public enum OrderCondition: String, Hashable, Sendable, CaseIterable {
    /// An operation takes effect between its call and its answer. Herlihy and Wing (1990).
    case linearizability
    /// Operations of one process take effect in their order, whatever the time. Lamport, "How to Make a Multiprocessor
    /// Computer That Correctly Executes Multiprocess Programs", IEEE Transactions on Computers 28 (1979).
    case sequentialConsistency
}

/// Result of the search for an order that explains a history.
public struct HistoryCheck: Hashable, Sendable {
    /// Answer to the question.
    public enum Finding: Hashable, Sendable {
        /// The operations in an order that explains every answer; those that took no effect are left out.
        case explained(order: [Int])
        /// No order explains the history.
        case unexplained(Unexplained)
        /// The limit came first.
        case unknown
    }

    /// The part of a history that no order explains.
    public struct Unexplained: Hashable, Sendable {
        /// Number of the last event of the prefix.
        public let lastEvent: Int
        /// False where the limit kept a shorter prefix from being looked at.
        public let isShortest: Bool
        /// An order that explains the history before that event; for a prefix that is not the shortest, before an
        /// earlier one.
        public let lastOrder: [Int]
    }

    /// Answer to the question.
    public let finding: Finding
    /// Number of states - operations that took effect, and the content of the object - that were looked at, those for
    /// shorter prefixes included.
    public let statesLookedAt: Int
}

/// A witness that its own check refuses: a mistake of this library.
public struct WitnessError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Description of what is wrong.
    public let description: String
}

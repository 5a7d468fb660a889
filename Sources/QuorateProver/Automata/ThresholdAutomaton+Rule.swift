public import QuorateQuorums

extension ThresholdAutomaton {
    /// A step of one process from a location to another, when a guard is met, with what it adds to counters.
    public struct Rule: Hashable, Sendable {
        /// A number of messages more in a counter.
        public struct Effect: Hashable, Sendable {
            /// Name of the counter.
            public let counter: String
            /// Number that is added, 0 or more.
            public let increase: Int

            /// The effect that `counter` grows by `increase`.
            public init(_ counter: String, by increase: Int = 1) {
                self.counter = counter
                self.increase = increase
            }
        }

        /// Label for a reader; the empty one stands for the rule's position.
        public let label: String
        /// Name of the location that the process leaves.
        public let from: String
        /// Name of the location that it enters; the same for a self-loop, which changes nothing.
        public let to: String
        /// Condition.
        public let condition: Guard
        /// Growth of counters.
        public let effects: [Effect]
        /// True where a process must not wait for ever once the condition is certain; crashes are not owed.
        public let isOwed: Bool

        /// The rule of these parts.
        public init(
            _ label: String = "", from: String, to: String, when condition: Guard = .always,
            effects: [Effect] = [], isOwed: Bool
        ) {
            self.label = label
            self.from = from
            self.to = to
            self.condition = condition
            self.effects = effects
            self.isOwed = isOwed
        }

        /// A step of a correct process: it takes it, or another one, once the condition is certain.
        public static func step(
            _ from: Quantity, to: Quantity, when condition: Guard = .always, sending: Messages...,
            counting: [Quantity] = []
        ) -> Rule {
            Rule(
                from: name(from), to: name(to), when: condition,
                effects: effects(sending.map(\.sent) + counting), isOwed: true)
        }

        /// A step that may happen and is never owed, as a crash.
        public static func fault(
            _ from: Quantity, to: Quantity, when condition: Proposition = .all([]), counting: [Quantity] = []
        ) -> Rule {
            Rule(
                from: name(from), to: name(to), when: .known(condition), effects: effects(counting),
                isOwed: false)
        }

        private static func effects(_ counters: [Quantity]) -> [Effect] { counters.map { Effect(name($0)) } }
    }
}

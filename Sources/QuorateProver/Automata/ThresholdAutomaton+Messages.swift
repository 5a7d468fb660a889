public import QuorateQuorums

extension ThresholdAutomaton {
    /// Messages of a kind that a process may have received: those that were sent, and those of faulty processes.
    ///
    /// Faulty processes are accounted for here and nowhere else. A comparison is a ``Guard``: `echo >= t + 1` can
    /// be true once the faulty ones help, and must become true when enough correct processes have sent:
    ///
    ///     let echo = ThresholdAutomaton.Messages("echo", fromFaulty: f)
    ///     echo >= t + 1          // possible: echo + f >= t + 1, certain: echo >= t + 1
    ///     2 * echo > n + t       // possible: 2 (echo + f) > n + t
    ///     echo < t + 1           // possible: echo < t + 1, certain: echo + f < t + 1
    public struct Messages: Hashable, Sendable {
        /// Messages that reach every correct process.
        public let sent: Quantity
        /// Messages that some correct processes may receive and others not.
        public let doubtful: Quantity

        /// The messages in the counter `name`, and at most `doubtful` others.
        public init(_ name: String, fromFaulty doubtful: Quantity = 0) {
            self.init(sent: .parameter(name), doubtful: doubtful)
        }

        private init(sent: Quantity, doubtful: Quantity) {
            self.sent = sent
            self.doubtful = doubtful
        }

        /// Messages of both kinds together; the same faulty processes count once.
        public static func + (left: Messages, right: Messages) -> Messages {
            // As arrays, since == of quantities is a proposition.
            let isShared = [left.doubtful] == [right.doubtful]
            return Messages(
                sent: left.sent + right.sent,
                doubtful: isShared ? left.doubtful : left.doubtful + right.doubtful)
        }

        /// A multiple, as in `2 * echo > n`.
        public static func * (factor: Int, messages: Messages) -> Messages {
            Messages(
                sent: factor * messages.sent,
                doubtful: messages.areCertain ? 0 : factor * messages.doubtful)
        }

        private var areCertain: Bool { if case .number(0) = doubtful { true } else { false } }

        private var all: Quantity { areCertain ? sent : sent + doubtful }

        /// At least that many were received.
        public static func >= (received: Messages, threshold: Quantity) -> Guard {
            Guard(possible: received.all >= threshold, certain: received.sent >= threshold)
        }
        /// More than that were received.
        public static func > (received: Messages, threshold: Quantity) -> Guard {
            Guard(possible: received.all > threshold, certain: received.sent > threshold)
        }
        /// Fewer than that have been sent so far.
        public static func < (received: Messages, threshold: Quantity) -> Guard {
            Guard(possible: received.sent < threshold, certain: received.all < threshold)
        }
        /// At most that many have been sent so far.
        public static func <= (received: Messages, threshold: Quantity) -> Guard {
            Guard(possible: received.sent <= threshold, certain: received.all <= threshold)
        }
    }

    /// Condition of a rule, as what is possible and as what is certain.
    public struct Guard: Hashable, Sendable {
        /// Condition under which a process may take the rule.
        public let possible: Proposition
        /// Condition under which a process cannot wait for ever; it implies ``possible``.
        public let certain: Proposition

        /// The guard with a condition for each.
        public init(possible: Proposition, certain: Proposition) {
            self.possible = possible
            self.certain = certain
        }

        /// The guard whose condition is known to every process, as the number of crashes in `crashed < f`.
        public static func known(_ condition: Proposition) -> Guard {
            Guard(possible: condition, certain: condition)
        }

        /// Nothing is waited for.
        public static let always = known(.all([]))

        /// Both are waited for.
        public static func && (left: Guard, right: Guard) -> Guard {
            Guard(possible: left.possible && right.possible, certain: left.certain && right.certain)
        }
        /// One of them is enough.
        public static func || (left: Guard, right: Guard) -> Guard {
            Guard(possible: left.possible || right.possible, certain: left.certain || right.certain)
        }
    }
}

import QuorateQuorums

extension RandomizedConsensus {
    /// Facts about one round, whatever it starts with, from which everything about all rounds follows.
    static func facts(_ roles: Roles, _ support: (Int) -> Proposition) -> [ThresholdAutomaton.Property] {
        [0, 1].flatMap { value -> [ThresholdAutomaton.Property] in
            let others = empty(roles.otherEndings(than: value))
            let isUnanimous = roles.starting[1 - value] == 0
            return [
                .always("decision-\(value)", roles.decided[value] == 0 || others),
                .always("unanimity-\(value)", others, given: isUnanimous),
                .eventually(
                    "unanimous-decision-\(value)",
                    empty(roles.beforeTheEnd + [roles.adopted[value]] + roles.otherEndings(than: value)),
                    given: isUnanimous),
                .always(
                    "support-\(value)", empty([roles.decided[value], roles.adopted[value]]),
                    given: !support(value)),
            ]
        } + [
            .init("one-support", .now(!(support(0) && support(1))), ofJustRuns: false),
            .eventually("end-of-round", empty(roles.beforeTheEnd)),
        ]
    }

    private static func empty(_ locations: [Quantity]) -> Proposition { .all(locations.map { $0 == 0 }) }

    /// Statement about all rounds.
    public enum Goal: String, CaseIterable, Sendable {
        case agreement, validity, termination

        /// Names of the facts about one round from which it follows.
        public var facts: [String] {
            let unanimity = ["unanimity-0", "unanimity-1"]
            return switch self {
            case .agreement: ["decision-0", "decision-1"] + unanimity
            case .validity: unanimity
            case .termination:
                [
                    "end-of-round", "unanimous-decision-0", "unanimous-decision-1", "support-0", "support-1",
                    "one-support",
                ]
            }
        }

        /// The way from the facts to the statement, a sentence each.
        public var argument: [String] {
            switch self {
            case .agreement:
                [
                    "Of the first round with a decision all processes come with that value, and no coin (decision).",
                    "A round that all start with one value ends with it, and no other is decided (unanimity).",
                ]
            case .validity:
                ["A round that all start with one value ends with it, and no other is decided (unanimity)."]
            case .termination:
                [
                    "Every round comes to an end (end-of-round).",
                    "At its start at most one value is such that anybody can adopt or decide it (support, one-support).",
                    "All coins of the round show that value with a probability of at least one in 2 to the power n.",
                    "The next round all start with one value then, and all decide (unanimous-decision).",
                ]
            }
        }

        /// Suppositions, proved by nobody here, in lines.
        public var assumptions: [String] {
            switch self {
            case .agreement, .validity:
                [
                    "closed rounds: a step of a round reads and sends messages of that round only,",
                    "so that a run in which all goes round by round has the same decisions",
                    "(Bertrand, Konnov, Lazić and Widder, CONCUR 2019)",
                ]
            case .termination:
                [
                    "round-rigid runs: all steps of a round are taken before any of a later round,",
                    "whoever schedules them and whatever is known of past coins",
                    "(Bertrand, Konnov, Lazić and Widder, CONCUR 2019)",
                    "coins are fair and independent",
                    "whoever has decided goes on into the next rounds, and sends there what the others wait for",
                    "a process with a step to take takes one in the end, and messages between correct processes arrive",
                ]
            }
        }
    }

    /// The statement in words.
    public func sentence(of goal: Goal) -> String {
        switch (goal, hasLiars) {
        case (.agreement, false): "No two processes decide different values, in whatever rounds."
        case (.agreement, true): "No two correct processes decide different values, in whatever rounds."
        case (.validity, false): "A value that nobody starts with is not decided in any round."
        case (.validity, true):
            "A value that no correct process starts with is not decided by a correct one in any round."
        case (.termination, _): "With probability 1 every process that does not fail decides."
        }
    }
}

extension RandomizedConsensus {
    /// Names of the facts about one round from which the statement follows.
    public func facts(for goal: Goal) -> [String] {
        let unanimity = ["unanimity-0", "unanimity-1"]
        return switch goal {
        case .agreement: ["decision-0", "decision-1"] + unanimity
        case .validity: unanimity
        case .termination:
            ["end-of-round", "unanimous-decision-0", "unanimous-decision-1"]
                + (isFixedByCoins
                    ? ["proposed-0", "proposed-1", "binding-0", "binding-1", "one-proposal"]
                    : ["support-0", "support-1", "one-support"])
        }
    }

    /// The way from the facts to the statement, a sentence each.
    public func argument(for goal: Goal) -> [String] {
        let unanimity =
            "A round that all start with one value ends with it, and no other is decided (unanimity)."
        return switch goal {
        case .agreement:
            [
                "Of the first round with a decision all processes come with that value, and no coin (decision).",
                unanimity,
            ]
        case .validity: [unanimity]
        case .termination:
            ["Every round comes to an end (end-of-round)."] + fixing + [
                "All coins of the round show that value with a probability of at least one in 2 to the power n.",
                "The next round all start with one value then, and all decide (unanimous-decision).",
            ]
        }
    }

    /// The reason for there being one value, whichever coins there are.
    private var fixing: [String] {
        isFixedByCoins
            ? [
                "At most one value is proposed in it, and nobody adopts or decides another one (one-proposal, proposed);",
                "what has not been proposed when the first coin is thrown nobody adopts or decides later on (binding).",
            ]
            : [
                "At its start at most one value is such that anybody can adopt or decide it (support, one-support)."
            ]
    }

    /// Suppositions, proved by nobody here, in lines.
    public func assumptions(for goal: Goal) -> [String] {
        let general =
            switch goal {
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
        return general + suppositions
    }
}

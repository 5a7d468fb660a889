import QuorateQuorums

extension ConsensusInRounds {
    /// Names of the facts about one round, and of claims of a broadcast in it, from which the statement follows; none where
    /// the statement is not made.
    public func facts(for goal: Goal) -> [String] {
        let (unanimity, decision) = (pair("unanimity"), pair("decision"))
        let ends = ["end-of-round"] + pair("unanimous-decision")
        return switch (goal, ground) {
        case (_, .favourites): factsOfFavourites(for: goal)
        case (.agreement, .majorities): decision + pair("majority")
        case (.agreement, _): decision + unanimity
        case (.validity, _): unanimity
        case (.termination, .supports): ends + pair("support") + ["one-support"]
        case (.termination, .proposals): ends + pair("proposed") + pair("binding") + ["one-proposal"]
        case (.termination, .majorities): ends + ["one-value"] + pair("binding") + ["one-left"]
        case (.oneStep, .majorities): pair("one-step")
        case (.oneStep, _): []
        }
    }

    func pair(_ name: String) -> [String] { ["\(name)-0", "\(name)-1"] }

    /// The way from the facts to the statement, a sentence each.
    public func argument(for goal: Goal) -> [String] {
        let unanimity =
            "A round that all start with one value ends with it, and no other is decided (unanimity)."
        return switch (goal, ground) {
        case (_, .favourites): argumentOfFavourites(for: goal)
        case (.agreement, .majorities):
            [
                "With a decision, more than (n + t)/2 correct processes come with that value from its round (decision),",
                "whatever the coins show; and where so many start a round with it, so many end it, and nobody decides",
                "another one (majority).",
            ]
        case (.agreement, _):
            [
                "Of the first round with a decision all processes come with that value, and no coin (decision).",
                unanimity,
            ]
        case (.validity, _): [unanimity]
        case (.termination, _):
            ["Every round comes to an end (end-of-round)."] + fixing + [
                "All coins of the round show that value with a probability of at least one in 2 to the power n.",
                "The next round all start with one value then, and all decide (unanimous-decision).",
            ]
        case (.oneStep, _):
            ["Whoever has looked at its votes in the first round has decided (one-step)."]
        }
    }

    /// The reason for there being one value, whichever coins there are.
    private var fixing: [String] {
        switch ground {
        case .proposals:
            [
                "At most one value is proposed in it, and nobody adopts or decides another one (one-proposal, proposed);",
                "what has not been proposed when the first coin is thrown nobody adopts or decides later on (binding).",
            ]
        case .majorities:
            [
                "At most one value is kept in it (one-value); when the first coin is thrown one at most is left that can be",
                "(one-left), and the other one nobody keeps later on (binding).",
            ]
        case .supports, .favourites:
            [
                "At its start at most one value is such that anybody can adopt or decide it (support, one-support)."
            ]
        }
    }

    /// Suppositions, proved by nobody here, in lines: the condition on the parameters first.
    public func assumptions(for goal: Goal) -> [String] {
        (round(for: goal).condition.map { [$0] } ?? [])
            + (goal == .termination ? assumptionsOfTermination : Self.closedRounds) + suppositions
    }

    private static let closedRounds = [
        "closed rounds: a step of a round reads and sends messages of that round only,",
        "so that a run in which all goes round by round has the same decisions",
        "(Bertrand, Konnov, Lazić and Widder, CONCUR 2019)",
    ]

    private var assumptionsOfTermination: [String] {
        let lasting = [
            "whoever has decided goes on into the next rounds, and sends there what the others wait for",
            "a process with a step to take takes one in the end, and messages between correct processes arrive",
        ]
        if ground == .favourites { return fairness + Self.closedRounds + lasting }
        return [
            "round-rigid runs: all steps of a round are taken before any of a later round,",
            "whoever schedules them and whatever is known of past coins",
            "(Bertrand, Konnov, Lazić and Widder, CONCUR 2019)",
            "coins are fair and independent",
        ] + lasting
    }

    /// The theorem in a few words on which the statement rests.
    func brief(_ goal: Goal) -> String {
        if goal != .termination { return "closed rounds" }
        return ground == .favourites ? "fair broadcasts" : "round-rigid runs"
    }
}

import QuorateQuorums

extension ConsensusInRounds {
    /// Facts about a round in which whoever decides goes on like everybody, and a majority is what lasts.
    ///
    /// A process that has not ended otherwise than with a value counts as one that will have it: in runs that go round by
    /// round it takes no step of a later round before it has ended this one.
    static func facts(of majorities: Majorities, _ roles: Roles) -> [ThresholdAutomaton.Property] {
        guard let decisions = roles.decisions else { return [] }
        return [0, 1].flatMap { value in
            facts(of: majorities, roles, decisions, value)
        } + [
            .always("one-value", roles.adopted[0] == 0 || roles.adopted[1] == 0),
            .always("one-left", roles.coin == 0 || majorities.isOut(0) || majorities.isOut(1)),
            .eventually("end-of-round", empty(roles.beforeTheEnd)),
        ]
    }

    private static func facts(
        of majorities: Majorities, _ roles: Roles, _ decisions: Decisions, _ value: Int
    ) -> [ThresholdAutomaton.Property] {
        let decided = decisions.counters
        let others = roles.adopted[1 - value] + roles.coin
        let lasts = decided[1 - value] == 0 && majorities.isEnough(2 * (majorities.processes - others))
        let isUnanimous = roles.starting[1 - value] == 0
        let past = decisions.past.dropFirst().reduce(decisions.past[0], +)
        let isLeft = RunFormula.now(roles.coin > 0 && majorities.isOut(value))
        return [
            .always("decision-\(value)", decided[value] == 0 || lasts),
            .always("majority-\(value)", lasts, given: majorities.isEnough(2 * roles.starting[value])),
            .always(
                "unanimity-\(value)", decided[1 - value] == 0 && others == 0, given: isUnanimous),
            .always("one-step-\(value)", past == decided[value], given: isUnanimous),
            .eventually(
                "unanimous-decision-\(value)", decided[value] == majorities.processes, given: isUnanimous),
            .init(
                "binding-\(value)", .always(isLeft.implies(.always(.now(roles.adopted[value] == 0)))),
                ofJustRuns: false),
        ]
    }
}

import QuorateQuorums

extension ConsensusInRounds {
    /// Facts about one round, whatever it starts with, from which everything about all rounds follows.
    static func facts(_ roles: Roles, _ choice: Choice) -> [ThresholdAutomaton.Property] {
        if case .majorities(let majorities) = choice { return facts(of: majorities, roles) }
        return [0, 1].flatMap { value -> [ThresholdAutomaton.Property] in
            let others = empty(roles.otherEndings(than: value))
            let isUnanimous = roles.starting[1 - value] == 0
            return [
                .always("decision-\(value)", roles.decided[value] == 0 || others),
                .always("unanimity-\(value)", others, given: isUnanimous),
                .eventually(
                    "unanimous-decision-\(value)",
                    empty(roles.beforeTheEnd + [roles.adopted[value]] + roles.otherEndings(than: value)),
                    given: isUnanimous),
            ]
        } + facts(of: choice, roles) + [.eventually("end-of-round", empty(roles.beforeTheEnd))]
    }

    /// Facts by which at most one value can be adopted or decided in a round, whichever coins it has.
    private static func facts(of choice: Choice, _ roles: Roles) -> [ThresholdAutomaton.Property] {
        func none(of value: Int) -> Proposition { empty([roles.decided[value], roles.adopted[value]]) }
        return switch choice {
        case .atTheStart(let support):
            [0, 1].map { .always("support-\($0)", none(of: $0), given: !support($0)) } + [
                .init("one-support", .now(!(support(0) && support(1))), ofJustRuns: false)
            ]
        case .beforeCoins(let proposals):
            // Without any coin all have a value that was proposed; with one, also later nobody has another.
            [0, 1].map { .always("proposed-\($0)", proposals[$0] > 0 || none(of: $0)) }
                + [0, 1].map { value in
                    let isOut = RunFormula.now(roles.coin > 0 && proposals[value] == 0)
                    return .init(
                        "binding-\(value)", .always(isOut.implies(.always(.now(none(of: value))))),
                        ofJustRuns: false)
                } + [.always("one-proposal", proposals[0] == 0 || proposals[1] == 0)]
        case .majorities: []
        }
    }

    static func empty(_ locations: [Quantity]) -> Proposition { .all(locations.map { $0 == 0 }) }
}

import QuorateQuorums

extension RandomizedConsensus {
    /// Facts about one round, whatever it starts with, from which everything about all rounds follows.
    static func facts(_ roles: Roles, _ choice: Choice) -> [ThresholdAutomaton.Property] {
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
        }
    }

    private static func empty(_ locations: [Quantity]) -> Proposition { .all(locations.map { $0 == 0 }) }

    /// Statement about all rounds.
    public enum Goal: String, CaseIterable, Sendable {
        case agreement, validity, termination
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

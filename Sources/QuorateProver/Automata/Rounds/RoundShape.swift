import QuorateQuorums

/// Shape that a round must have for what is proved of one round to say something of all.
struct RoundShape {
    private let roles: ConsensusInRounds.Roles
    private let rules: [ThresholdAutomaton.Rule]

    init(_ roles: ConsensusInRounds.Roles, _ rules: [ThresholdAutomaton.Rule]) {
        self.roles = roles
        self.rules = rules
    }

    var mistakes: [String] {
        let decided = roles.decisions?.counters ?? roles.decided
        let pairs = [roles.starting, decided, roles.adopted]
        return (pairs.allSatisfy { $0.count == 2 } ? [] : ["there are two values, and a location for each"])
            + rules.enumerated().flatMap { position, rule in
                mistakes(rule).map { "rule \(position) (\(rule.from) → \(rule.to)) \($0)" }
            }
    }

    private func mistakes(_ rule: ThresholdAutomaton.Rule) -> [String] {
        if let step = lyingStep(rule) { return mistakes(ofLie: rule, in: step) }
        return isCrash(rule) ? mistakes(ofCrash: rule) : mistakes(ofStep: rule)
    }

    /// Step of a round in which a liar says something by this rule, or nil.
    private func lyingStep(_ rule: ThresholdAutomaton.Rule) -> Int? {
        roles.liars?.silent.firstIndex { ThresholdAutomaton.name($0) == rule.from }
    }

    /// A lie is one of a limited number in its step, and never owed.
    private func mistakes(ofLie rule: ThresholdAutomaton.Rule, in step: Int) -> [String] {
        guard let liars = roles.liars, step < liars.heard.count,
            rule.to == ThresholdAutomaton.name(liars.heard[step])
        else { return ["is a lie that goes elsewhere"] }
        return rule.isOwed ? ["is a lie that is owed"] : []
    }

    private func isCrash(_ rule: ThresholdAutomaton.Rule) -> Bool {
        roles.crashes.map { rule.to == ThresholdAutomaton.name($0.location) } ?? false
    }

    /// A step goes on within the round, and is owed; the number of crashes, which all rounds share, is nothing to it.
    private func mistakes(ofStep rule: ThresholdAutomaton.Rule) -> [String] {
        var mistakes: [String] = []
        if !names(roles.beforeTheEnd).contains(rule.from) { mistakes.append("leaves a location of the end") }
        if !names(roles.waiting + roles.ending).contains(rule.to) {
            mistakes.append("goes back to the start")
        }
        if !rule.isOwed { mistakes.append("is not owed") }
        if let decisions = roles.decisions { mistakes += self.mistakes(ofVote: rule, decisions) }
        guard let counter = roles.crashes.map({ ThresholdAutomaton.name($0.counter) }) else {
            return mistakes
        }
        if [rule.condition.possible, rule.condition.certain].contains(where: { $0.mentions(counter) }) {
            mistakes.append("waits for crashes")
        }
        if rule.effects.contains(where: { $0.counter == counter }) { mistakes.append("counts as a crash") }
        return mistakes
    }

    /// A process comes by the vote once, and decides there or not at all, so that the counters say who has decided.
    private func mistakes(
        ofVote rule: ThresholdAutomaton.Rule, _ decisions: ConsensusInRounds.Decisions
    ) -> [String] {
        let (voting, past) = (names(decisions.voting), names(decisions.past))
        let counted = rule.effects.filter { names(decisions.counters).contains($0.counter) }
        var mistakes: [String] = []
        if !counted.isEmpty, !(voting.contains(rule.from) && past.contains(rule.to)) {
            mistakes.append("decides elsewhere than at the vote")
        }
        if counted.count > 1 || counted.contains(where: { $0.increase != 1 }) {
            mistakes.append("does not count as one decision")
        }
        if past.contains(rule.from) != past.contains(rule.to), !voting.contains(rule.from) {
            mistakes.append("passes the vote by, or goes back")
        }
        if voting.contains(rule.to), !names(roles.starting).contains(rule.from) {
            mistakes.append("votes again")
        }
        return mistakes
    }

    /// A crash is one of a limited number, in whatever order they come.
    private func mistakes(ofCrash rule: ThresholdAutomaton.Rule) -> [String] {
        guard let crashes = roles.crashes else { return [] }
        var mistakes: [String] = []
        let counter = ThresholdAutomaton.name(crashes.counter)
        if rule.from == rule.to { mistakes.append("stays where it is") }
        if rule.isOwed { mistakes.append("is owed") }
        if rule.effects.filter({ $0.counter == counter }) != [.init(counter)] {
            mistakes.append("does not count as one crash")
        }
        if !rule.condition.possible.conjuncts.contains(crashes.counter < crashes.limit) {
            mistakes.append("is not one of a limited number")
        }
        let others = rule.condition.possible.conjuncts.filter { $0 != (crashes.counter < crashes.limit) }
        if others.contains(where: { $0.mentions(counter) }) { mistakes.append("waits for crashes") }
        return mistakes
    }

    private func names(_ locations: [Quantity]) -> Set<String> {
        Set(locations.map(ThresholdAutomaton.name))
    }
}

import QuorateQuorums

/// Use that a round makes of a broadcast: values are delivered by the broadcast's claims alone, and what the claims speak of
/// is what it is in the broadcast. Otherwise nothing is proved of the round by what is proved of the broadcast.
struct BroadcastUse {
    let round: ThresholdAutomaton
    let broadcast: ThresholdAutomaton
    let view: BinaryBroadcast.View
    let starting: [Quantity]
    let waiting: Quantity
    let has: [Quantity]
    let hasBoth: Quantity
    let ending: [Quantity]

    var mistakes: [String] {
        mistakesOfBroadcast + missingSteps
            + round.rules.enumerated().flatMap { position, rule in
                mistakes(rule).map { "rule \(position) (\(rule.from) → \(rule.to)) \($0)" }
            }
    }

    /// The claims are those of the broadcast's own locations, for as many processes, and under no other assumptions.
    private var mistakesOfBroadcast: [String] {
        var mistakes: [String] = []
        let properties = BinaryBroadcast.claims(in: .ofItself)
        if let other = properties.first(where: { !broadcast.properties.contains($0) }) {
            mistakes.append("\(broadcast.name) does not have the claim \(other.name)")
        }
        if let other = broadcast.assuming.first(where: { !round.assuming.contains($0) }) {
            mistakes.append("\(broadcast.name) assumes \(other), and the round does not")
        }
        if broadcast.parameters != round.parameters || processes(of: broadcast) != processes(of: round) {
            mistakes.append("\(broadcast.name) is of other processes than the round")
        }
        return mistakes
    }

    /// Number of processes that start, as the conditions on the start say first.
    private func processes(of automaton: ThresholdAutomaton) -> String? {
        guard case .comparison(_, .equal, let number)? = automaton.initial.first else { return nil }
        return "\(number)"
    }

    // MARK: - Steps

    /// Steps by which something is handed in or delivered; the rest goes from what was delivered to the round's end.
    private var steps: [ThresholdAutomaton.Rule] {
        func rule(_ from: Quantity, _ to: Quantity, _ guarded: ThresholdAutomaton.Guard)
            -> ThresholdAutomaton.Rule
        {
            .step(from, to: to, when: guarded)
        }
        let deliveries = [0, 1].map { BinaryBroadcast.delivery(of: $0, in: view) }
        return [0, 1].flatMap { value in
            [
                rule(starting[value], waiting, .always),
                rule(waiting, has[value], BinaryBroadcast.delivery(of: value, in: view, isFirst: true)),
                rule(has[value], hasBoth, deliveries[1 - value]),
            ]
        } + [rule(waiting, hasBoth, deliveries[0] && deliveries[1])]
    }

    /// Deliveries that must come in the end are some step each.
    private var missingSteps: [String] {
        steps.filter { step in !round.rules.contains { isSame($0, step) } }
            .map { "there is no step \($0.from) → \($0.to) of the broadcast" }
    }

    private func isSame(_ rule: ThresholdAutomaton.Rule, _ step: ThresholdAutomaton.Rule) -> Bool {
        rule.from == step.from && rule.to == step.to && rule.condition == step.condition
    }

    private func mistakes(_ rule: ThresholdAutomaton.Rule) -> [String] {
        var mistakes = mistakesOfCounting(rule)
        if !rule.isOwed { mistakes.append("is not owed") }
        let isOfBroadcast = steps.contains { isSame(rule, $0) }
        let isEnd = names(has + [hasBoth]).contains(rule.from) && names(ending).contains(rule.to)
        if !isOfBroadcast, !isEnd {
            mistakes.append("is neither one of the broadcast's claims nor one to the end")
        }
        return mistakes
    }

    /// Counts of what was handed in or delivered are true, and each process hands in one value.
    private func mistakesOfCounting(_ rule: ThresholdAutomaton.Rule) -> [String] {
        let counted = Set(rule.effects.map(\.counter))
        var mistakes: [String] = []
        for value in [0, 1] {
            let input = ThresholdAutomaton.name(view.inputs[value])
            let handsIn = rule.from == ThresholdAutomaton.name(starting[value])
            if rule.effects.filter({ $0.counter == input }) != (handsIn ? [.init(input)] : []) {
                mistakes.append("counts what is handed in wrongly")
            }
            let delivers =
                rule.from == ThresholdAutomaton.name(waiting)
                && names([has[value], hasBoth]).contains(rule.to)
            if !delivers, counted.contains(where: view.delivered[value].mentions) {
                mistakes.append("counts what is not delivered")
            }
        }
        return mistakes
    }

    private func names(_ locations: [Quantity]) -> Set<String> {
        Set(locations.map(ThresholdAutomaton.name))
    }
}

import QuorateQuorums

private typealias Messages = ThresholdAutomaton.Messages
private typealias Rule = ThresholdAutomaton.Rule
private typealias Guard = ThresholdAutomaton.Guard

private let n: Quantity = "n", t: Quantity = "t", f: Quantity = "f"
// The first of a pair is for the value that the round favours.
private let starting: [Quantity] = ["VF", "VO"]
private let waiting: Quantity = "W", has: [Quantity] = ["HF", "HO"], hasBoth: Quantity = "HB"
private let decided: Quantity = "DF", kept: [Quantity] = ["EF", "EO"]

/// All rounds of the binary consensus of Red Belly.
///
/// Crain, Natoli and Gramoli, "Red Belly: a secure, fair and scalable open blockchain" (2021), as in Bertrand, Gramoli, Konnov,
/// Lazić, Tholoniat and Widder, "Holistic verification of blockchain consensus" (DISC 2022). A round favours a value, in turn 0
/// and 1. A process hands its own value in to a broadcast, tells all what was delivered, and waits for n - t such messages that
/// name only values delivered to itself too: one value it keeps, and decides if the round favours it; of two it takes the
/// favoured one.
///
/// Values have the same rights but for that, so one automaton stands for both kinds of rounds.
extension ConsensusInRounds {
    /// - Parameters:
    ///   - broadcast: The automaton of the broadcast, of which its claims only are used.
    ///   - answers: Number of messages that are waited for.
    ///   - taking: Position of the value that a process takes which has seen both.
    ///   - isJustified: False where the steps that deliver something are not those of the claims.
    static func redBelly(
        over broadcast: ThresholdAutomaton = .binaryBroadcast, assuming resilience: Proposition = n > 3 * t,
        answers: Quantity = n - t, taking: Int = 0, isJustified: Bool = true
    ) -> ConsensusInRounds {
        let steps = RedBellySteps(answers: answers, taking: taking, isJustified: isJustified)
        let round = ThresholdAutomaton(
            "red-belly", "The consensus of Red Belly is safe in all rounds and ends if a broadcast is fair.",
            source: "Bertrand, Gramoli, Konnov, Lazić, Tholoniat and Widder (2022)", parameters: [n, t, f],
            assuming: [resilience, t >= f], processes: n - f, starting: starting,
            then: [waiting] + has + [hasBoth, decided] + kept,
            counting: steps.inputs + steps.messages.map(\.sent), rules: steps.rules,
            properties: factsOfFavourites)
        let use = BroadcastUse(
            round: round, broadcast: broadcast, view: steps.view, starting: starting, waiting: waiting,
            has: has, hasBoth: hasBoth, ending: [decided] + kept)
        return ConsensusInRounds(
            round: round, broadcast: broadcast, ground: .favourites, hasLiars: true,
            supposing: [
                "where a process is in a round goes by what \(broadcast.name) has delivered to it, until it ends the round;",
                "afterwards it still answers in the broadcast of that round",
            ], mistakes: use.mistakes)
    }

    // MARK: - Facts

    private static var factsOfFavourites: [ThresholdAutomaton.Property] {
        let told = ["toldO", "toldBoth"] as [Quantity]
        return [
            .always("decision", decided == 0 || kept[1] == 0),
            .always("unanimity-favoured", kept[1] == 0, given: starting[1] == 0),
            .always("unanimity-other", decided == 0 && kept[0] == 0, given: starting[0] == 0),
            .always("fair", kept[1] == 0 || told[0] + told[1] > 0),
            .eventually("end-of-round", empty(starting + [waiting] + has + [hasBoth])),
            .eventually("unanimous-decision", decided == n - f, given: starting[1] == 0),
        ]
    }

    func factsOfFavourites(for goal: Goal) -> [String] {
        let unanimity = ["unanimity-favoured", "unanimity-other"]
        return switch goal {
        case .agreement: BinaryBroadcast.names([.justification]) + ["decision"] + unanimity
        case .validity: BinaryBroadcast.names([.justification]) + unanimity
        case .termination:
            BinaryBroadcast.names() + ["end-of-round", "fair"] + unanimity + ["unanimous-decision"]
        case .oneStep: []
        }
    }

    func argumentOfFavourites(for goal: Goal) -> [String] {
        let unanimity =
            "A round that all start with one value ends with it, and the other one is not decided (unanimity)."
        return switch goal {
        case .agreement:
            [
                "What is decided in a round is the value that it favours, and nobody comes from it with the other one",
                "(decision).", unanimity,
            ]
        case .validity: [unanimity]
        case .termination:
            [
                "Every round comes to an end (end-of-round).",
                "From one with a fair broadcast all come with the value that it favours (fair).",
                "In the next one they keep it (unanimity-other); the one after favours it, and all decide",
                "(unanimous-decision).",
            ]
        case .oneStep: []
        }
    }

    /// Proved claims of a broadcast by which values are delivered in the round, in lines; none without a broadcast.
    public func composition(for goal: Goal) -> [String] {
        guard let broadcast, mistakes.isEmpty else { return [] }
        let allowed = [
            "\(broadcast.name), proved under the same assumptions, by these claims alone:",
            "a value is delivered in the round only where justification allows it",
        ]
        if goal != .termination { return allowed }
        return allowed + [
            "and it is in the end where obligation or uniformity says so, or one of both by termination;",
            "those suppose that all correct processes hand in a value, and so does each in the round",
        ]
    }

    var fairness: [String] {
        [
            "fair broadcasts: in some round, whichever was reached before, the value that it favours is the first that the",
            "broadcast delivers to every correct process",
        ]
    }
}

/// Steps of a round.
private struct RedBellySteps {
    let inputs: [Quantity] = ["inputF", "inputO"]
    /// Of those to whom the favoured value was delivered, the other one, and both.
    let messages = ["F", "O", "Both"].map { Messages("told\($0)", fromFaulty: f) }
    let answers: Quantity
    let taking: Int
    let isJustified: Bool

    var view: BinaryBroadcast.View {
        .init(
            inputs: inputs, delivered: [0, 1].map { messages[$0].sent + messages[2].sent + hasBoth },
            without: [[has[1]], [has[0]]], idle: [waiting])
    }

    private func delivery(of value: Int, isFirst: Bool = false) -> Guard {
        isJustified ? BinaryBroadcast.delivery(of: value, in: view, isFirst: isFirst) : .always
    }

    private var seesBoth: Guard {
        messages[0] + messages[1] + messages[2] >= answers && messages[0] + messages[2] >= 1
            && messages[1] + messages[2] >= 1
    }

    var rules: [Rule] {
        let deliversBoth = delivery(of: 0) && delivery(of: 1)
        let last: [Rule] = [
            .step(waiting, to: hasBoth, when: deliversBoth, sending: messages[2]),
            .step(hasBoth, to: kept[taking], when: seesBoth),
        ]
        return [0, 1].flatMap(rules) + last
    }

    private func rules(of value: Int) -> [Rule] {
        let (own, end) = (messages[value], [decided, kept[1]][value])
        let isFirst = delivery(of: value, isFirst: true)
        return [
            .step(starting[value], to: waiting, counting: [inputs[value]]),
            .step(waiting, to: has[value], when: isFirst, sending: own),
            .step(has[value], to: hasBoth, when: delivery(of: 1 - value)),
            .step(has[value], to: end, when: own >= answers),
            .step(hasBoth, to: end, when: own >= answers),
        ]
    }
}

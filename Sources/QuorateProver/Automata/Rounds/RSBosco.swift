import QuorateQuorums

private typealias Messages = ThresholdAutomaton.Messages
private typealias Rule = ThresholdAutomaton.Rule
private typealias Guard = ThresholdAutomaton.Guard

private let n: Quantity = "n", t: Quantity = "t", f: Quantity = "f"
private let starting: [Quantity] = ["V0", "V1"], voted: [Quantity] = ["S0", "S1"]
private let looking: [Quantity] = ["C0", "C1"], kept: [Quantity] = ["E0", "E1"], coin: Quantity = "CF"
private let decided: [Quantity] = ["decided0", "decided1"]

/// All rounds of RS-Bosco.
///
/// Song and van Renesse, "Bosco: one-step Byzantine asynchronous consensus" (DISC 2008), algorithm 2. A process votes for its
/// value and waits for n - t votes. It decides a value of which there are more than (n + 3t)/2; it names the value of which
/// alone there are more than (n - t)/2, or none. Of n - t such candidates it looks for t + 1 that are not its own
/// value: if they are there its next value is a coin's, and else it keeps its own.
extension ConsensusInRounds {
    /// - Parameters:
    ///   - deciding: Twice the number of votes that is not enough for a decision.
    ///   - naming: Twice the number of votes that is not enough for a candidate, and no fewer than are waited for.
    ///   - doubting: Number of candidates that are not one's own value with which it is given up.
    ///   - waiting: Number of messages that are waited for; one may look at more.
    static func rsBosco(
        assuming resilience: Proposition = n > 3 * t, deciding: Quantity = n + 3 * t,
        naming: Quantity = n - t, doubting: Quantity = t + 1, waiting: Quantity = n - t
    ) -> ConsensusInRounds {
        let steps = BoscoSteps(deciding: deciding, naming: naming, doubting: doubting, waiting: waiting)
        var roles = Roles(starting: starting, waiting: voted + looking, adopted: kept, coin: coin)
        roles.decisions = Decisions(counters: decided, voting: voted, past: looking + kept + [coin])
        let majorities = Majorities(
            processes: n - f, isEnough: { $0 > n + t },
            // Then there are not n - 2t of the value among all candidates.
            isOut: { steps.candidates[1 - $0].sent + steps.candidates[2].sent > 2 * t })
        return ConsensusInRounds(
            "rs-bosco",
            "RS-Bosco decides in one step where it can, and by coins else, although processes lie.",
            source: "Song and van Renesse (2008), algorithm 2", parameters: [n, t, f],
            assuming: [resilience, t >= f], processes: n - f, roles,
            counting: (steps.votes + steps.candidates).map(\.sent) + decided, rules: steps.rules,
            choice: .majorities(majorities),
            needing: [.termination: n > 5 * t + 2 * f, .oneStep: n > 5 * t + 2 * f])
    }
}

/// Steps of a round; a guard says that some n - t messages or more, one of each sender, are such as is looked for.
private struct BoscoSteps {
    let votes = [Messages("vote0", fromFaulty: f), Messages("vote1", fromFaulty: f)]
    /// For 0, for 1, and for none.
    let candidates = ["0", "1", "None"].map { Messages("candidate\($0)", fromFaulty: f) }
    let deciding: Quantity
    let naming: Quantity
    let doubting: Quantity
    let waiting: Quantity

    private var enoughVotes: Guard { votes[0] + votes[1] >= waiting }
    private var enoughCandidates: Guard { candidates[0] + candidates[1] + candidates[2] >= waiting }

    var rules: [Rule] {
        [0, 1].flatMap { own in
            [Rule.step(starting[own], to: voted[own], sending: votes[own])] + namings(own) + endings(own)
        }
    }

    /// Looking at votes; who decides a value names it, since there are too few votes left for another one.
    private func namings(_ own: Int) -> [Rule] {
        func step(_ condition: Guard, naming candidate: Int, deciding value: Quantity...) -> Rule {
            .step(
                voted[own], to: looking[own], when: enoughVotes && condition, sending: candidates[candidate],
                counting: value)
        }
        return [0, 1].flatMap { value in
            let (vote, other) = (votes[value], votes[1 - value])
            return [
                step(2 * vote > deciding, naming: value, deciding: decided[value]),
                // Of as few as this value has others make up n - t.
                step(2 * vote > naming && 2 * other >= 2 * waiting - deciding, naming: value),
            ]
        } + [step(rest(votes[0]) && rest(votes[1]), naming: 2)]
    }

    /// Enough votes beside as many of the other value as do not give it a name, or as many as give both one.
    private func rest(_ vote: Messages) -> Guard { 2 * vote >= 2 * waiting - naming }

    private func endings(_ own: Int) -> [Rule] {
        [
            .step(
                looking[own], to: coin,
                when: enoughCandidates && candidates[1 - own] + candidates[2] >= doubting),
            .step(
                looking[own], to: kept[own],
                when: enoughCandidates && candidates[own] >= waiting - (doubting - 1)),
        ]
    }
}

import QuorateQuorums

private let n: Quantity = "n", t: Quantity = "t", f: Quantity = "f"

extension ConsensusInRounds {
    /// Rounds that were broken on purpose: a threshold or a condition that is one too weak, and the fact that it costs.
    public static let mutants = rsBoscoMutants + redBellyMutants

    private static let rsBoscoMutants = [
        mutant("decides-at-2t", of: rsBosco(deciding: n + 2 * t), breaks: "decision-0"),
        mutant("names-at-n-plus-t", of: rsBosco(naming: n + t), breaks: "unanimity-0"),
        mutant("doubts-at-t", of: rsBosco(assuming: n > 3 * t && t >= 1, doubting: t), breaks: "unanimity-1"),
        mutant("of-three", of: rsBosco(assuming: n >= 3 * t && t >= 1), breaks: "unanimity-0"),
        mutant("of-five", of: rsBosco(assuming: n > 5 * t), breaks: "unanimous-decision-0"),
        mutant("of-five-and-one", of: rsBosco(assuming: n > 5 * t + f), breaks: "one-step-1"),
    ]

    private static let redBellyMutants = [
        mutant("of-three", of: redBelly(assuming: n >= 3 * t && t >= 1), breaks: "decision"),
        mutant("answers-of-n-2t", of: redBelly(answers: n - 2 * t), breaks: "decision"),
        mutant("waits-for-all", of: redBelly(answers: n), breaks: "end-of-round"),
        mutant("takes-the-other", of: redBelly(taking: 1), breaks: "decision"),
        mutant("unjustified", of: redBelly(isJustified: false), breaks: "unanimity-favoured"),
    ]

    private static func mutant(
        _ name: String, of consensus: ConsensusInRounds, breaks fact: String
    ) -> ThresholdAutomaton.Mutant {
        .init(name: name, automaton: consensus.round, breaks: fact)
    }
}

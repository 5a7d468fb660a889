public import QuorateLanguage

extension Paxos {
    /// What TLC (manifest of tlaplus/Examples and reruns), an independent re-model in Python and, for the
    /// long instance, Spin, Stateright and rumur found.
    ///
    /// TLC counts a proposal once per quorum and report that allow it, the mutant's too, so its generated
    /// states are not ours.
    public static var instances: [SpecInstance<Self>] {
        let source = "TLC, an independent re-model in Python"
        return [
            SpecInstance(
                Self(acceptors: 1, values: 1, ballots: 1), .holds(distinct: 25, depth: 8, source: source)),
            SpecInstance(
                Self(acceptors: 3, values: 2, ballots: 1), .holds(distinct: 3921, depth: 16, source: source)),
            SpecInstance(
                Self(acceptors: 3, values: 2, ballots: 2),
                .holds(distinct: 185_369, depth: 24, source: "TLC")),
            SpecInstance(
                Self(acceptors: 3, values: 2, ballots: 3),
                .holds(distinct: 8_220_065, source: "Spin, Stateright, rumur", isLong: true)),
            SpecInstance(
                Self(acceptors: 3, values: 2, ballots: 1, mutant: .ignoredVotes),
                .violates(
                    "agreement", steps: 12, distinct: 5329, depth: 16, source: source)),
        ]
    }
}

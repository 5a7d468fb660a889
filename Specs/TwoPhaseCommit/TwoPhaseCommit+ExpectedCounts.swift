public import QuorateLanguage

extension TwoPhaseCommit {
    /// What TLC (manifest of tlaplus/Examples and reruns), Stateright's assertions and an independent
    /// re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "TLC, Stateright"
        return [
            SpecInstance(Self(managers: 2), .holds(distinct: 56, generated: 154, depth: 7, source: source)),
            SpecInstance(
                Self(managers: 3), .holds(distinct: 288, generated: 1146, depth: 10, source: source)),
            SpecInstance(
                Self(managers: 4), .holds(distinct: 1568, generated: 8258, depth: 13, source: source)),
            SpecInstance(
                Self(managers: 5), .holds(distinct: 8832, generated: 58146, depth: 16, source: source)),
            SpecInstance(
                Self(managers: 6), .holds(distinct: 50816, generated: 402_306, depth: 19, source: source)),
            SpecInstance(
                Self(managers: 7), .holds(distinct: 296_448, generated: 2_744_706, depth: 22, source: source)),
            SpecInstance(
                Self(managers: 3, mutant: .hastyCommit),
                .violates(
                    "consistency", steps: 5, distinct: 498, generated: 1956, depth: 10,
                    source: "TLC, an independent re-model in Python")),
        ]
    }
}

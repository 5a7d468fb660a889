public import QuorateLanguage

extension FairScheduler {
    /// What an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(
                Self(),
                .holds(distinct: 197_062, generated: 1_273_942, depth: 16, source: source)),
            SpecInstance(
                Self(processes: 2),
                .holds(distinct: 3208, generated: 12728, depth: 12, source: source)),
            SpecInstance(
                Self(slots: 1),
                .holds(distinct: 61843, generated: 364_804, depth: 13, source: source)),
            SpecInstance(
                Self(faults: 0, processes: 2, quorum: 3),
                .holds(distinct: 1112, generated: 3874, depth: 13, source: source)),
            SpecInstance(
                Self(processes: 2, slots: 1, mutant: .noVectorClocks),
                .violates(
                    "no false accusation", steps: 5, distinct: 1663, generated: 6239, depth: 10,
                    source: source)),
            SpecInstance(
                Self(processes: 2, slots: 1, mutant: .noTieBreak),
                .violates(
                    "bounded overtaking", steps: 4, distinct: 1569, generated: 5860, depth: 9, source: source)
            ),
            SpecInstance(
                Self(replicas: 3, processes: 2, slots: 1, quorum: 2),
                .violates(
                    "agreement", steps: 4, distinct: 271, generated: 597, depth: 7, source: source)),
            // 2f + 1 of more than 3f + 1 replicas need not have a correct one in common.
            SpecInstance(
                Self(replicas: 5, processes: 2, slots: 1),
                .violates(
                    "agreement", steps: 6, distinct: 11965, generated: 71287, depth: 11, source: source)),
            SpecInstance(
                Self(replicas: 5, processes: 2, slots: 1, quorum: 4),
                .holds(distinct: 11965, generated: 71287, depth: 11, source: source)),
        ]
    }
}

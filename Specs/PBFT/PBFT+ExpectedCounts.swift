public import QuorateLanguage

extension PBFT {
    /// What an independent re-model in Python, written from the paper with messages as sets of tuples, found.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(
                Self(views: 1), .holds(distinct: 260, generated: 494, depth: 6, source: source)),
            SpecInstance(
                Self(views: 2), .holds(distinct: 13790, generated: 31268, depth: 15, source: source)),
            SpecInstance(
                Self(faulty: 0, views: 2),
                .holds(distinct: 15135, generated: 40929, depth: 20, source: source)),
            SpecInstance(
                Self(replicas: 7, faults: 2, faulty: 2, views: 1),
                .holds(distinct: 14973, generated: 48477, depth: 10, source: source)),
            SpecInstance(
                Self(views: 3),
                .holds(distinct: 432_072, generated: 1_003_788, depth: 24, source: source, isLong: true)),
        ]
    }
}

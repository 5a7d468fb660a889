public import QuorateLanguage

extension LostUpdate {
    /// What Stateright (its examples document 13 states for two threads) and an independent re-model in
    /// Python found.
    public static var instances: [SpecInstance<Self>] {
        let remodel = "an independent re-model in Python"
        return [
            SpecInstance(
                Self(threads: 2, lock: false),
                .violates(
                    "count of every update", steps: 4, distinct: 13, generated: 15, depth: 4,
                    source: "Stateright, \(remodel)")),
            SpecInstance(
                Self(threads: 3, lock: false),
                .violates(
                    "count of every update", steps: 4, distinct: 84, generated: 112, depth: 6, source: remodel
                )),
            SpecInstance(
                Self(threads: 2, lock: true), .holds(distinct: 17, generated: 17, depth: 8, source: remodel)),
            SpecInstance(
                Self(threads: 3, lock: true), .holds(distinct: 61, generated: 61, depth: 12, source: remodel)),
        ]
    }
}

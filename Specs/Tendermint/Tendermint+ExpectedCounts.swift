public import QuorateLanguage

extension Tendermint {
    /// What independent re-models found.
    ///
    /// One more, in Python, follows the algorithm line by line, with rounds, steps, locks and valid values in
    /// variables and with the rule of f + 1 messages. Without these variables its states are the states here:
    /// for all of the small instances, and in two rounds of four replicas for r1 Byzantine.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(
                Self(),
                .holds(distinct: 557_364, generated: 1_386_244, depth: 14, source: source, isLong: true)),
            SpecInstance(
                Self(rounds: 1), .holds(distinct: 2772, generated: 6584, depth: 7, source: source)),
            SpecInstance(
                Self(faults: 0), .holds(distinct: 61067, generated: 144_944, depth: 18, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 0, rounds: 3),
                .holds(distinct: 213_362, generated: 407_328, depth: 21, source: source)),
            // n = 3f: two quorums of n - f share the Byzantine replica only.
            SpecInstance(
                Self(replicas: 3, rounds: 1),
                .violates(
                    "agreement", steps: 4, distinct: 413, generated: 710, depth: 5, source: source)),
            SpecInstance(
                Self(replicas: 3),
                .violates(
                    "agreement", steps: 4, distinct: 24529, generated: 44862, depth: 10, source: source)),
            SpecInstance(
                Self(rounds: 3),
                .holds(
                    distinct: 112_592_668, generated: 280_076_960, depth: 21,
                    source: "an independent re-model in C++", isLong: true)
            ),
        ]
    }
}

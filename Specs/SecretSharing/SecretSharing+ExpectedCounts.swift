public import QuorateLanguage

extension SecretSharing {
    /// What an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(
                Self(),
                .holds(distinct: 11400, generated: 26500, depth: 6, source: source)),
            SpecInstance(
                Self(faults: 0, threshold: 2),
                .holds(distinct: 425, generated: 850, depth: 5, source: source)),
            SpecInstance(
                Self(field: 7),
                .holds(distinct: 29400, generated: 69580, depth: 6, source: source)),
            SpecInstance(
                Self(parties: 5, threshold: 2, field: 7),
                .holds(distinct: 68600, generated: 193_795, depth: 7, source: source)),
            SpecInstance(
                Self(parties: 5, threshold: 3, field: 7),
                .holds(distinct: 480_200, generated: 1_356_565, depth: 7, source: source, isLong: true)),
            // With three parties no threshold will do: 1 is too low, 2 too high.
            SpecInstance(
                Self(parties: 3, threshold: 1),
                .violates(
                    "secrecy", steps: 1, distinct: 960, generated: 1875, depth: 5, source: source)),
            SpecInstance(
                Self(parties: 3, threshold: 2),
                .violates(
                    "robust reconstruction", steps: 3, distinct: 7200, generated: 12975, depth: 5,
                    source: source)),
            // Outside f + 1 ≤ t ≤ n - 2f on either side.
            SpecInstance(
                Self(threshold: 1),
                .violates(
                    "secrecy", steps: 1, distinct: 2280, generated: 5300, depth: 6, source: source)),
            SpecInstance(
                Self(threshold: 3),
                .violates(
                    "robust reconstruction", steps: 4, distinct: 81000, generated: 168_500, depth: 6,
                    source: source)),
        ]
    }
}

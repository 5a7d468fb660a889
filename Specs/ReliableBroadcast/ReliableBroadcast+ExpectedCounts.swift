public import QuorateLanguage

extension ReliableBroadcast {
    /// What TLC (manifest of tlaplus/Examples and reruns), Spin and an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "TLC, an independent re-model in Python"
        return [
            SpecInstance(
                Self(processes: 4, threshold: 1, faulty: 1),
                .holds(distinct: 14424, generated: 227_344, depth: 6, source: source)),
            SpecInstance(
                Self(processes: 4, threshold: 1, faulty: 0),
                .holds(distinct: 17080, generated: 325_268, depth: 8, source: source)),
            SpecInstance(
                Self(processes: 5, threshold: 1, faulty: 1),
                .holds(
                    distinct: 1_070_000, generated: 38_428_080, depth: 8, source: "Spin", isLong: true)),
            SpecInstance(
                Self(processes: 10, threshold: 3, faulty: 2, broadcast: false),
                .holds(distinct: 45, generated: 90, depth: 0, source: source)),
            SpecInstance(
                Self(processes: 3, threshold: 1, faulty: 1, broadcast: false),
                .violates(
                    "unforgeability", steps: 2, distinct: 111, generated: 528, depth: 4, source: source)),
            SpecInstance(
                Self(processes: 4, threshold: 1, faulty: 1, broadcast: false, mutant: .hastyEcho),
                .violates(
                    "unforgeability", steps: 3, distinct: 4080, generated: 57928, depth: 6,
                    source: "an independent re-model in Python")),
        ]
    }
}

public import QuorateLanguage

extension AtomicCommitWithDetector {
    /// What TLC (manifest of tlaplus/Examples and reruns) and an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "TLC, an independent re-model in Python"
        return [
            SpecInstance(
                Self(processes: 2), .holds(distinct: 551, generated: 2288, depth: 8, source: source)),
            SpecInstance(
                Self(processes: 3), .holds(distinct: 24922, generated: 159_538, depth: 15, source: source)),
            SpecInstance(
                Self(processes: 4),
                .holds(
                    distinct: 1_887_015, generated: 16_737_716, depth: 24, source: "TLC", isLong: true)),
        ]
    }
}

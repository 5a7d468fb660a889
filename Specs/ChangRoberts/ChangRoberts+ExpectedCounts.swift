public import QuorateLanguage

extension ChangRoberts {
    /// What TLC (manifest of tlaplus/Examples and reruns) and an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "TLC, an independent re-model in Python"
        return [
            SpecInstance(Self(nodes: 3), .holds(distinct: 137, generated: 227, depth: 9, source: source)),
            SpecInstance(Self(nodes: 4), .holds(distinct: 823, generated: 1791, depth: 14, source: source)),
            SpecInstance(
                Self(nodes: 3, mutant: .duplicateIds),
                .violates(
                    "best leader", steps: 3, distinct: 119, generated: 191, depth: 8,
                    source: "an independent re-model in Python")),
        ]
    }
}

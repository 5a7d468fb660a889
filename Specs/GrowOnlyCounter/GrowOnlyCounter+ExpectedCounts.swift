public import QuorateLanguage

extension GrowOnlyCounter {
    /// What TLC (manifest of tlaplus/Examples and reruns) and an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "TLC, an independent re-model in Python"
        return [
            SpecInstance(Self(nodes: 2), .holds(distinct: 100, generated: 601, depth: 8, source: source)),
            SpecInstance(
                Self(nodes: 3), .holds(distinct: 25000, generated: 300_001, depth: 15, source: source)),
        ]
    }
}

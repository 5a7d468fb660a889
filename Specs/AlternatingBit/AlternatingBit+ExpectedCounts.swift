public import QuorateLanguage

extension AlternatingBit {
    /// What TLC (manifest of tlaplus/Examples) and an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        [
            SpecInstance(
                Self(queueLength: 2),
                .holds(
                    distinct: 240, generated: 1392, depth: 9,
                    source: "TLC, an independent re-model in Python"))
        ]
    }
}

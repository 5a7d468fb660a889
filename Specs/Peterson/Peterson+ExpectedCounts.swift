public import QuorateLanguage

extension Peterson {
    /// What TLC (manifest of tlaplus/Examples) and an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        [
            SpecInstance(
                Self(),
                .holds(
                    distinct: 42, generated: 77, depth: 10, source: "TLC, an independent re-model in Python"))
        ]
    }
}

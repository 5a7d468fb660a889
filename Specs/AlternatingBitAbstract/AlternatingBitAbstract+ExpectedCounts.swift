public import QuorateLanguage

extension AlternatingBitAbstract {
    /// What TLC (manifest of tlaplus/Examples) and an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        [
            SpecInstance(
                Self(),
                .holds(
                    distinct: 20, generated: 36, depth: 2, source: "TLC, an independent re-model in Python"))
        ]
    }
}

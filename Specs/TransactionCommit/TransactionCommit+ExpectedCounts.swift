public import QuorateLanguage

extension TransactionCommit {
    /// What TLC (manifest of tlaplus/Examples and reruns) and an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "TLC, an independent re-model in Python"
        return [
            SpecInstance(Self(managers: 2), .holds(distinct: 12, generated: 23, depth: 4, source: source)),
            SpecInstance(Self(managers: 3), .holds(distinct: 34, generated: 94, depth: 6, source: source)),
            SpecInstance(Self(managers: 4), .holds(distinct: 96, generated: 357, depth: 8, source: source)),
            SpecInstance(
                Self(managers: 5), .holds(distinct: 274, generated: 1296, depth: 10, source: source)),
            SpecInstance(Self(managers: 6), .holds(distinct: 792, generated: 4567, depth: 12, source: "TLC")),
        ]
    }
}

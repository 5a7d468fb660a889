public import QuorateLanguage

extension TerminationDetection {
    /// What TLC (manifest of tlaplus/Examples and reruns) and an independent re-model in Python found.
    ///
    /// The generated states are the re-model's: TLC counts a step once for each disjunct of its guard that is
    /// true. The depth in the manifest (10 levels for three nodes) is one too many.
    public static var instances: [SpecInstance<Self>] {
        let source = "TLC, an independent re-model in Python"
        return [
            SpecInstance(Self(nodes: 2), .holds(distinct: 54, generated: 186, depth: 5, source: source)),
            SpecInstance(Self(nodes: 3), .holds(distinct: 302, generated: 1817, depth: 8, source: source)),
            SpecInstance(
                Self(nodes: 4), .holds(distinct: 1566, generated: 14962, depth: 11, source: source)),
            SpecInstance(
                Self(nodes: 3, mutant: .withoutBlackening),
                .violates(
                    "termination when detected", steps: 5, distinct: 248, generated: 1536, depth: 6,
                    source: source)),
            SpecInstance(
                Self(nodes: 4, mutant: .withoutBlackening),
                .violates(
                    "termination when detected", steps: 6, distinct: 1264, generated: 12328, depth: 8,
                    source: source)),
        ]
    }
}

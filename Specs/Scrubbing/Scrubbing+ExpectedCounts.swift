public import QuorateLanguage

extension Scrubbing {
    /// What an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(
                Self(blocks: 2, decays: 2), .holds(distinct: 45, generated: 93, depth: 8, source: source)),
            SpecInstance(
                Self(blocks: 4, decays: 2), .holds(distinct: 219, generated: 471, depth: 10, source: source)),
            SpecInstance(
                Self(blocks: 8, decays: 2), .holds(distinct: 1083, generated: 2383, depth: 12, source: source)
            ),
            // No powers of two: the search takes at most ⌈log₂ n⌉ comparisons, and some block takes them.
            SpecInstance(
                Self(blocks: 3, decays: 2), .holds(distinct: 115, generated: 243, depth: 8, source: source)),
            SpecInstance(
                Self(blocks: 5, decays: 2), .holds(distinct: 387, generated: 839, depth: 9, source: source)),
            SpecInstance(
                Self(blocks: 6, decays: 2),
                .holds(distinct: 567, generated: 1239, depth: 10, source: source)),
            SpecInstance(
                Self(blocks: 7, decays: 2),
                .holds(distinct: 805, generated: 1765, depth: 10, source: source)),
            SpecInstance(
                Self(blocks: 4, decays: 4), .holds(distinct: 1275, generated: 3817, depth: 20, source: source)
            ),
            SpecInstance(
                Self(blocks: 8, decays: 2, mutant: .linearScan),
                .violates(
                    "logarithmic search", steps: 6, distinct: 1355, generated: 2963, depth: 13, source: source
                )),
            SpecInstance(
                Self(blocks: 8, decays: 2, mutant: .rottenCopy),
                .violates(
                    "recoverability", steps: 7, distinct: 1171, generated: 2543, depth: 12, source: source)),
        ]
    }
}

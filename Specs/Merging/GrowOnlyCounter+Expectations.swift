import QuorateFaults

extension GrowOnlyCounter {
    enum Mutant: String, SpecMutant {
        case overwrittenCounts = "overwritten-counts"

        var expectation: MutantExpectation {
            .breaks(
                "convergence",
                "a node takes over the counts that it hears, and not the greater ones: what is out of date comes back"
            )
        }
    }

    /// TLC's figures: manifest of tlaplus/Examples, and reruns.
    static let instances =
        expected(
            by: "TLC, an independent re-model in Python",
            [
                .holds(Self(nodes: 2), distinct: 100, generated: 601, depth: 8),
                .holds(Self(nodes: 3), distinct: 25000, generated: 300_001, depth: 15),
            ])
        + expected(
            by: "an independent re-model in Python",
            [
                .caught(
                    Self(increments: 1, mutant: .overwrittenCounts), distinct: 108, generated: 1297, depth: 7)
            ])
}

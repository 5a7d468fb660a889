import QuorateFaults

extension GrowOnlyCounter {
    /// TLC's figures: manifest of tlaplus/Examples, and reruns.
    static let instances = expected(
        by: "TLC, an independent re-model in Python",
        [
            .holds(Self(nodes: 2), distinct: 100, generated: 601, depth: 8),
            .holds(Self(nodes: 3), distinct: 25000, generated: 300_001, depth: 15),
        ])
}

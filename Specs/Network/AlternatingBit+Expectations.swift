import QuorateFaults

extension AlternatingBit {
    /// What TLC (manifest of tlaplus/Examples) and an independent re-model in Python found.
    static let instances = expected(
        by: "TLC, an independent re-model in Python",
        [
            .holds(Self(queueLength: 2), distinct: 240, generated: 1392, depth: 9)
        ])
}

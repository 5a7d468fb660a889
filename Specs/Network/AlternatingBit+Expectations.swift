import QuorateFaults

extension AlternatingBit {
    /// TLC's figures are those of the manifest of tlaplus/Examples.
    static let instances = expected(
        by: "TLC, an independent re-model in Python",
        [
            .holds(Self(queueLength: 2), distinct: 240, generated: 1392, depth: 9)
        ])
}

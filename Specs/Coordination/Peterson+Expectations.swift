import QuorateFaults

extension Peterson {
    /// TLC's figures: manifest of tlaplus/Examples.
    static let instances = expected(
        by: "TLC, an independent re-model in Python",
        [.holds(Self(), distinct: 42, generated: 77, depth: 10)])
}

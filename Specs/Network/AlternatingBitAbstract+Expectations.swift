import QuorateFaults

extension AlternatingBitAbstract {
    /// TLC's figures are those of the manifest of tlaplus/Examples.
    static let instances = expected(
        by: "TLC, an independent re-model in Python",
        [
            .holds(Self(), distinct: 20, generated: 36, depth: 2)
        ])
}

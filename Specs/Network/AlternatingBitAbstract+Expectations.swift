import QuorateFaults

extension AlternatingBitAbstract {
    /// What TLC (manifest of tlaplus/Examples) and an independent re-model in Python found.
    static let instances = expected(
        by: "TLC, an independent re-model in Python",
        [
            .holds(Self(), distinct: 20, generated: 36, depth: 2)
        ])
}

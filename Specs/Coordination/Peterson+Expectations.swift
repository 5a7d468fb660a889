import QuorateFaults

extension Peterson {
    /// What TLC (manifest of tlaplus/Examples) and an independent re-model in Python found.
    static let instances = expected(
        by: "TLC, an independent re-model in Python",
        [
            .holds(Self(), distinct: 42, generated: 77, depth: 10)
        ])
}

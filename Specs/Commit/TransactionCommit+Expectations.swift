import QuorateFaults

extension TransactionCommit {
    enum Mutant: String, SpecMutant {
        case boundByPrepare = "bound-by-prepare"

        var expectation: MutantExpectation {
            .breaks(
                "non-blocking", "a manager that is prepared cannot abort any more, whatever the others do")
        }
    }

    /// TLC's figures are those of the manifest of tlaplus/Examples and of reruns.
    static let instances =
        expected(
            by: "TLC, an independent re-model in Python",
            [
                .holds(Self(managers: 2), distinct: 12, generated: 23, depth: 4),
                .holds(Self(managers: 3), distinct: 34, generated: 94, depth: 6),
                .holds(Self(managers: 4), distinct: 96, generated: 357, depth: 8),
                .holds(Self(managers: 5), distinct: 274, generated: 1296, depth: 10),
            ])
        + expected(by: "TLC", [.holds(Self(managers: 6), distinct: 792, generated: 4567, depth: 12)])
        + expected(
            by: "an independent re-model in Python",
            [.caught(Self(mutant: .boundByPrepare), distinct: 34, generated: 67, depth: 6, steps: 3)])
}

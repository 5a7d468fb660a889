import QuorateFaults

extension ChangRoberts {
    enum Mutant: String, SpecMutant {
        case duplicateIds = "duplicate-ids"

        var expectation: MutantExpectation {
            switch self {
            case .duplicateIds: .breaks("best leader", "the first node has the same id as the second")
            }
        }
    }

    /// What TLC (manifest of tlaplus/Examples and reruns) and an independent re-model in Python found.
    static let instances =
        expected(
            by: "TLC, an independent re-model in Python",
            [
                .holds(Self(nodes: 3), distinct: 137, generated: 227, depth: 9),
                .holds(Self(nodes: 4), distinct: 823, generated: 1791, depth: 14),
            ])
        + expected(
            by: "an independent re-model in Python",
            [
                .caught(
                    Self(nodes: 3, mutant: .duplicateIds), distinct: 119, generated: 191, depth: 8, steps: 3)
            ])
}

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

    /// TLC's figures: manifest of tlaplus/Examples, and reruns.
    static let instances =
        expected(
            by: "TLC, an independent re-model in Python",
            [
                .holds(Self(nodes: 3), distinct: 137, generated: 227, depth: 9),
                .holds(Self(nodes: 4), distinct: 823, generated: 1791, depth: 14),
            ])
        + expected(
            by: "an independent re-model in Python",
            [.caught(Self(mutant: .duplicateIds), distinct: 119, generated: 191, depth: 8, steps: 3)])

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because: "each set of initiators elects a leader of its own, whichever other sets there are")
        ]
    }
}

import QuorateFaults

extension TwoPhaseCommit {
    enum Mutant: String, SpecMutant {
        case hastyCommit = "hasty-commit"
        case crashingCoordinator = "crashing-coordinator"

        var expectation: MutantExpectation {
            switch self {
            case .hastyCommit:
                .breaks("consistency", "the coordinator commits as soon as one manager is prepared")
            case .crashingCoordinator:
                .breaks(
                    "non-blocking", "the coordinator may crash, and managers are prepared for ever")
            }
        }
    }

    /// TLC's figures are those of the manifest of tlaplus/Examples and of reruns, Stateright's are assertions.
    static let instances =
        expected(
            by: "TLC, Stateright",
            [
                .holds(Self(managers: 2), distinct: 56, generated: 154, depth: 7),
                .holds(Self(managers: 3), distinct: 288, generated: 1146, depth: 10),
                .holds(Self(managers: 4), distinct: 1568, generated: 8258, depth: 13),
                .holds(Self(managers: 5), distinct: 8832, generated: 58146, depth: 16),
                .holds(Self(managers: 6), distinct: 50816, generated: 402_306, depth: 19),
                .holds(Self(managers: 7), distinct: 296_448, generated: 2_744_706, depth: 22),
            ])
        + expected(
            by: "TLC, an independent re-model in Python",
            [
                .caught(Self(mutant: .hastyCommit), distinct: 498, generated: 1956, depth: 10, steps: 5),
                // The states and steps of the sound spec.
                .caught(
                    Self(mutant: .crashingCoordinator), distinct: 288, generated: 1146, depth: 10, steps: 3),
            ])
}

import QuorateFaults

extension GreenWave {
    enum Mutant: String, SpecMutant {
        case takeoverAfterTimeout = "takeover-after-timeout"
        case volatileVote = "volatile-vote"
        case greenBeforeAllRed = "green-before-all-red"
        case obeysOldCoordinator = "obeys-old-coordinator"

        var expectation: MutantExpectation {
            switch self {
            case .takeoverAfterTimeout:
                .breaks(
                    "one coordinator per term",
                    "a controller takes over when its timer runs out, and asks nobody")
            case .volatileVote: .breaks("one coordinator per term", "a reboot loses the vote, not the term")
            case .greenBeforeAllRed:
                .breaks(
                    "no conflicting greens",
                    "a coordinator commands its wave when the lights of a majority are red")
            case .obeysOldCoordinator:
                .breaks("no conflicting greens", "a light obeys a coordinator of an earlier term")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 1044, generated: 3713, depth: 12),
            .holds(Self(controllers: 4), distinct: 4332, generated: 20038, depth: 14),
            .holds(Self(terms: 3), distinct: 50118, generated: 183_074, depth: 18),
            .holds(Self(waves: false), distinct: 128, generated: 285, depth: 7),
            .holds(Self(terms: 3, waves: false), distinct: 3750, generated: 10377, depth: 12),
            .holds(Self(controllers: 5, waves: false), distinct: 4368, generated: 16233, depth: 11),
            .caught(
                Self(waves: false, mutant: .takeoverAfterTimeout), distinct: 36, generated: 76, depth: 7,
                steps: 2),
            .caught(
                Self(waves: false, mutant: .volatileVote), distinct: 5273, generated: 22582, depth: 21,
                steps: 7),
            .caught(
                Self(mutant: .greenBeforeAllRed), distinct: 1236, generated: 4873, depth: 12, steps: 7),
            .caught(
                Self(mutant: .obeysOldCoordinator), distinct: 2730, generated: 12318, depth: 12, steps: 8),
        ])
}

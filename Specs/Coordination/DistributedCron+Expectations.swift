import QuorateFaults

extension DistributedCron {
    enum Mutant: String, SpecMutant {
        case checkThenStart = "check-then-start"
        case armsBeforeStarting = "arms-before-starting"
        case startsBeforeArming = "starts-before-arming"
        case higherTokenWins = "higher-token-wins"
        case chargesWithoutKey = "charges-without-key"

        var expectation: MutantExpectation {
            switch self {
            case .checkThenStart:
                .breaks(
                    "charged at most once",
                    "a scheduler that has found no token starts the job, and does not look again")
            case .armsBeforeStarting:
                .breaks(
                    "charged in the end",
                    "a scheduler records its token and crashes; the others take the job for started")
            case .startsBeforeArming:
                .breaks("charged at most once", "the job is started before the token is recorded")
            case .higherTokenWins:
                .breaks(
                    "charged at most once",
                    "a later leader arms a job that has charged already, and its token is another key")
            case .chargesWithoutKey:
                .breaks("charged at most once", "a run that was lost after its charge charges again")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 533, generated: 1049, depth: 12),
            .holds(Self(losses: 0), distinct: 209, generated: 359, depth: 10),
            .holds(Self(crashes: 0), distinct: 309, generated: 555, depth: 11),
            .holds(Self(schedulers: 3, tokens: 4, crashes: 2), distinct: 11794, generated: 27574, depth: 15),
            // Arming apart from starting does no harm as long as nobody crashes in between.
            .holds(
                Self(crashes: 0, mutant: .armsBeforeStarting), distinct: 335, generated: 597, depth: 12),
            .caught(Self(mutant: .checkThenStart), distinct: 983, generated: 2303, depth: 14, steps: 8),
            .caught(Self(mutant: .armsBeforeStarting), distinct: 581, generated: 1127, depth: 13, steps: 5),
            .caught(Self(mutant: .startsBeforeArming), distinct: 2315, generated: 6263, depth: 16, steps: 8),
            .caught(Self(mutant: .higherTokenWins), distinct: 1407, generated: 3231, depth: 18, steps: 8),
            .caught(Self(mutant: .chargesWithoutKey), distinct: 641, generated: 1207, depth: 13, steps: 7),
        ])
}

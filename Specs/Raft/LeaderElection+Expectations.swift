import QuorateFaults

extension LeaderElection {
    enum Mutant: String, SpecMutant {
        case equalTimeouts = "equal-timeouts"

        var expectation: MutantExpectation {
            switch self {
            case .equalTimeouts:
                .breaks(
                    "a leader in the end",
                    "timeouts are not random: all servers stand at the same time, and the vote is split again"
                )
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 400, generated: 1194, depth: 7),
            .holds(Self(crashes: 0), distinct: 100, generated: 270, depth: 6),
            .holds(Self(servers: 5, crashes: 2), distinct: 39104, generated: 192_273, depth: 11),
            // Terms in which the vote is split, or nobody is in time to count, follow each other for ever.
            .violates(
                "a leader in the end", Self(stabilises: false), distinct: 200, generated: 625, depth: 6,
                steps: 4),
            .caught(Self(mutant: .equalTimeouts), distinct: 400, generated: 1341, depth: 7, steps: 5),
        ])
}

import QuorateFaults

extension PaxosProposers {
    enum Mutant: String, SpecMutant {
        case latePromises = "late-promises"
        case reusedBallot = "reused-ballot"

        var expectation: MutantExpectation {
            switch self {
            case .latePromises:
                .breaks("agreement", "a proposer counts promises that answered its earlier ballot")
            case .reusedBallot:
                .breaks(
                    "agreement",
                    "a proposer that restarts begins its ballot again, and late promises let it propose another value"
                )
            }
        }
    }

    /// The first proposer needs a second ballot, for which it counts the promises of its first.
    mutating func makeRoomForMutant() {
        guard mutant == .latePromises, ballots < proposers.count else { return }
        (proposers, ballots) = ([0], max(ballots, 1))
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(proposers: 1), distinct: 4513, generated: 10811, depth: 16),
            .holds(Self(), distinct: 5153, generated: 13643, depth: 16),
            .holds(Self(ballots: 2), distinct: 253_425, generated: 702_524, depth: 24, isLong: true),
            .caught(
                Self(proposers: 1, mutant: .latePromises), distinct: 10369, generated: 29255, depth: 16,
                steps: 10),
            .caught(
                Self(proposers: 1, ballots: 0, mutant: .reusedBallot), distinct: 977, generated: 4458,
                depth: 16,
                steps: 11),
        ])
}

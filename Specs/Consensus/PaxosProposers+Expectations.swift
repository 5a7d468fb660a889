import QuorateFaults

extension PaxosProposers {
    enum Mutant: String, SpecMutant {
        case latePromises = "late-promises"
        case reusedBallot = "reused-ballot"
        case unpreparedFirstBallots = "unprepared-first-ballots"

        var expectation: MutantExpectation {
            switch self {
            case .latePromises:
                .breaks("agreement", "a proposer counts promises that answered its earlier ballot")
            case .reusedBallot:
                .breaks(
                    "agreement",
                    "a proposer that restarts begins its ballot again, and late promises let it propose another value"
                )
            case .unpreparedFirstBallots:
                .breaks(
                    "agreement",
                    "every proposer skips phase 1 in its first ballot, not only the one whose ballot is the lowest"
                )
            }
        }
    }

    enum Variant: String, SpecVariant {
        case unpreparedFirstBallot = "unprepared-first-ballot"

        var expectation: VariantExpectation {
            switch self {
            case .unpreparedFirstBallot:
                .holds(
                    "the lowest ballot skips phase 1: nobody can have voted in a lower one",
                    source: "Gray and Lamport, Consensus on Transaction Commit (2006), section 4;"
                        + " module PaxosCommit of tlaplus/Examples")
            }
        }
    }

    /// The first proposer needs a second ballot, for which it counts the promises of its first.
    mutating func makeRoomForMutant() {
        guard mutant == .latePromises, ballots < proposers.count else { return }
        (proposers, ballots) = ([0], max(ballots, 1))
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "promise",
                because:
                    "a promise that nobody asked for, or that comes late, binds its acceptor all the same")
        ]
    }

    static let instances =
        expected(
            by: "Quorate",
            [.holds(Self(acceptors: 2), distinct: 265, generated: 561, depth: 12)])
        + expected(
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
                .holds(Self(variant: .unpreparedFirstBallot), distinct: 8929, generated: 24083, depth: 16),
                .caught(
                    Self(mutant: .unpreparedFirstBallots), distinct: 21025, generated: 65283, depth: 16,
                    steps: 8),
            ])
}

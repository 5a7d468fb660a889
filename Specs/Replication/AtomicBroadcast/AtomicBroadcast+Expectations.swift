import QuorateFaults

extension AtomicBroadcast {
    enum Mutant: String, SpecMutant {
        case earlyAcknowledgment = "early-acknowledgment"
        case epochFirst = "epoch-first"

        var expectation: MutantExpectation {
            switch self {
            case .earlyAcknowledgment:
                .breaks(
                    "committed transactions stay",
                    "a follower acknowledges the leader's history before it has written it to disk")
            case .epochFirst:
                .breaks(
                    "committed transactions stay",
                    "a follower writes the new epoch before the history that goes with it, and crashes in between"
                )
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropEffect, "accept",
                because: "a follower that restarts takes over the same transaction with its leader's history")
        ]
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(epochs: 2), distinct: 6411, generated: 18626, depth: 21),
            .holds(Self(epochs: 2, transactions: 2), distinct: 26340, generated: 77995, depth: 23),
            .holds(Self(), distinct: 31340, generated: 88876, depth: 27),
            .holds(Self(transactions: 2), distinct: 149_909, generated: 428_844, depth: 30, isLong: true),
            .caught(
                Self(mutant: .earlyAcknowledgment), distinct: 118_105, generated: 365_117, depth: 33, steps: 8
            ),
            .caught(Self(mutant: .epochFirst), distinct: 33543, generated: 93986, depth: 28, steps: 10),
        ])
}

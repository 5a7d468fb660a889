import QuorateFaults

extension RedundantRouters {
    enum Mutant: String, SpecMutant {
        case heartbeatOnly = "heartbeat-only"
        case votesAgain = "votes-again"
        case countsFromAnswer = "counts-from-answer"
        case withoutMargin = "without-margin"
        case votesForEver = "votes-for-ever"

        var expectation: MutantExpectation {
            switch self {
            case .heartbeatOnly:
                .breaks("one active router", "a router that hears no heartbeat takes over, and asks nobody")
            case .votesAgain:
                .breaks("one active router", "the witness votes for whoever asks")
            case .countsFromAnswer:
                .breaks(
                    "one active router",
                    "a router counts the term of its vote from the answer, not from its request")
            case .withoutMargin:
                .breaks("one active router", "the witness takes every clock to be as fast as its own")
            case .votesForEver:
                .breaks(
                    "a router becomes active again", "the vote for a router that has failed never ends")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 3376, generated: 12954, depth: 13),
            .holds(Self(term: 3), distinct: 7798, generated: 29588, depth: 15),
            .holds(Self(skew: 0), distinct: 922, generated: 3250, depth: 12),
            .holds(Self(timely: true), distinct: 2730, generated: 9034, depth: 14),
            // The second failure may be that of the other router.
            .violates(
                "a router becomes active again", Self(failures: 2), distinct: 6302, generated: 29222,
                depth: 14),
            .caught(Self(mutant: .heartbeatOnly), distinct: 10, generated: 28, depth: 3, steps: 2),
            // Heartbeats that are never late do not help if the link fails, and are enough if only routers do.
            .caught(
                Self(timely: true, mutant: .heartbeatOnly), distinct: 8, generated: 14, depth: 3, steps: 3),
            .holds(
                Self(linksFail: false, timely: true, mutant: .heartbeatOnly), distinct: 5, generated: 9,
                depth: 3),
            .caught(Self(mutant: .votesAgain), distinct: 11534, generated: 52928, depth: 14, steps: 4),
            .caught(Self(mutant: .countsFromAnswer), distinct: 3386, generated: 13192, depth: 16, steps: 9),
            .caught(Self(mutant: .withoutMargin), distinct: 4290, generated: 17502, depth: 15, steps: 8),
            .caught(Self(mutant: .votesForEver), distinct: 822, generated: 3197, depth: 12),
        ])

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "tick",
                because:
                    "a heartbeat over a cut link tells the backup what one before the cut would, and with nobody active there is none"
            )
        ]
    }
}

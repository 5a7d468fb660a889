import QuorateFaults

extension ConsensusService {
    enum Mutant: String, SpecMutant {
        case fReplies = "f-replies"
        case decidesAgain = "decides-again"
        case everyReply = "every-reply"

        var expectation: MutantExpectation {
            switch self {
            case .fReplies:
                .breaks("one custodian", "a client believes f replies, which may all be Byzantine")
            case .decidesAgain:
                .breaks("one custodian", "the service decides again when another client asks")
            case .everyReply:
                .breaks(
                    "whoever asks knows in the end",
                    "a client waits for the replies of all n, also of the silent")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 1472, generated: 5764, depth: 10),
            .holds(Self(faults: 0), distinct: 752, generated: 3361, depth: 11),
            .holds(Self(servers: 7, faults: 2), distinct: 31920, generated: 159_957, depth: 12),
            // The states and steps of the first.
            .violates(
                "whoever asks knows in the end", Self(reconnects: false), distinct: 1472, generated: 5764,
                depth: 10, steps: 6),
            .caught(Self(mutant: .fReplies), distinct: 3328, generated: 14020, depth: 10, steps: 4),
            .caught(Self(mutant: .decidesAgain), distinct: 5824, generated: 25380, depth: 11, steps: 8),
            .caught(Self(mutant: .everyReply), distinct: 704, generated: 2500, depth: 10, steps: 5),
        ])

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "ask",
                because:
                    "who asks while it is offline hears as little as one that has asked and then gone offline"
            ),
            .waive(
                .dropInitialState,
                because: "servers are alike, so each choice of the faulty ones says what another says"),
        ]
    }
}

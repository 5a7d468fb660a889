import QuorateFaults

extension ExactlyOnceQueue {
    enum Mutant: String, SpecMutant {
        case volatileLastSeen = "volatile-last-seen"
        case noDeduplication = "no-deduplication"
        case minorityAcknowledgement = "minority-acknowledgement"
        case silentDuplicate = "silent-duplicate"
        case sharedLastSeen = "shared-last-seen"

        var expectation: MutantExpectation {
            switch self {
            case .volatileLastSeen:
                .breaks("no duplicate", "the last number seen is kept in memory and lost in a reboot")
            case .noDeduplication:
                .breaks("no duplicate", "the consumer processes whatever is delivered")
            case .minorityAcknowledgement:
                .breaks(
                    "no acknowledged message is lost",
                    "a client takes a message for accepted that one broker has stored")
            case .silentDuplicate:
                .breaks(
                    "every message sent is processed",
                    "the consumer drops a duplicate without acknowledging it again, and it is delivered for ever"
                )
            case .sharedLastSeen:
                .breaks(
                    "every message sent is processed",
                    "one record of the last number serves all clients, whose numbers are their own")
            }
        }
    }

    mutating func makeRoomForMutant() {
        if mutant == .sharedLastSeen { clientCount = 2 }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 1780, generated: 7955, depth: 16),
            .holds(Self(clients: 2, messages: 1), distinct: 5476, generated: 33782, depth: 15),
            .holds(Self(brokers: 5, crashes: 2, messages: 1), distinct: 2320, generated: 12351, depth: 11),
            .caught(Self(mutant: .volatileLastSeen), distinct: 11380, generated: 51001, depth: 20, steps: 6),
            .caught(Self(mutant: .noDeduplication), distinct: 5428, generated: 23109, depth: 18, steps: 5),
            .caught(
                Self(mutant: .minorityAcknowledgement), distinct: 4420, generated: 20915, depth: 16, steps: 4),
            .caught(Self(mutant: .silentDuplicate), distinct: 1492, generated: 5523, depth: 15, steps: 11),
            .caught(
                Self(clients: 2, messages: 1, mutant: .sharedLastSeen), distinct: 6244, generated: 39318,
                depth: 15, steps: 13),
        ])
}

import QuorateFaults

extension LedgerRecovery {
    enum Mutant: String, SpecMutant {
        case firstAnswer = "first-answer"
        case noWriteBack = "no-write-back"
        case unfencedReads = "unfenced-reads"
        case waitsForAll = "waits-for-all"

        var expectation: MutantExpectation {
            switch self {
            case .firstAnswer:
                .breaks(
                    "confirmed entries stay",
                    "one bookie without the entry is proof that it was not confirmed")
            case .noWriteBack:
                .breaks("every entry on an ack quorum", "an entry that is found is not written back")
            case .unfencedReads:
                .breaks(
                    "confirmed entries stay",
                    "reads do not fence: a bookie that the first round missed still takes the entry from the writer"
                )
            case .waitsForAll:
                .breaks("recovery ends", "answers of all bookies are waited for, and one has crashed")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 668, generated: 1948, depth: 12),
            .holds(Self(entries: 2), distinct: 24296, generated: 82615, depth: 21),
            .holds(Self(ackQuorum: 3), distinct: 575, generated: 1972, depth: 12),
            .holds(Self(bookies: 4, ackQuorum: 3), distinct: 4947, generated: 20673, depth: 15),
            .holds(Self(bookies: 5, ackQuorum: 3), distinct: 38072, generated: 178_878, depth: 18),
            .caught(Self(mutant: .firstAnswer), distinct: 692, generated: 2026, depth: 12, steps: 8),
            .caught(Self(mutant: .noWriteBack), distinct: 217, generated: 654, depth: 8, steps: 5),
            .caught(Self(mutant: .unfencedReads), distinct: 842, generated: 2419, depth: 13, steps: 9),
            .caught(Self(mutant: .waitsForAll), distinct: 659, generated: 1927, depth: 12, steps: 5),
        ])
}

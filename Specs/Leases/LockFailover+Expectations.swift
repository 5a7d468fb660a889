import QuorateFaults

extension LockFailover {
    enum Mutant: String, SpecMutant {
        case noWait = "no-wait"
        case ignoredSkew = "ignored-skew"
        case sameEpoch = "same-epoch"
        case noFence = "no-fence"
        case unannounced
        case noDeduplication = "no-deduplication"
        case handover

        var expectation: MutantExpectation {
            switch self {
            case .noWait:
                .breaks(
                    "one client has the lock", "the backup takes over as soon as it suspects the primary")
            case .ignoredSkew:
                .breaks(
                    "one client has the lock",
                    "the backup waits for the length of the lease on its own clock, which is the faster one")
            case .sameEpoch:
                .breaks(
                    "no write of the old primary once the new one serves",
                    "the backup goes on with the primary's epoch, and the storage cannot tell their writes apart"
                )
            case .noFence:
                .breaks(
                    "no write of the old primary once the new one serves",
                    "there are epochs, and the storage does not compare them")
            case .unannounced:
                .breaks(
                    "no write of the old primary once the new one serves",
                    "the storage hears of the new epoch with the first write only, and till then takes those of the old"
                )
            case .noDeduplication:
                .breaks(
                    "every request takes effect once",
                    "the storage does not look at the identifier of a request")
            case .handover:
                .breaks(
                    "every request is done",
                    "the backup takes over from a primary that says so, and from no other")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 4530, generated: 19289, depth: 31),
            .holds(Self(clients: 1), distinct: 668, generated: 2543, depth: 21),
            .holds(Self(lease: 2, skew: 2), distinct: 13200, generated: 59531, depth: 42),
            .caught(Self(mutant: .noWait), distinct: 15548, generated: 66992, depth: 31, steps: 3),
            .caught(Self(mutant: .ignoredSkew), distinct: 5298, generated: 22964, depth: 29, steps: 4),
            .caught(Self(mutant: .sameEpoch), distinct: 5274, generated: 22105, depth: 32, steps: 9),
            .caught(Self(mutant: .noFence), distinct: 5274, generated: 22105, depth: 32, steps: 9),
            .caught(Self(mutant: .unannounced), distinct: 5490, generated: 22753, depth: 32, steps: 9),
            .caught(Self(mutant: .noDeduplication), distinct: 10914, generated: 48169, depth: 45, steps: 9),
            .caught(Self(mutant: .handover), distinct: 9810, generated: 41340, depth: 31, steps: 8),
        ])
}

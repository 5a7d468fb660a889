import QuorateFaults

extension LiveMigration {
    enum Mutant: String, SpecMutant {
        case noPrepare = "no-prepare"
        case oneStoreWrite = "one-store-write"
        case oneStoreRead = "one-store-read"
        case presumedAbort = "presumed-abort"
        case crashingCoordinator = "crashing-coordinator"

        var expectation: MutantExpectation {
            switch self {
            case .noPrepare:
                .breaks(
                    "no lost or older page", "the coordinator commits before source and target have prepared")
            case .oneStoreWrite:
                .breaks("no lost or older page", "the source has prepared when one store has the page")
            case .oneStoreRead:
                .breaks("no lost or older page", "a page comes in from the first store that answers")
            case .presumedAbort:
                .breaks(
                    "one running copy", "a source that has prepared goes on when it hears of no decision")
            case .crashingCoordinator:
                .breaks(
                    "the migration ends", "the coordinator may crash, and the process is frozen for ever")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 8092, generated: 24387, depth: 16),
            .holds(Self(storeCrashes: 0, sourceCrashes: 0), distinct: 749, generated: 2232, depth: 12),
            .holds(
                Self(stores: 5, storeCrashes: 2, versions: 1), distinct: 27136, generated: 109_748, depth: 16),
            // One store of three is no majority, and without one no page comes in at the target.
            .violates(
                "the migration ends", Self(storeCrashes: 2), distinct: 14161, generated: 48039, depth: 17,
                steps: 10),
            .caught(Self(mutant: .noPrepare), distinct: 16948, generated: 47820, depth: 16, steps: 4),
            .caught(Self(mutant: .oneStoreWrite), distinct: 12748, generated: 38259, depth: 15, steps: 7),
            .caught(Self(mutant: .oneStoreRead), distinct: 8572, generated: 25764, depth: 16, steps: 8),
            .caught(Self(mutant: .presumedAbort), distinct: 10888, generated: 33234, depth: 17, steps: 8),
            // Without other crashes, so that the process is stopped and nobody else is to blame.
            .caught(
                Self(storeCrashes: 0, sourceCrashes: 0, mutant: .crashingCoordinator), distinct: 749,
                generated: 2232, depth: 12, steps: 6),
        ])
}

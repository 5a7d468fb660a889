import QuorateFaults

extension ObservedRemoveSet {
    enum Mutant: String, SpecMutant {
        case untaggedAdditions = "untagged-additions"
        case withoutTombstones = "without-tombstones"
        case unsentRemovals = "unsent-removals"

        var expectation: MutantExpectation {
            switch self {
            case .untaggedAdditions:
                .breaks(
                    "an addition survives removals that had not seen it",
                    "additions share one tag, as in the two-phase set: a key that was removed once never comes again"
                )
            case .withoutTombstones:
                .breaks(
                    "a removed key stays away",
                    "a removal leaves nothing behind: another copy brings the key back")
            case .unsentRemovals:
                .breaks(
                    "convergence", "nodes tell each other what was added, and not what was removed")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 486, generated: 1963, depth: 9),
            .holds(Self(additions: 3), distinct: 2850, generated: 12561, depth: 12),
            .holds(Self(nodes: 3, additions: 1), distinct: 4952, generated: 41008, depth: 13),
            .holds(Self(late: true), distinct: 13695, generated: 75335, depth: 17),
            .caught(Self(mutant: .untaggedAdditions), distinct: 416, generated: 1327, depth: 9, steps: 3),
            .caught(Self(mutant: .withoutTombstones), distinct: 1692, generated: 6941, depth: 12, steps: 4),
            .caught(Self(mutant: .unsentRemovals), distinct: 599, generated: 2457, depth: 10, steps: 3),
        ])

    static var waivedMutants: [MutantWaiver] {
        [.waive(.dropGuard, "send", because: "without late copies nobody hears of what was sent")]
    }
}

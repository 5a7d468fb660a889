import QuorateFaults

extension ConsumableItem {
    enum Mutant: String, SpecMutant {
        case lockOnly = "lock-only"
        case unfencedLook = "unfenced-look"
        case constantToken = "constant-token"
        case noExpiry = "no-expiry"

        var expectation: MutantExpectation {
            switch self {
            case .lockOnly:
                .breaks(
                    "the item is used once",
                    "the dragon accepts every blow: there is the lock and nothing else")
            case .unfencedLook:
                .breaks(
                    "the item is used once",
                    "a player shows its token to strike, and not to look: the dragon learns of it too late")
            case .constantToken:
                .breaks("the item is used once", "the token does not change with the holder")
            case .noExpiry:
                .breaks(
                    "the lock for every player that lives",
                    "the lock of a player that has crashed does not expire")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 7276, generated: 19081, depth: 15),
            .holds(Self(players: 2), distinct: 395, generated: 771, depth: 11),
            .holds(Self(lease: 3, crashes: 2), distinct: 25417, generated: 79729, depth: 22),
            .caught(Self(mutant: .lockOnly), distinct: 9250, generated: 23713, depth: 16, steps: 9),
            .caught(Self(mutant: .unfencedLook), distinct: 8038, generated: 21430, depth: 16, steps: 9),
            .caught(Self(mutant: .constantToken), distinct: 8206, generated: 21889, depth: 16, steps: 9),
            .caught(Self(mutant: .noExpiry), distinct: 358, generated: 679, depth: 12, steps: 3),
        ])

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "unlock",
                because:
                    "a lock that is given back too early is as one that has expired, which the token makes up for"
            ),
            .waive(
                .neverTake, "unlock",
                because: "a lock that is not given back expires"),
            .waive(
                .dropEffect, "unlock",
                because: "a lock that is not given back expires"),
            .waive(
                .dropGuard, "crash",
                because: "the item is used once however many crash, and the lock is for those that live"),
        ]
    }
}

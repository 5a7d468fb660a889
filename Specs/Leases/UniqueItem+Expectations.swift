import QuorateFaults

extension UniqueItem {
    enum Mutant: String, SpecMutant {
        case localView = "local-view"
        case latestWins = "latest-wins"
        case silentRefusal = "silent-refusal"

        var expectation: MutantExpectation {
            switch self {
            case .localView:
                .breaks(
                    "one player holds the item",
                    "a player who sees the item lie there has it, and tells the server afterwards")
            case .latestWins:
                .breaks(
                    "one player holds the item",
                    "the server gives the item to whoever asked last, and the owner before keeps it")
            case .silentRefusal:
                .breaks("an answer to every player", "the server answers the player who gets the item only")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 132, generated: 393, depth: 12),
            .holds(Self(players: 3), distinct: 1080, generated: 4681, depth: 15),
            .caught(Self(mutant: .localView), distinct: 604, generated: 2185, depth: 19, steps: 2),
            .caught(Self(mutant: .latestWins), distinct: 592, generated: 2089, depth: 24, steps: 6),
            .caught(Self(mutant: .silentRefusal), distinct: 132, generated: 325, depth: 12, steps: 10),
        ])
}

import QuorateFaults

extension LagCompensation {
    enum Mutant: String, SpecMutant {
        case arrivalOrder = "arrival-order"
        case noMargin = "no-margin"
        case touchingIntervals = "touching-intervals"
        case waitsForMove = "waits-for-move"

        var expectation: MutantExpectation {
            switch self {
            case .arrivalOrder:
                .breaks(
                    "no hit unless the shot came first",
                    "the server goes by the order in which it hears of the events")
            case .noMargin:
                .breaks(
                    "no hit unless the shot came first",
                    "the server takes the stamps for the truth, without a margin")
            case .touchingIntervals:
                .breaks(
                    "no hit unless the shot came first",
                    "the server grants a hit where the last tick of the shot is the first of the move")
            case .waitsForMove:
                .breaks("every shot is judged", "the server waits for the move of a player who need not move")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 50732, generated: 71666, depth: 15),
            .holds(Self(delay: 0), distinct: 3769, generated: 5308, depth: 11),
            .holds(Self(skew: 0), distinct: 5939, generated: 8357, depth: 15),
            .holds(Self(delay: 1, skew: 2), distinct: 50865, generated: 71561, depth: 13),
            .caught(Self(mutant: .arrivalOrder), distinct: 50582, generated: 71264, depth: 15, steps: 6),
            .caught(Self(mutant: .noMargin), distinct: 51404, generated: 72725, depth: 15, steps: 5),
            .caught(Self(mutant: .touchingIntervals), distinct: 50732, generated: 71666, depth: 15, steps: 5),
            .caught(Self(mutant: .waitsForMove), distinct: 49799, generated: 69401, depth: 15, steps: 12),
        ])
}

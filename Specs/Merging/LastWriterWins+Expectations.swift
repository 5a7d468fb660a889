import QuorateFaults

extension LastWriterWins {
    enum Mutant: String, SpecMutant {
        case wallClock = "wall-clock"
        case ownValueOnTies = "own-value-on-ties"

        var expectation: MutantExpectation {
            switch self {
            case .wallClock:
                .breaks(
                    "no write loses to one that it had seen",
                    "a laptop takes the time of its own clock, though it has seen a greater timestamp")
            case .ownValueOnTies:
                .breaks("convergence", "with equal times everybody keeps what it has")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            // Without skew timestamps are those of wall clocks, and the last write wins.
            .holds(Self(skew: 0), distinct: 141, generated: 375, depth: 7),
            .holds(Self(), distinct: 582, generated: 1542, depth: 7),
            .holds(Self(skew: 2), distinct: 1333, generated: 3521, depth: 8),
            .holds(Self(laptops: 3), distinct: 17322, generated: 109_808, depth: 10),
            .holds(Self(late: true), distinct: 2474, generated: 10898, depth: 12),
            .caught(Self(mutant: .wallClock), distinct: 582, generated: 1545, depth: 8, steps: 5),
            .caught(Self(mutant: .ownValueOnTies), distinct: 582, generated: 1542, depth: 7, steps: 5),
        ])

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "send",
                because: "without late copies nobody hears of what was sent"),
            .waive(
                .dropInitialState,
                because:
                    "each choice of clocks has writes of its own, and what holds of all of them holds of fewer"
            ),
        ]
    }
}

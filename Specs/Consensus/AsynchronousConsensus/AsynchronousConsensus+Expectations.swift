import QuorateFaults

extension AsynchronousConsensus {
    enum Mutant: String, SpecMutant {
        case hastyDecision = "hasty-decision"
        case alwaysZero = "always-zero"
        case earlyHalt = "early-halt"
        case coinsInTurns = "coins-in-turns"

        var expectation: MutantExpectation {
            switch self {
            case .hastyDecision:
                .breaks("agreement", "one proposal decides, which others need not hear")
            case .alwaysZero:
                .breaks("validity", "what is decided is 0, whatever the inputs")
            case .earlyHalt:
                .breaks(
                    "termination of all", "who has decided sends nothing more, and the others wait for it")
            case .coinsInTurns:
                .breaks(
                    "termination", "each coin falls either way again and again, and no more is owed of them")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState, because: "inputs are free, and each value is an input in many other states"
            )
        ]
    }

    /// The re-model keeps messages by process, and looks for fair runs in components of its own.
    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 14476, generated: 46822, depth: 35),
            .holds(Self(crashes: 0), distinct: 5902, generated: 16108, depth: 35),
            .violates(
                "termination", Self(coin: false), distinct: 11182, generated: 38642, depth: 35, steps: 14),
            // Nobody crashes: that one may is enough.
            .violates(
                "termination", Self(crashes: 0, coin: false), distinct: 4180, generated: 12272, depth: 35,
                steps: 14),
            // Where nobody may crash all hear the same and decide; and if one does, they wait for ever.
            .holds(
                Self(faults: 0, crashes: 0, coin: false), distinct: 1510, generated: 4608, depth: 26),
            .violates("termination", Self(faults: 0), distinct: 3946, generated: 13998, depth: 29, steps: 8),
            .caught(
                Self(crashes: 0, mutant: .hastyDecision), distinct: 91772, generated: 241_020, depth: 61,
                steps: 24),
            .caught(Self(mutant: .alwaysZero), distinct: 14476, generated: 46822, depth: 35, steps: 7),
            .caught(Self(mutant: .earlyHalt), distinct: 10126, generated: 30758, depth: 24, steps: 11),
            .caught(Self(mutant: .coinsInTurns), distinct: 14476, generated: 46822, depth: 35),
        ])
}

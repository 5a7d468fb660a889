import QuorateFaults

extension CashMachine {
    enum Mutant: String, SpecMutant {
        case machineDecidesAlone = "machine-decides-alone"
        case bankDecidesAlone = "bank-decides-alone"
        case lastWord = "last-word"
        case trustsItsLog = "trusts-its-log"
        case silentArbiter = "silent-arbiter"
        case deadLink = "dead-link"

        var expectation: MutantExpectation {
            switch self {
            case .machineDecidesAlone:
                .breaks("debit iff cash", "the machine refuses when it has waited for long enough")
            case .bankDecidesAlone:
                .breaks("debit iff cash", "the bank releases the amount when it has waited for long enough")
            case .lastWord:
                .breaks("debit iff cash", "the arbiter's decision is the latest proposal, not the first")
            case .trustsItsLog:
                .breaks(
                    "cash once",
                    "after a crash the machine asks its log whether it has paid, not the dispenser"
                )
            case .silentArbiter:
                .breaks("settlement", "the arbiter need not tell its decision, and both wait for ever")
            case .deadLink: .breaks("settlement", "the link may lose every message")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [.neverTake, .dropEffect].map {
            .waive(
                $0, "giveUp", number: 1,
                because:
                    "the machine makes the same proposal, unless it has heard a decision, which no proposal changes"
            )
        } + [
            .waive(
                .dropEffect, "lose",
                because:
                    "each message may be sent again or not, so that a run without the lost one ends alike")
        ]
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 813, generated: 7402, depth: 19),
            .holds(Self(crashes: 0), distinct: 429, generated: 3754, depth: 16),
            .holds(Self(crashes: 2), distinct: 1197, generated: 11114, depth: 22),
            .caught(Self(mutant: .machineDecidesAlone), distinct: 991, generated: 8792, depth: 19, steps: 8),
            .caught(Self(mutant: .bankDecidesAlone), distinct: 1141, generated: 10098, depth: 19, steps: 9),
            .caught(Self(mutant: .lastWord), distinct: 9501, generated: 100_346, depth: 24, steps: 11),
            .caught(Self(mutant: .trustsItsLog), distinct: 941, generated: 8490, depth: 20, steps: 12),
            // The states and steps of the sound spec.
            .caught(Self(mutant: .silentArbiter), distinct: 813, generated: 7402, depth: 19),
            .caught(Self(mutant: .deadLink), distinct: 813, generated: 7402, depth: 19),
        ])
}

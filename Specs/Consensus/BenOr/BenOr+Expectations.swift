import QuorateFaults

private let remodel = "an independent re-model in Python"

extension BenOr {
    enum Mutant: String, SpecMutant {
        case hastyProposal = "hasty-proposal"
        case forgedProposal = "forged-proposal"
        case hastyAdoption = "hasty-adoption"
        case hastyDecision = "hasty-decision"
        case tossAnyway = "toss-anyway"
        case impatience = "impatience"

        var expectation: MutantExpectation {
            switch self {
            case .hastyProposal:
                .breaks("agreement", "f + 1 equal reports make a proposal, so that both values are proposed")
            case .forgedProposal:
                .breaks("validity", "f equal reports make a proposal, and all of them may be Byzantine")
            case .hastyAdoption:
                .breaks("agreement", "a replica adopts what f others propose, which may all be Byzantine")
            case .hastyDecision:
                .breaks("agreement", "f + 1 proposals decide, of which others may hear one, and toss a coin")
            case .tossAnyway:
                .breaks("agreement", "a replica tosses a coin although f + 1 others propose a value")
            case .impatience:
                .breaks(
                    "agreement",
                    "a replica waits for n - 2f proposals only, and misses what others decide on")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "report",
                because: "the order of reports in lockstep saves states, and nothing else")
        ]
    }

    /// The re-model lists the samples that a replica can hear one by one.
    static let instances =
        byzantineInstances + crashInstances + endlessInstances + tooFewReplicas + mutantInstances

    private static let byzantineInstances =
        expected(
            by: remodel,
            [
                .holds(Self(), distinct: 4107, generated: 4435, depth: 25),
                .holds(Self(rounds: 3), distinct: 51567, generated: 55831, depth: 35),
                .holds(Self(replicas: 8, rounds: 3), distinct: 176_176, generated: 191_204, depth: 49),
                .holds(Self(rounds: 1, lockstep: false), distinct: 40857, generated: 141_341, depth: 15),
            ])
        + expected(
            by: "Quorate",
            [
                // Too large for the re-model.
                .holds(
                    Self(lockstep: false), distinct: 22_463_329, generated: 82_947_061, depth: 25,
                    isLong: true)
            ])
        + expected(
            by: remodel,
            [
                // No faults: everybody hears the same.
                .holds(Self(replicas: 3, faults: 0), distinct: 46, generated: 46, depth: 12),
                .holds(
                    Self(replicas: 3, faults: 0, lockstep: false), distinct: 195, generated: 343, depth: 12),
            ])

    private static let crashInstances = expected(
        by: remodel,
        [
            .holds(Self(replicas: 3, crash: true), distinct: 338, generated: 361, depth: 15),
            .holds(
                Self(replicas: 3, crash: true, lockstep: false), distinct: 15765, generated: 38605, depth: 15),
            .holds(Self(replicas: 3, rounds: 3, crash: true), distinct: 1526, generated: 1641, depth: 21),
            .holds(
                Self(replicas: 3, rounds: 3, crash: true, lockstep: false), distinct: 386_245,
                generated: 953_509, depth: 21, isLong: true),
            // The states of n = 6, f = 1 with a Byzantine replica, which there adds one to each threshold.
            .holds(
                Self(replicas: 5, faults: 2, rounds: 3, crash: true), distinct: 51567, generated: 55831,
                depth: 35),
        ])

    /// A fair coin decides; a scheduler that fixes it does not.
    private static let endlessInstances = expected(
        by: remodel,
        [
            .holds(Self(rounds: 1, endless: true), distinct: 45265, generated: 89007, depth: 24),
            .violates(
                "termination", Self(rounds: 1, endless: true, fairCoin: false), distinct: 45265,
                generated: 89007, depth: 24, steps: 16),
            .holds(
                Self(replicas: 3, rounds: 1, crash: true, endless: true), distinct: 605, generated: 1075,
                depth: 14),
            .violates(
                "termination", Self(replicas: 3, rounds: 1, crash: true, endless: true, fairCoin: false),
                distinct: 605, generated: 1075, depth: 14, steps: 10),
            .holds(
                Self(replicas: 3, rounds: 1, crash: true, lockstep: false, endless: true), distinct: 2397,
                generated: 5893, depth: 14),
        ])

    /// n = 5f: where all correct replicas have the same input, f Byzantine ones make them toss, and decide the
    /// other value. What is decided is agreed on even so; with n = 4f no longer.
    private static let tooFewReplicas = expected(
        by: remodel,
        [
            .violates("validity", Self(replicas: 5), distinct: 3485, generated: 3781, depth: 20, steps: 17),
            .violates(
                "validity", Self(replicas: 5, lockstep: false), distinct: 442_211, generated: 1_421_481,
                depth: 20, steps: 13, isLong: true),
        ])

    /// Without the forged proposal, which breaks agreement as well, ten steps later.
    private static let mutantInstances = expected(
        by: remodel,
        [
            .caught(Self(mutant: .hastyProposal), distinct: 23123, generated: 24867, depth: 25, steps: 21),
            .caught(Self(mutant: .hastyAdoption), distinct: 10583, generated: 11519, depth: 25, steps: 21),
            .caught(Self(mutant: .hastyDecision), distinct: 10143, generated: 11271, depth: 25, steps: 21),
            .caught(Self(mutant: .tossAnyway), distinct: 10583, generated: 11791, depth: 25, steps: 21),
            .caught(Self(mutant: .impatience), distinct: 8617, generated: 9571, depth: 25, steps: 21),
        ])
}

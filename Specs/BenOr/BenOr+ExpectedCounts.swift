public import QuorateLanguage

extension BenOr {
    /// What an independent re-model in Python found, which lists the samples that a replica can hear one by
    /// one.
    public static var instances: [SpecInstance<Self>] {
        byzantineInstances + crashInstances + tooFewReplicas + mutantInstances
    }

    private static var remodel: String { "an independent re-model in Python" }

    private static var byzantineInstances: [SpecInstance<Self>] {
        [
            SpecInstance(Self(), .holds(distinct: 4107, generated: 4435, depth: 25, source: remodel)),
            SpecInstance(
                Self(rounds: 3), .holds(distinct: 51567, generated: 55831, depth: 35, source: remodel)),
            SpecInstance(
                Self(replicas: 8, rounds: 3),
                .holds(distinct: 176_176, generated: 191_204, depth: 49, source: remodel)),
            SpecInstance(
                Self(rounds: 1, lockstep: false),
                .holds(distinct: 40857, generated: 141_341, depth: 15, source: remodel)),
            // Too large for the re-model.
            SpecInstance(
                Self(lockstep: false),
                .holds(
                    distinct: 22_463_329, generated: 82_947_061, depth: 25, source: "Quorate", isLong: true)),
            // No faults: everybody hears the same.
            SpecInstance(
                Self(replicas: 3, faults: 0),
                .holds(distinct: 46, generated: 46, depth: 12, source: remodel)),
            SpecInstance(
                Self(replicas: 3, faults: 0, lockstep: false),
                .holds(distinct: 195, generated: 343, depth: 12, source: remodel)),
        ]
    }

    private static var crashInstances: [SpecInstance<Self>] {
        [
            SpecInstance(
                Self(replicas: 3, crash: true),
                .holds(distinct: 338, generated: 361, depth: 15, source: remodel)),
            SpecInstance(
                Self(replicas: 3, crash: true, lockstep: false),
                .holds(distinct: 15765, generated: 38605, depth: 15, source: remodel)),
            SpecInstance(
                Self(replicas: 3, rounds: 3, crash: true),
                .holds(distinct: 1526, generated: 1641, depth: 21, source: remodel)),
            SpecInstance(
                Self(replicas: 3, rounds: 3, crash: true, lockstep: false),
                .holds(distinct: 386_245, generated: 953_509, depth: 21, source: remodel, isLong: true)),
            // The states of n = 6, f = 1 with a Byzantine replica, which there adds one to each threshold.
            SpecInstance(
                Self(replicas: 5, faults: 2, rounds: 3, crash: true),
                .holds(distinct: 51567, generated: 55831, depth: 35, source: remodel)),
        ]
    }

    /// n = 5f: where all correct replicas have the same input, f Byzantine ones make them toss, and decide
    /// the other value. What is decided is agreed on even so; with n = 4f no longer.
    private static var tooFewReplicas: [SpecInstance<Self>] {
        [
            SpecInstance(
                Self(replicas: 5),
                .violates(
                    "validity", steps: 17, distinct: 3485, generated: 3781, depth: 20, source: remodel)),
            SpecInstance(
                Self(replicas: 5, lockstep: false),
                .violates(
                    "validity", steps: 13, distinct: 442_211, generated: 1_421_481, depth: 20,
                    source: remodel,
                    isLong: true)),
        ]
    }

    /// Without the forged proposal, which breaks agreement as well, ten steps later.
    private static var mutantInstances: [SpecInstance<Self>] {
        [
            (Mutant.hastyProposal, 23123, 24867), (.hastyAdoption, 10583, 11519),
            (.hastyDecision, 10143, 11271), (.tossAnyway, 10583, 11791), (.impatience, 8617, 9571),
        ].map { mutant, distinct, generated in
            SpecInstance(
                Self(mutant: mutant),
                .violates(
                    "agreement", steps: 21, distinct: distinct, generated: generated, depth: 25,
                    source: remodel))
        }
    }
}

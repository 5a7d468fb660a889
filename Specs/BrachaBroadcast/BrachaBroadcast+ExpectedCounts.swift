public import QuorateLanguage

extension BrachaBroadcast {
    /// What an independent re-model in Python found: a program counter for each process, written from the
    /// paper.
    ///
    /// Two mutants are not here, because with more steps a second property falls as well.
    public static var instances: [SpecInstance<Self>] { soundInstances + tooFewReplicas + mutantInstances }

    private static var remodel: String { "an independent re-model in Python" }

    private static var soundInstances: [SpecInstance<Self>] {
        [
            SpecInstance(Self(), .holds(distinct: 544, generated: 1138, depth: 10, source: remodel)),
            SpecInstance(Self(faulty: 0), .holds(distinct: 261, generated: 651, depth: 13, source: remodel)),
            SpecInstance(Self(faults: 0), .holds(distinct: 401, generated: 1139, depth: 13, source: remodel)),
            SpecInstance(
                Self(replicas: 5), .holds(distinct: 2501, generated: 6989, depth: 13, source: remodel)),
            SpecInstance(
                Self(replicas: 7, faults: 2),
                .holds(distinct: 80367, generated: 284_421, depth: 16, source: remodel)),
            SpecInstance(
                Self(replicas: 7, faults: 2, faulty: 0),
                .holds(distinct: 9921, generated: 43221, depth: 22, source: remodel)),
        ]
    }

    /// n = 3f: nothing wrong is delivered, but the correct replicas alone are too few to deliver at all.
    private static var tooFewReplicas: [SpecInstance<Self>] {
        [
            SpecInstance(
                Self(replicas: 3),
                .violates("totality", steps: 3, distinct: 63, generated: 83, depth: 7, source: remodel)),
            SpecInstance(
                Self(replicas: 6, faults: 2),
                .violates(
                    "totality", steps: 5, distinct: 6475, generated: 16675, depth: 13, source: remodel)),
        ]
    }

    private static var mutantInstances: [SpecInstance<Self>] {
        [
            SpecInstance(
                Self(mutant: .everyValue),
                .violates(
                    "agreement", steps: 10, distinct: 8415, generated: 41200, depth: 15, source: remodel)),
            SpecInstance(
                Self(mutant: .echoedValue),
                .violates("agreement", steps: 7, distinct: 544, generated: 1138, depth: 10, source: remodel)),
            SpecInstance(
                Self(mutant: .echoesOfAll),
                .violates("totality", steps: 4, distinct: 262, generated: 496, depth: 10, source: remodel)),
            SpecInstance(
                Self(mutant: .echoesOf2f),
                .violates("totality", steps: 7, distinct: 1114, generated: 2500, depth: 10, source: remodel)),
            SpecInstance(
                Self(mutant: .noAmplification),
                .violates("totality", steps: 5, distinct: 544, generated: 1138, depth: 10, source: remodel)),
            SpecInstance(
                Self(mutant: .hastyDelivery),
                .violates("totality", steps: 4, distinct: 634, generated: 1420, depth: 10, source: remodel)),
            SpecInstance(
                Self(mutant: .noEchoPhase),
                .violates("totality", steps: 4, distinct: 248, generated: 490, depth: 7, source: remodel)),
        ]
    }
}

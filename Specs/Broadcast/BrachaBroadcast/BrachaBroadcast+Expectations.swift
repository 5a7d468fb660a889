import QuorateFaults

private let remodel = "an independent re-model in Python"

extension BrachaBroadcast {
    public enum Mutant: String, SpecMutant {
        case everyValue = "every-value"
        case echoedValue = "echoed-value"
        case anybodysInitial = "anybodys-initial"
        case hastyAmplification = "hasty-amplification"
        case echoesOfAll = "echoes-of-all"
        case echoesOf2f = "echoes-2f"
        case noAmplification = "no-amplification"
        case hastyDelivery = "hasty-delivery"
        case noEchoPhase = "no-echo-phase"

        public var expectation: MutantExpectation {
            switch self {
            case .everyValue:
                .breaks(
                    "agreement", "a replica echoes each value that it hears and is ready for each of them")
            case .echoedValue:
                .breaks("agreement", "a replica delivers the value that it has echoed, whatever is ready")
            case .anybodysInitial:
                .breaks("totality", "a replica takes an INITIAL for the sender's without looking who sent it")
            case .hastyAmplification:
                .breaks("validity", "a replica is ready when f others are, which may all be Byzantine")
            case .echoesOfAll:
                .breaks("totality", "a replica waits for the echoes of all, Byzantine ones among them")
            case .echoesOf2f:
                .breaks("totality", "2f echoes are taken for enough, and there are two values with as many")
            case .noAmplification:
                .breaks("totality", "a replica is ready on echoes only, which the others may never hear")
            case .hastyDelivery:
                .breaks("totality", "f + 1 that are ready are taken for enough: one of them may be correct")
            case .noEchoPhase:
                .breaks("totality", "a replica is ready on the sender's word, who told others another value")
            }
        }
    }

    public static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because: "no rule tells one replica from another but the sender, whose lies have a property")
        ]
    }

    /// The re-model has a program counter for each process, and is written from the paper.
    ///
    /// Two mutants are not here, because with more steps a second property falls as well.
    public static let instances = soundInstances + tooFewReplicas + mutantInstances

    private static let soundInstances = expected(
        by: remodel,
        [
            .holds(Self(), distinct: 544, generated: 1138, depth: 10),
            .holds(Self(faulty: 0), distinct: 261, generated: 651, depth: 13),
            .holds(Self(faults: 0), distinct: 401, generated: 1139, depth: 13),
            .holds(Self(replicas: 5), distinct: 2501, generated: 6989, depth: 13),
            .holds(Self(replicas: 7, faults: 2), distinct: 80367, generated: 284_421, depth: 16),
            .holds(Self(replicas: 7, faults: 2, faulty: 0), distinct: 9921, generated: 43221, depth: 22),
        ])

    /// n = 3f: nothing wrong is delivered, but the correct replicas alone are too few to deliver at all.
    private static let tooFewReplicas = expected(
        by: remodel,
        [
            .violates("totality", Self(replicas: 3), distinct: 63, generated: 83, depth: 7, steps: 3),
            .violates(
                "totality", Self(replicas: 6, faults: 2), distinct: 6475, generated: 16675, depth: 13,
                steps: 5),
        ])

    private static let mutantInstances = expected(
        by: remodel,
        [
            .caught(Self(mutant: .everyValue), distinct: 8415, generated: 41200, depth: 15, steps: 10),
            .caught(Self(mutant: .echoedValue), distinct: 544, generated: 1138, depth: 10, steps: 7),
            .caught(Self(mutant: .echoesOfAll), distinct: 262, generated: 496, depth: 10, steps: 4),
            .caught(Self(mutant: .echoesOf2f), distinct: 1114, generated: 2500, depth: 10, steps: 7),
            .caught(Self(mutant: .noAmplification), distinct: 544, generated: 1138, depth: 10, steps: 5),
            .caught(Self(mutant: .hastyDelivery), distinct: 634, generated: 1420, depth: 10, steps: 4),
            .caught(Self(mutant: .noEchoPhase), distinct: 248, generated: 490, depth: 7, steps: 4),
        ])
}

extension BrachaBroadcast: CostedSpec {
    /// One message to each other replica; nothing is signed.
    public func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        let others = allReplicas.count - 1
        return switch action {
        case .broadcast: StepCost(messages: others, round: 1)
        case .echo: StepCost(messages: others, round: 2)
        case .ready: StepCost(messages: others, round: 3)
        case .deliver: StepCost()
        }
    }
}

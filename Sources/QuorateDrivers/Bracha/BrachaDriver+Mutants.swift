internal import BroadcastSpecs
internal import QuorateReplicas

// The mutants whose code is the same protocol as the mutated spec, and at which sizes.
extension BrachaDriver {
    /// Reason why the changed code is not the mutant, though it makes the same mistake; nil where it is.
    var unsuitabilityOfMutant: String? {
        switch spec.mutant {
        case .anybodysInitial where isAttacked, .hastyAmplification where isAttacked,
            .echoesOf2f where isAttacked,
            .noEchoPhase where isAttacked:
            "of several values for which enough is there the changed code takes the first, and the mutant any; set faulty"
                + " to 0, or compare a run of the mutant by replay"
        case .hastyAmplification where spec.faults == 0, .echoesOf2f where spec.faults == 0:
            "with faults=0 the mutant's threshold is 0, and code that hears nothing does nothing; set faults to 1 or more"
        default: nil
        }
    }

    /// Presence of replicas that say several values.
    private var isAttacked: Bool { spec.adversary.count > 0 }
}

extension BrachaBroadcast.Mutant {
    func change(_ rules: inout BrachaConfiguration.Rules) {
        switch self {
        case .everyValue: rules.echoesEveryValue = true
        case .echoedValue: rules.deliversEchoedValue = true
        case .anybodysInitial: rules.takesAnybodysInitial = true
        case .hastyAmplification: rules.amplificationThreshold = .f
        case .echoesOfAll: rules.echoThreshold = .all
        case .echoesOf2f: rules.echoThreshold = .twoF
        case .noAmplification: rules.joinsReadies = false
        case .hastyDelivery: rules.deliveryThreshold = .fPlusOne
        case .noEchoPhase: rules.skipsEchoPhase = true
        }
    }
}

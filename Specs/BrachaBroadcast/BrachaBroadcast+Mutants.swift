public import QuorateLanguage

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
}

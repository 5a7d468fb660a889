public import QuorateLanguage

extension SignedMessages {
    // Each takes what the sound spec takes, on more or longer chains; that an order sent in an earlier round
    // is known does not depend on what they change.
    public enum Mutant: String, SpecMutant {
        case relayOneShort = "relay-one-short"
        case lateChains = "late-chains"
        case uncheckedCommander = "unchecked-commander"
        case uncheckedRelays = "unchecked-relays"

        public var expectation: MutantExpectation {
            switch self {
            case .relayOneShort:
                .breaks("agreement", "a lieutenant relays a chain only if it has fewer than m signatures")
            case .lateChains:
                .breaks("agreement", "a chain of k signatures is taken after round k, too late to be relayed")
            case .uncheckedCommander:
                .breaks("validity", "nobody checks that the order was signed by the commander")
            case .uncheckedRelays:
                .breaks("agreement", "only the commander's signature is checked, not those of the relays")
            }
        }
    }
}

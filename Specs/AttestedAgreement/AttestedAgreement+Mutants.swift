public import QuorateLanguage

extension AttestedAgreement {
    public enum Mutant: String, SpecMutant {
        case rolledBackCounter = "rolled-back-counter"
        case unattestedVotes = "unattested-votes"
        case uncheckedCounter = "unchecked-counter"

        public var expectation: MutantExpectation {
            switch self {
            case .rolledBackCounter:
                .breaks(
                    "agreement",
                    "the component forgets its counter when switched off, and binds a value twice")
            case .unattestedVotes:
                .breaks("agreement", "receivers take votes without an attestation, and liars vote twice")
            case .uncheckedCounter:
                .breaks("agreement", "receivers count attested votes of any counter value")
            }
        }
    }
}

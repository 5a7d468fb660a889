public import QuorateLanguage

extension BenOr {
    public enum Mutant: String, SpecMutant {
        case hastyProposal = "hasty-proposal"
        case forgedProposal = "forged-proposal"
        case hastyAdoption = "hasty-adoption"
        case hastyDecision = "hasty-decision"
        case tossAnyway = "toss-anyway"
        case impatience = "impatience"

        public var expectation: MutantExpectation {
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
                    "agreement", "a replica waits for n - 2f proposals only, and misses what others decide on"
                )
            }
        }
    }
}

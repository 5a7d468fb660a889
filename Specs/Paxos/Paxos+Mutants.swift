public import QuorateLanguage

extension Paxos {
    public enum Mutant: String, SpecMutant {
        case ignoredVotes = "ignored-votes"

        public var expectation: MutantExpectation {
            switch self {
            case .ignoredVotes:
                .breaks("agreement", "a proposer ignores the votes that the promises report")
            }
        }
    }
}

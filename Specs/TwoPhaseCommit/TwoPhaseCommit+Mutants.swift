public import QuorateLanguage

extension TwoPhaseCommit {
    public enum Mutant: String, SpecMutant {
        case hastyCommit = "hasty-commit"

        public var expectation: MutantExpectation {
            switch self {
            case .hastyCommit:
                .breaks("consistency", "the coordinator commits as soon as one manager is prepared")
            }
        }
    }
}

public import QuorateLanguage

extension CorrelatedBug {
    public enum Mutant: String, SpecMutant {
        case sameProgram = "same-program"
        case hastyClient = "hasty-client"

        public var expectation: MutantExpectation {
            switch self {
            case .sameProgram:
                .breaks("correctness", "all replicas run one program, so that its bug strikes all of them")
            case .hastyClient: .breaks("correctness", "a client believes f equal replies")
            }
        }
    }
}

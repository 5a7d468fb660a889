public import QuorateLanguage

extension TerminationDetection {
    public enum Mutant: String, SpecMutant {
        case withoutBlackening = "without-blackening"

        public var expectation: MutantExpectation {
            switch self {
            case .withoutBlackening:
                .breaks(
                    "termination when detected",
                    "a node stays white when it activates a node that the token has passed already")
            }
        }
    }
}

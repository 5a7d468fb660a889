public import QuorateLanguage

extension Scrubbing {
    public enum Mutant: String, SpecMutant {
        case linearScan = "linear-scan"
        case rottenCopy = "rotten-copy"

        public var expectation: MutantExpectation {
            switch self {
            case .linearScan:
                .breaks("logarithmic search", "the scrubber compares one block after the other")
            case .rottenCopy: .breaks("recoverability", "a block rots on both devices before it is repaired")
            }
        }
    }
}

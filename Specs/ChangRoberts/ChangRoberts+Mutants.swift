public import QuorateLanguage

extension ChangRoberts {
    public enum Mutant: String, SpecMutant {
        case duplicateIds = "duplicate-ids"

        public var expectation: MutantExpectation {
            switch self {
            case .duplicateIds: .breaks("best leader", "the first node has the same id as the second")
            }
        }
    }
}

public import QuorateLanguage

extension OralMessages {
    // Both change what is concluded from the reports, in sub-instances too, and not who sends what: composing
    // outcomes stays exact.
    public enum Mutant: String, SpecMutant {
        case followCommander = "follow-commander"
        case ownOrderTwice = "own-order-twice"

        public var expectation: MutantExpectation {
            switch self {
            case .followCommander:
                .breaks("agreement", "a lieutenant obeys the commander and never mind what the others report")
            case .ownOrderTwice:
                .breaks("agreement", "a lieutenant counts its own order among the reports once more")
            }
        }
    }
}

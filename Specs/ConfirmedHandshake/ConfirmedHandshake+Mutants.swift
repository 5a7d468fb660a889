public import QuorateLanguage

extension ConfirmedHandshake {
    public enum Mutant: String, SpecMutant {
        case firstConfirmation = "first-confirmation"

        public var expectation: MutantExpectation {
            .breaks(
                "known connection", "the client takes the first SYN-ACK, which may be a Byzantine replica's")
        }
    }
}

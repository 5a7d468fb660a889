public import QuorateLanguage

extension MachineMigration {
    public enum Mutant: String, SpecMutant {
        case oneCheckpoint = "one-checkpoint"
        case uncheckedHistory = "unchecked-history"
        case staleCheckpoint = "stale-checkpoint"
        case signingAfterReport = "signing-after-report"
        case quorumOfFPlusOne = "quorum-f-plus-1"

        public var expectation: MutantExpectation {
            switch self {
            case .oneCheckpoint:
                .breaks(
                    "memory and registers of one time",
                    "a single checkpoint with 2f + 1 signatures is believed, whatever it follows from")
            case .uncheckedHistory:
                .breaks(
                    "memory and registers of one time",
                    "verifiers sign what they are shown, so that a mixed state runs on into a second one")
            case .staleCheckpoint:
                .breaks(
                    "no rollback", "two consecutive checkpoints are believed although there are newer ones")
            case .signingAfterReport:
                .breaks(
                    "no rollback", "a verifier signs a newer checkpoint after it has reported the latest one")
            case .quorumOfFPlusOne:
                .breaks(
                    "no rollback",
                    "f + 1 signatures and f + 1 reports are enough, and may miss the signers of a newer checkpoint"
                )
            }
        }
    }
}

public import QuorateLanguage

extension ClusterReboot {
    public enum Mutant: String, SpecMutant {
        case quorumFPlus1 = "quorum-f-plus-1"
        case grantsAgain = "grants-again"
        case earlyRelease = "early-release"
        case unprovenRelease = "unproven-release"

        public var expectation: MutantExpectation {
            switch self {
            case .quorumFPlus1: .breaks("mutual exclusion", "f + 1 grants make a certificate")
            case .grantsAgain:
                .breaks("mutual exclusion", "a machine grants the same turn to everybody who asks")
            case .earlyRelease:
                .breaks(
                    "mutual exclusion", "a machine releases its turn when it goes down, not when it is back")
            case .unprovenRelease:
                .breaks(
                    "mutual exclusion",
                    "a release counts although its sender shows no certificate for the turn")
            }
        }
    }
}

public import QuorateLanguage

extension SingleValueAgreement {
    public enum Mutant: String, SpecMutant {
        case byzantineReplica = "byzantine-replica"
        case minorityQuorum = "minority-quorum"
        case volatileVote = "volatile-vote"

        public var expectation: MutantExpectation {
            switch self {
            case .byzantineReplica:
                .breaks("agreement", "replicas and quorums are made for crashes, and a faulty replica lies")
            case .minorityQuorum: .breaks("agreement", "f votes are taken for a quorum")
            case .volatileVote:
                .breaks(
                    "agreement",
                    "a replica sends its vote without writing it down, and votes again after a crash")
            }
        }
    }
}

public import QuorateLanguage

extension PBFT {
    public enum Mutant: String, SpecMutant {
        case tooFewReplicas = "replicas-3f"
        case quorum2f = "quorum-2f"
        case prepareQuorum2f = "prepare-quorum-2f"
        case quorumOfFPlus1 = "quorum-f-plus-1"
        case noCommitPhase = "no-commit-phase"
        case ignoredCertificates = "ignored-certificates"
        case anyCertificate = "any-certificate"
        case uncheckedCertificate = "unchecked-certificate"
        case lateCommit = "late-commit"
        case uncheckedRequest = "unchecked-request"
        case hastyClient = "hasty-client"

        public var expectation: MutantExpectation {
            switch self {
            case .tooFewReplicas:
                .breaks(
                    "agreement", "3f replicas that wait for n - f: two quorums share only a Byzantine replica"
                )
            case .quorum2f: .breaks("agreement", "2f replicas are taken for a quorum in every phase")
            case .prepareQuorum2f:
                .breaks("agreement", "2f PREPAREs make a certificate: one view has two of them")
            case .quorumOfFPlus1:
                .breaks("agreement", "f + 1 replicas are a quorum: an equivocating primary gets two of them")
            case .noCommitPhase:
                .breaks("agreement", "a replica executes once prepared: the next view may not know")
            case .ignoredCertificates:
                .breaks("agreement", "a new primary proposes what it likes, whatever was prepared")
            case .anyCertificate:
                .breaks("agreement", "a new primary takes any certificate, not the one of the highest view")
            case .uncheckedCertificate:
                .breaks(
                    "agreement",
                    "nobody checks the signatures of a certificate: a Byzantine replica invents one")
            case .lateCommit:
                .breaks(
                    "agreement",
                    "a replica commits in a view after its VIEW-CHANGE said that it had not prepared")
            case .uncheckedRequest:
                .breaks("validity", "nobody checks that a client has signed the request")
            case .hastyClient:
                .breaks(
                    "client agreement", "the client accepts f matching replies, which may all be Byzantine")
            }
        }
    }
}

import QuorateQuorums

extension PBFT {
    /// The rule for a quorum: 2f + 1.
    var quorumRule: QuorumSize {
        switch mutant {
        case .quorum2f: QuorumSize(faults: 2)
        case .quorumOfFPlus1: QuorumSize(faults: 1, plus: 1)
        case .tooFewReplicas: .allButFaulty
        default: QuorumSize(faults: 2, plus: 1)
        }
    }

    /// The rule for a prepared certificate: a PRE-PREPARE and 2f PREPAREs.
    var prepareRule: QuorumSize { mutant == .prepareQuorum2f ? QuorumSize(faults: 2) : quorumRule }

    /// The rule for matching replies that a client waits for: f + 1.
    var replyRule: QuorumSize { QuorumSize(faults: 1, plus: mutant == .hastyClient ? 0 : 1) }

    @inline(__always)
    var quorum: Int { quorumRule(n: members.count, f: faults) }
    @inline(__always)
    var prepareQuorum: Int { prepareRule(n: members.count, f: faults) }
    @inline(__always)
    var replies: Int { replyRule(n: members.count, f: faults) }
}

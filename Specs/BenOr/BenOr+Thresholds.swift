import QuorateQuorums

extension BenOr {
    /// n - f: so many reports a replica waits for, and so many proposals.
    var reportsRule: QuorumSize { .allButFaulty }
    var proposalsRule: QuorumSize {
        mutant == .impatience ? QuorumSize(replicas: 1, faults: -2) : .allButFaulty
    }

    /// More than (n + f)/2, or n/2 where replicas only crash: so many equal reports make a proposal.
    var proposalRule: QuorumSize {
        switch mutant {
        case .hastyProposal: QuorumSize(faults: 1, plus: 1)
        case .forgedProposal: QuorumSize(faults: 1)
        default: crash ? .majority : .byzantine
        }
    }

    /// f + 1, or one where replicas only crash: so many proposals of a value make a replica adopt it.
    var adoptionRule: QuorumSize {
        switch mutant {
        case .hastyAdoption: QuorumSize(faults: 1)
        default: crash ? QuorumSize(plus: 1) : QuorumSize(faults: 1, plus: 1)
        }
    }

    /// More than (n + f)/2, or f + 1 where replicas only crash: so many proposals of a value decide it.
    var decisionRule: QuorumSize {
        mutant == .hastyDecision || crash ? QuorumSize(faults: 1, plus: 1) : .byzantine
    }

    /// The numbers of messages of this instance.
    struct Thresholds: Sendable {
        let reports: Int
        let proposals: Int
        let proposal: Int
        let adoption: Int
        let decision: Int
    }

    var thresholds: Thresholds {
        let n = allReplicas.count
        return Thresholds(
            reports: reportsRule(n: n, f: faults), proposals: proposalsRule(n: n, f: faults),
            proposal: proposalRule(n: n, f: faults), adoption: adoptionRule(n: n, f: faults),
            decision: decisionRule(n: n, f: faults))
    }
}

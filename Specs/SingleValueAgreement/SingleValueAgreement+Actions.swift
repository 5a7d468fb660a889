import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension SingleValueAgreement {
    public enum Action: SpecAction {
        case vote(ReplicaID, Proposal)
        case decide(ReplicaID, Proposal)
        case crash(ReplicaID)
        case recover(ReplicaID)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case vote, decide, crash, recover }

        public var kind: Kind {
            switch self {
            case .vote: .vote
            case .decide: .decide
            case .crash: .crash
            case .recover: .recover
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        for i in s.faulty.correct(among: allReplicas) where s.memory.isUp(i.id) {
            vote(i.id, s, &next)
            decide(i.id, s, &next)
        }
        guard actualModel != .byzantine else { return }
        next.crash(allReplicas, in: s.memory, atMost: faults, as: Action.crash) { $0.memory.crash($1) }
        guard actualModel == .crashRecovery else { return }
        next.recover(in: s.memory, as: Action.recover) {
            $0.memory.recover($1)
            $0.memory.volatile[$1] = $0.memory.durable[$1]
        }
    }

    /// A replica votes for the first proposal that reaches it, and writes its vote down before it sends it.
    @inline(__always)
    private func vote(_ r: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let writesFirst = mutant != .volatileVote
        for value in Proposal.values where value != .forged {
            next.take(.vote(r, value), if: s.memory.volatile[r] == nil) {
                $0.memory.volatile[r] = value
                if writesFirst { $0.memory.durable[r] = value }
                $0.votes.cast(value, by: r)
            }
        }
    }

    @inline(__always)
    private func decide(_ r: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        for value in Proposal.values {
            next.take(
                .decide(r, value), if: s.decisions[r] == nil, given: s.votes[value].count >= quorumSize
            ) { $0.decisions[r] = value }
        }
    }
}

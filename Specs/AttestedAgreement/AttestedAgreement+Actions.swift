import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension AttestedAgreement {
    public enum Action: SpecAction {
        case vote(ReplicaID, Proposal)
        case decide(ReplicaID, Proposal)
        /// A Byzantine replica has its component attest something.
        case attest(ReplicaID, Proposal)
        /// A Byzantine replica switches its component off and on again.
        case restart(ReplicaID)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case vote, decide, attest, restart }

        public var kind: Kind {
            switch self {
            case .vote: .vote
            case .decide: .decide
            case .attest: .attest
            case .restart: .restart
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let (quorumSize, forgets) = (quorumSize, mutant == .rolledBackCounter)
        for i in s.faulty.correct(among: allReplicas) {
            let hasVoted = s.counters[i.id].value > 0
            for value in Proposal.values {
                next.take(.vote(i.id, value), if: !hasVoted && value != .forged) {
                    $0.votes.cast($0.counters[i.id].attest(value), by: i.id)
                }
                next.take(
                    .decide(i.id, value), if: s.decisions[i.id] == nil,
                    given: voters(for: value, in: s).count >= quorumSize
                ) { $0.decisions[i.id] = value }
            }
        }
        for r in s.faulty.members {
            for value in Proposal.values {
                next.take(.attest(r, value), if: s.counters[r].canAttest) {
                    $0.votes.cast($0.counters[r].attest(value), by: r)
                }
            }
            next.take(.restart(r)) { if forgets { $0.counters[r] = AttestedCounter() } }
        }
    }

    /// Whose votes for `value` a receiver counts: those bound to counter value 1, and no other.
    @inline(__always)
    private func voters(for value: Proposal, in s: State) -> Senders {
        let first = s.votes[Attestation(value, boundTo: 1)]
        guard mutant == .uncheckedCounter else { return first }
        return first.union(s.votes[Attestation(value, boundTo: 2)])
    }
}

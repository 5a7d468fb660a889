public import QuorateLanguage
public import QuorateQuorums

extension CorruptedVotes {
    public enum Action: SpecAction {
        case vote(ReplicaID, Word)
        case decide(ReplicaID, Word)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case vote, decide }

        public var kind: Kind {
            switch self {
            case .vote: .vote
            case .decide: .decide
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let quorumSize = quorumSize
        for r in allReplicas {
            let isStruck = s.faulty.contains(r)
            // A liar's own vote means nothing; where votes are only struck, the replica votes like any other.
            let votes = !(isStruck && actualFault == .equivocation) && s.votes[r] == nil
            for value in Word.values {
                next.take(.vote(r, value), if: votes && value > 0) { $0.votes[r] = value }
                next.take(
                    .decide(r, value),
                    if: !isStruck && s.decisions[r] == nil
                        && voteCount(for: value, readBy: r, in: s) >= quorumSize
                ) { $0.decisions[r] = value }
            }
        }
    }
}

import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension AtomicRename {
    public enum Action: SpecAction {
        case propose(Operation)
        case vote(ReplicaID, Operation)
        case execute(ReplicaID, Operation)
        case abandon

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case propose, vote, execute, abandon }

        public var kind: Kind {
            switch self {
            case .propose: .propose
            case .vote: .vote
            case .execute: .execute
            case .abandon: .abandon
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: allReplicas)
        for number in operations {
            let operation = Operation(packed: number)
            for i in correct {
                let isVoting = s.place[i.id] == operation.origin && isFree(i, for: operation, in: s.votes)
                if i.id == proposer {
                    next.take(.propose(operation), if: isVoting) { $0.votes.cast(operation, by: i.id) }
                } else {
                    next.take(
                        .vote(i.id, operation), if: isVoting, given: s.votes[operation].contains(proposer)
                    ) { $0.votes.cast(operation, by: i.id) }
                }
                next.take(
                    .execute(i.id, operation), if: s.place[i.id] == operation.origin,
                    given: s.votes[operation].count >= enough || isShown(operation, by: correct, in: s)
                ) { $0.place[i.id] = operation.result }
            }
        }
        // What the faulty have not sent by now they never send; what has been acted upon stays done.
        next.take(.abandon, if: !s.isAbandoned && !s.faulty.members.isEmpty) {
            $0.votes = $0.votes.without($0.faulty)
            $0.isAbandoned = true
        }
    }

    /// Whether a correct replica can still vote for the operation: for neither it nor a rival has it voted.
    @inline(__always)
    func isFree(
        _ replica: CorrectReplica, for operation: Operation, in votes: MonotoneVotes<Operation, TwoWords>
    ) -> Bool {
        if mutant == .votesTwice { return !votes.hasCast(operation, by: replica) }
        return operation.rivals.allSatisfy { !votes.hasCast(Operation(packed: $0), by: replica) }
    }

    /// Whether some correct replica has executed the operation, and so shows everybody the votes for it.
    @inline(__always)
    func isShown(_ operation: Operation, by correct: CorrectReplicas, in s: State) -> Evidence {
        if mutant == .keepsCertificate { return Evidence(false) }
        return Evidence.any(of: correct) { j in
            let place = s.place[j.id]
            return Evidence(operation == .delete ? place != .source : place == operation.result)
        }
    }
}

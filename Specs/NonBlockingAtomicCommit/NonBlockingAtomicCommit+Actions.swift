public import QuorateLanguage
public import QuorateQuorums

extension NonBlockingAtomicCommit {
    public enum Action: SpecAction {
        case request(ReplicaID), countVote(ReplicaID), detectFault(ReplicaID), decide
        case broadcast(ReplicaID), coordinatorDies

        case die(ReplicaID), sendVote(ReplicaID), abortOnVote(ReplicaID), abortUnasked(ReplicaID)
        case predecide(ReplicaID), predecideOnForward(ReplicaID, from: ReplicaID)
        case forward(ReplicaID, to: ReplicaID), obey(ReplicaID), abortOnTimeout(ReplicaID)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case request, countVote, detectFault, decide, broadcast, coordinatorDies
            case die, sendVote, abortOnVote, abortUnasked
            case predecide, predecideOnForward, forward, obey, abortOnTimeout
        }

        public var kind: Kind {
            switch self {
            case .request: .request
            case .countVote: .countVote
            case .detectFault: .detectFault
            case .decide: .decide
            case .broadcast: .broadcast
            case .coordinatorDies: .coordinatorDies
            case .die: .die
            case .sendVote: .sendVote
            case .abortOnVote: .abortOnVote
            case .abortUnasked: .abortUnasked
            case .predecide: .predecide
            case .predecideOnForward: .predecideOnForward
            case .forward: .forward
            case .obey: .obey
            case .abortOnTimeout: .abortOnTimeout
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        if s.coordinatorIsAlive { coordinatorActions(in: s, &next) }
        let isDecisionLost = isDecisionLost(s)
        for i in s.alive { participantActions(of: i, in: s, isDecisionLost: isDecisionLost, &next) }
    }

    private func coordinatorActions(in s: State, _ next: inout Next<Self>) {
        let isUndecided = s.coordinatorDecision == .undecided
        let mayCount = isUndecided && s.requested == participants
        for i in participants {
            let isAwaited = mayCount && !s.counted.contains(i)
            next.take(.request(i), if: !s.requested.contains(i)) { $0.requested.insert(i) }
            next.take(.countVote(i), if: isAwaited && s.voted.contains(i)) { $0.counted.insert(i) }
            next.take(
                .detectFault(i), if: isAwaited && !s.alive.contains(i) && !s.voted.contains(i)
            ) {
                $0.coordinatorDecision = .abort
            }
            next.take(.broadcast(i), if: !isUndecided && !s.informed.contains(i)) { $0.informed.insert(i) }
        }
        next.take(.decide, if: isUndecided && s.counted == participants) {
            $0.coordinatorDecision = s.inFavour == participants ? .commit : .abort
        }
        next.take(.coordinatorDies) { $0.coordinatorIsAlive = false }
    }

    private func participantActions(
        of i: ReplicaID, in s: State, isDecisionLost: Bool, _ next: inout Next<Self>
    ) {
        let isUndecided = s.decision[i] == .undecided
        let hasPredecided = s.forwards.contains(Forward(sender: i, receiver: i))
        next.take(.die(i)) { $0.alive.remove(i) }
        next.take(.sendVote(i), if: s.requested.contains(i)) { $0.voted.insert(i) }
        next.take(
            .abortOnVote(i), if: isUndecided && s.voted.contains(i) && !s.inFavour.contains(i)
        ) {
            $0.decision[i] = .abort
        }
        next.take(
            .abortUnasked(i), if: isUndecided && !s.coordinatorIsAlive && !s.requested.contains(i)
        ) {
            $0.decision[i] = .abort
        }
        next.take(.abortOnTimeout(i), if: isUndecided && isDecisionLost) { $0.decision[i] = .abort }
        next.take(.predecide(i), if: !hasPredecided && s.informed.contains(i)) {
            $0.forwards.insert(Forward(sender: i, receiver: i))
        }
        for j in participants {
            next.take(
                .predecideOnForward(i, from: j),
                if: !hasPredecided && s.forwards.contains(Forward(sender: j, receiver: i))
            ) {
                $0.forwards.insert(Forward(sender: i, receiver: i))
            }
            next.take(
                .forward(i, to: j),
                if: hasPredecided && !s.forwards.contains(Forward(sender: i, receiver: j))
            ) {
                $0.forwards.insert(Forward(sender: i, receiver: j))
            }
        }
        let hasForwarded = participants.allSatisfy { s.forwards.contains(Forward(sender: i, receiver: $0)) }
        next.take(.obey(i), if: hasForwarded) { $0.decision[i] = s.coordinatorDecision }
    }

    /// Whether the coordinator is dead, and nobody alive has a message from it or from a dead participant.
    private func isDecisionLost(_ s: State) -> Bool {
        let dead = participants.subtracting(s.alive)
        return !s.coordinatorIsAlive && s.informed.isDisjoint(with: s.alive)
            && dead.allSatisfy { sender in
                s.alive.allSatisfy { !s.forwards.contains(Forward(sender: sender, receiver: $0)) }
            }
    }
}

import QuorateFaults

/// Non-blocking atomic commitment: participants forward the coordinator's decision before they act on it.
///
/// Babaoglu and Toueg, "Non-Blocking Atomic Commitment", in Mullender (ed.), Distributed Systems (1993), and
/// the TLA+ modules ACP_SB and ACP_NB. A process that dies stays dead, and the others know it.
///
/// Differences from the modules: whatever the coordinator broadcasts and participants forward is the
/// coordinator's one decision, and a vote received is the vote sent, so the state says only who has sent to
/// whom; the modules' `faulty` is always the same as not alive and is left out. Participants are numbered
/// from 0.
struct NonBlockingAtomicCommit: Spec {
    static let summary = "Participants commit or abort together, and no crash leaves the others waiting."
    static let source = "Babaoglu and Toueg, Non-Blocking Atomic Commitment (1993)"

    var participants: ReplicaSet
    var mutant: Mutant?

    /// One coordinator and `participants` participants, 1 to 8.
    init(participants: Int = 2, mutant: Mutant? = nil) {
        self.participants = ReplicaSet(count: participants)
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] { [Parameter("participants", \.participants, in: 1...8)] }
    var replicas: ReplicaSet { participants }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: participants, faults: participants.count, .crashStop, network: .asynchronous,
            notes: ["the coordinator may crash as well; everybody knows who is down"])
    }

    /// Decision of the coordinator or of a participant.
    enum Decision: FiniteValue { case undecided, commit, abort }

    /// Coordinator's decision on its way from one participant to another.
    ///
    /// A participant's message to itself stands for its own predecision.
    struct Forward: FiniteValue {
        var sender: ReplicaID
        var receiver: ReplicaID

        static var valueCount: Int { 64 }
        var packed: UInt64 { sender.packed * 8 + receiver.packed }
    }

    struct State: SpecState {
        var decision = ReplicaMap<Decision>(.undecided)
        var forwards = FiniteSet<Forward>()
        /// Participants that would commit; chosen at the start.
        var inFavour: ReplicaSet
        var alive: ReplicaSet
        /// Participants that the coordinator has asked for their votes.
        var requested = ReplicaSet()
        /// Participants that have sent their votes.
        var voted = ReplicaSet()
        /// Participants whose votes the coordinator has received.
        var counted = ReplicaSet()
        /// Participants to which the coordinator has sent its decision.
        var informed = ReplicaSet()
        var coordinatorDecision = Decision.undecided
        var coordinatorIsAlive = true
    }

    var initialStates: [State] {
        participants.subsets.map { State(inFavour: $0, alive: participants) }
    }

    enum Action: SpecAction {
        case request(ReplicaID), countVote(ReplicaID), detectFault(ReplicaID), decide
        case broadcast(ReplicaID), coordinatorDies

        case die(ReplicaID), sendVote(ReplicaID), abortOnVote(ReplicaID), abortUnasked(ReplicaID)
        case predecide(ReplicaID), predecideOnForward(ReplicaID, from: ReplicaID)
        case forward(ReplicaID, to: ReplicaID), obey(ReplicaID), abortOnTimeout(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
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
            next.take(.detectFault(i), if: isAwaited && !s.alive.contains(i) && !s.voted.contains(i)) {
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
        next.take(.abortOnVote(i), if: isUndecided && s.voted.contains(i) && !s.inFavour.contains(i)) {
            $0.decision[i] = .abort
        }
        next.take(.abortUnasked(i), if: isUndecided && !s.coordinatorIsAlive && !s.requested.contains(i)) {
            $0.decision[i] = .abort
        }
        let noticesLoss = mutant != .withoutTimeout
        next.take(.abortOnTimeout(i), if: isUndecided && isDecisionLost && noticesLoss) {
            $0.decision[i] = .abort
        }
        next.take(.predecide(i), if: !hasPredecided && s.informed.contains(i)) {
            $0.forwards.insert(Forward(sender: i, receiver: i))
        }
        for j in participants {
            next.take(
                .predecideOnForward(i, from: j),
                if: !hasPredecided && s.forwards.contains(Forward(sender: j, receiver: i))
            ) { $0.forwards.insert(Forward(sender: i, receiver: i)) }
            next.take(
                .forward(i, to: j),
                if: hasPredecided && !s.forwards.contains(Forward(sender: i, receiver: j))
            ) { $0.forwards.insert(Forward(sender: i, receiver: j)) }
        }
        let hasForwarded = participants.allSatisfy { s.forwards.contains(Forward(sender: i, receiver: $0)) }
        next.take(.obey(i), if: hasForwarded) { $0.decision[i] = s.coordinatorDecision }
    }

    /// Loss of the decision: the coordinator is dead, and no living participant has a message from it or from
    /// a dead one.
    private func isDecisionLost(_ s: State) -> Bool {
        let dead = participants - s.alive
        return !s.coordinatorIsAlive && s.informed.isDisjoint(with: s.alive)
            && dead.allSatisfy { sender in
                s.alive.allSatisfy { !s.forwards.contains(Forward(sender: sender, receiver: $0)) }
            }
    }

    /// Crashes.
    var environmentActions: [String] { ["die", "coordinatorDies"] }

    /// Formula fairnessNB of the module: whoever is alive goes on. One obligation for all is as much as one for each:
    /// nobody has more than a few steps that change anything.
    var fairness: [Fairness<Self>] {
        [
            .weak("whoever is alive goes on") { action in
                switch action {
                case .die, .coordinatorDies: false
                default: true
                }
            }
        ]
    }

    var properties: [Property<State>] {
        let participants = participants
        return [
            // AC1 of the paper; AC2 is the next one, and AC5 the last.
            .always("agreement") { s in
                !(participants.contains { s.decision[$0] == .commit }
                    && participants.contains { s.decision[$0] == .abort })
            },
            .always(
                "commit validity", when: { s in participants.contains { s.decision[$0] == .commit } },
                then: { s in s.inFavour == participants }),
            .reachable("every participant commits") { s in
                participants.allSatisfy { s.decision[$0] == .commit }
            },
            .reachable("every participant aborts") { s in
                participants.allSatisfy { s.decision[$0] == .abort }
            },
            .eventually("decision of every living participant") { s in
                s.alive.allSatisfy { s.decision[$0] != .undecided }
            },
        ] + lonelyDecisions
    }

    /// Properties that participants decide without the coordinator, and without each other.
    private var lonelyDecisions: [Property<State>] {
        let participants = participants
        let decisions: [Property<State>] = [
            .reachable("a participant aborts before the coordinator decides") { s in
                s.coordinatorIsAlive && s.coordinatorDecision == .undecided
                    && participants.contains { s.decision[$0] == .abort }
            },
            .reachable("the coordinator dies undecided, and all participants abort") { s in
                !s.coordinatorIsAlive && s.coordinatorDecision == .undecided && s.alive == participants
                    && participants.allSatisfy { s.decision[$0] == .abort }
            },
        ]
        guard participants.count > 1 else { return decisions }
        return decisions + [
            .reachable("a participant dies, and the others commit") { s in
                s.alive.count == participants.count - 1
                    && s.alive.allSatisfy { s.decision[$0] == .commit }
            }
        ]
    }
}

extension NonBlockingAtomicCommit.Forward {
    init(packed: UInt64) {
        self.init(sender: ReplicaID(Int(packed / 8)), receiver: ReplicaID(Int(packed % 8)))
    }
}

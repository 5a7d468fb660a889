import QuorateFaults

/// Two-phase commit, as a transaction coordinator with resource managers.
///
/// Gray and Lamport, "Consensus on Transaction Commit", ACM TODS 31 (2006), section 3 and the TLA+ module TwoPhase.
/// Differences from the module: messages are kept as the set of managers that have sent Prepared and the one
/// decision that the coordinator has sent, which holds the same sets.
struct TwoPhaseCommit: Spec {
    static let summary = "A coordinator commits a transaction once every resource manager is prepared."
    static let source = "Gray and Lamport, Consensus on Transaction Commit (2006), section 3"

    var managers: ReplicaSet
    var mutant: Mutant?

    /// Two-phase commit with `managers` resource managers, 1 to 16.
    init(managers: Int = 3, mutant: Mutant? = nil) {
        self.managers = ReplicaSet(count: managers)
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] { [Parameter("managers", \.managers, in: 1...16)] }
    var replicas: ReplicaSet { managers }
    var assumptions: Assumptions? {
        Assumptions(replicas: managers, .none, network: [.lossy, .duplicating], notes: notes)
    }

    enum ManagerPhase: FiniteValue, CaseIterable { case working, prepared, committed, aborted }
    /// Decision of the coordinator, which is also the message that it has sent.
    enum Decision: FiniteValue, CaseIterable { case undecided, committed, aborted }

    struct State: SpecState {
        var manager = ReplicaMap<ManagerPhase>(.working)
        /// Prepared messages, by sender.
        var prepared = ReplicaSet()
        /// Managers whose Prepared the coordinator has received.
        var acknowledged = ReplicaSet()
        var decision = Decision.undecided
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case prepare(ReplicaID), abortAlone(ReplicaID), receivePrepared(ReplicaID)
        case commit, abort
        case obeyCommit(ReplicaID), obeyAbort(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let enough =
            switch mutant {
            case .crashingCoordinator, nil: s.acknowledged == managers
            case .hastyCommit: !s.acknowledged.isEmpty
            }
        next.take(.commit, if: s.decision == .undecided && enough) { $0.decision = .committed }
        next.take(.abort, if: s.decision == .undecided) { $0.decision = .aborted }
        for r in managers {
            next.take(.receivePrepared(r), if: s.decision == .undecided && s.prepared.contains(r)) {
                $0.acknowledged.insert(r)
            }
            next.take(.prepare(r), if: s.manager[r] == .working) {
                $0.manager[r] = .prepared
                $0.prepared.insert(r)
            }
            next.take(.abortAlone(r), if: s.manager[r] == .working) { $0.manager[r] = .aborted }
            next.take(.obeyCommit(r), if: s.decision == .committed) { $0.manager[r] = .committed }
            next.take(.obeyAbort(r), if: s.decision == .aborted) { $0.manager[r] = .aborted }
        }
    }

    var properties: [Property<State>] {
        let managers = managers
        return [
            .always("consistency") { s in
                !(managers.contains { s.manager[$0] == .committed }
                    && managers.contains { s.manager[$0] == .aborted })
            },
            .reachable("every manager commits") { s in
                managers.allSatisfy { s.manager[$0] == .committed }
            },
            .reachable("every manager aborts") { s in
                managers.allSatisfy { s.manager[$0] == .aborted }
            },
            // A condition of the paper's section 2, besides consistency.
            .eventually("non-blocking") { s in
                managers.allSatisfy { s.manager[$0] == .committed || s.manager[$0] == .aborted }
            },
            .reachable("a manager aborts by itself") { s in
                s.decision == .undecided && managers.contains { s.manager[$0] == .aborted }
            },
        ]
    }
}

/// Progress, which the module leaves open.
///
/// A coordinator that may crash owes nothing: one that has crashed is one that takes no step any more, and nobody can
/// tell it from one that is slow.
extension TwoPhaseCommit {
    var coordinatorMayCrash: Bool { mutant == .crashingCoordinator }

    var notes: [String] { coordinatorMayCrash ? ["the coordinator may crash"] : [] }

    /// A manager's own wish to abort, and what a coordinator does that may crash.
    var environmentActions: [String] {
        ["abortAlone"] + (coordinatorMayCrash ? ["receivePrepared", "commit", "abort"] : [])
    }

    /// Steps of the managers, which prepare and obey, and of the coordinator, which hears them and decides. One
    /// obligation for all managers is as much as one for each: nobody has more than a few steps that change anything.
    var fairness: [Fairness<Self>] {
        let managers = Fairness<Self>.weak("managers go on") { action in
            switch action {
            case .prepare, .obeyCommit, .obeyAbort: true
            case .abortAlone, .receivePrepared, .commit, .abort: false
            }
        }
        let coordinator = Fairness<Self>.weak("the coordinator goes on") { action in
            switch action {
            case .receivePrepared, .commit, .abort: true
            case .abortAlone, .prepare, .obeyCommit, .obeyAbort: false
            }
        }
        return coordinatorMayCrash ? [managers] : [managers, coordinator]
    }
}

/// No manager is special.
extension TwoPhaseCommit: SymmetricSpec {
    var interchangeable: Interchangeable { .all(managers) }
}

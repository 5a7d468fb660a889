import QuorateFaults

/// Transaction commit, the problem itself: what resource managers may decide, without a word on how they find
/// out.
///
/// Gray and Lamport, "Consensus on Transaction Commit", ACM TODS 31 (2006), section 2 and the TLA+ module
/// TCommit. No differences from the module; its action Decide is `commit` and `abort` here. The module leaves open who
/// has to go on; here every manager does, so that the paper's condition of non-blocking can be asked.
struct TransactionCommit: Spec {
    static let summary = "Resource managers together commit a transaction or together abort it."
    static let source = "Gray and Lamport, Consensus on Transaction Commit (2006), section 2"

    var managers: ReplicaSet
    var mutant: Mutant?

    /// Transaction commit among `managers` resource managers, 1 to 16.
    init(managers: Int = 3, mutant: Mutant? = nil) {
        self.managers = ReplicaSet(count: managers)
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] { [Parameter("managers", \.managers, in: 1...16)] }
    var replicas: ReplicaSet { managers }
    var assumptions: Assumptions? { Assumptions(replicas: managers, .none, network: .absent) }

    enum ManagerPhase: FiniteValue { case working, prepared, committed, aborted }

    struct State: SpecState {
        var manager = ReplicaMap<ManagerPhase>(.working)
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case prepare(ReplicaID), commit(ReplicaID), abort(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let mayCommit = managers.allSatisfy { s.manager[$0] == .prepared || s.manager[$0] == .committed }
        let mayAbort = !managers.contains { s.manager[$0] == .committed }
        for r in managers {
            let isWorking = s.manager[r] == .working
            let isPrepared = s.manager[r] == .prepared
            next.take(.prepare(r), if: isWorking) { $0.manager[r] = .prepared }
            next.take(.commit(r), if: isPrepared && mayCommit) { $0.manager[r] = .committed }
            next.take(
                .abort(r), if: (isWorking || isPrepared && mutant != .boundByPrepare) && mayAbort
            ) { $0.manager[r] = .aborted }
        }
    }

    /// Steps of every manager, which decides as soon as it may.
    var fairness: [Fairness<Self>] {
        everyReplicaTakesSteps { action in
            switch action {
            case .prepare(let r), .commit(let r), .abort(let r): r
            }
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
            .eventually("non-blocking") { s in
                managers.allSatisfy { s.manager[$0] == .committed || s.manager[$0] == .aborted }
            },
        ]
    }
}

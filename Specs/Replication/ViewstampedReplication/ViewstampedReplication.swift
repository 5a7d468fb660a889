import QuorateFaults

/// Viewstamped replication without disks: what a replica loses in a crash, it learns again from the others.
///
/// Liskov and Cowling, "Viewstamped Replication Revisited", MIT-CSAIL-TR-2012-021 (2012), section 4: normal operation
/// (4.1), view changes (4.2) and recovery (4.3). There are three replicas, f = 1 of which is down at a time: one that has
/// crashed is down until it has recovered. It knows nothing then, so it must not vote: one that does loses operations
/// that have been committed (https://github.com/UWSysLab/tapir/issues/15). It asks with a new nonce and waits for f + 1
/// answers, that of the primary of the latest view among them; and nobody sends DoViewChange before f others want the new
/// view, since whoever recovers forgets that it has.
///
/// With that, one replica may crash, and again. With two that crash one after the other the protocol of the paper loses
/// an operation all the same: one forgets its StartViewChange, for which the other sends DoViewChange, and then that one
/// forgets as well; both messages still count when the view is changed later. Michael, Ports, Sharma and Szekeres,
/// "Recovering Shared Objects Without Stable Storage", DISC 2017, show that diskless protocols can violate their
/// guarantees, and mend them by crash vectors, which are not modelled here.
///
/// What is abstracted: a log has one entry, the operation that the primary of some view has sent; state transfer and the
/// client table are left out. Messages are sets that only grow, except for the answers to a recovery, which its nonce
/// tells from those to an earlier one. Timers run out at any time, and progress is not asked for.
struct ViewstampedReplication: Spec {
    static let summary = "Replicas without disks change views, and recover from a crash by asking the others."
    static let source = "Liskov and Cowling, Viewstamped Replication Revisited (2012), section 4"

    /// The last view; the first is 0, and replica r0 is its primary.
    var views: Int
    /// Greatest number of crashes, and that of the replicas that crash.
    var crashes: Int
    var crashing: Int
    var mutant: Mutant? { didSet { makeRoomForMutant() } }

    /// Views 0 to `views` (0 to 2), and `crashes` crashes (0 to 2) of at most `crashing` replicas (0 to 2).
    init(views: Int = 1, crashes: Int = 1, crashing: Int = 1, mutant: Mutant? = nil) {
        self.views = views
        self.crashes = crashes
        self.crashing = crashing
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("views", \.views, in: 0...2), Parameter("crashes", \.crashes, in: 0...2),
            Parameter("crashing", \.crashing, in: 0...2),
        ]
    }
    /// n = 2f + 1 = 3.
    var replicas: ReplicaSet { ReplicaSet(count: 3) }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: replicas, faults: 1, .crashRecovery, network: [.lossy, .duplicating],
            notes: [
                "views: \(views + 1); crashes: at most \(crashes), of \(crashing) replicas, one down at a time",
                "a replica that crashes loses its memory, and has no disk",
            ])
    }

    enum Status: FiniteValue { case normal, viewChange, recovering }
    typealias View = BoundedInt<0, 2>
    /// Content of a log: the operation that the primary of view k - 1 has sent, or 0 for none.
    typealias Operation = BoundedInt<0, 3>

    struct State: SpecState {
        var status = ReplicaMap<Status>(.normal)
        var view = ReplicaMap<View>(0)
        /// The latest view in which each replica's status was normal.
        var lastNormal = ReplicaMap<View>(0)
        var log = ReplicaMap<Operation>(0)
        /// Operation that the primary of each view has sent a Prepare for.
        var prepared = Table<View, Operation>(0)
        /// PrepareOK messages of the backups, by view.
        var prepareOK = Votes<View>()
        var startViewChange = Votes<View>()
        var doViewChange = FiniteSet<DoViewChange>()
        /// Log with which each view begins, or nil.
        var startView = Table<View, Operation?>(nil)
        /// Answers to the replica that recovers, or has recovered last.
        var answers = FiniteSet<Answer>()
        /// Operation committed in each view.
        var committed = Table<View, Operation>(0)
        /// Replicas that have crashed.
        var crashed = ReplicaSet()
        var crashes: BoundedInt<0, 2> = 0
    }

    var initialStates: [State] {
        var state = State()
        state.startView[0] = .some(0)
        return [state]
    }

    enum Action: SpecAction {
        /// The primary appends a client's operation and sends Prepare.
        case request(ReplicaID)
        /// A backup appends it and sends PrepareOK.
        case prepare(ReplicaID)
        case commit(ReplicaID)
        case startViewChange(ReplicaID, view: Int)
        case doViewChange(ReplicaID)
        /// The primary takes the better of its log and that of one other replica: f + 1 DoViewChange messages.
        case startView(ReplicaID, with: DoViewChange)
        /// A backup hears of the new view, and takes its log.
        case enterView(ReplicaID, view: Int)
        case crash(ReplicaID)
        case answer(ReplicaID)
        /// A replica takes over the state that a primary has sent.
        case recover(ReplicaID, from: Answer)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in replicas {
            operate(i, s, &next)
            changeView(i, s, &next)
            recover(i, s, &next)
        }
    }

    /// Primary of `view`.
    func primary(of view: View) -> ReplicaID { ReplicaID(view.value % 3) }

    @inline(__always)
    private func operate(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        guard s.status[i] == .normal else { return }
        let (view, log) = (s.view[i], s.log[i])
        let (prepared, voters) = (s.prepared[view], s.prepareOK[view])
        if i == primary(of: view) {
            next.take(.request(i), if: log == 0) {
                $0.log[i] = Operation(view.value + 1)
                $0.prepared[view] = Operation(view.value + 1)
            }
            next.take(.commit(i), if: log > 0 && !voters.isEmpty && s.committed[view] == 0) {
                $0.committed[view] = log
            }
        } else {
            next.take(.prepare(i), if: prepared > 0 && (log != prepared || !voters.contains(i))) {
                $0.log[i] = prepared
                $0.prepareOK[view].insert(i)
            }
        }
    }

    var properties: [Property<State>] {
        let goals: [Property<State>] = [
            .reachable("a backup enters a new view without a crash") { [self] s in
                (replicas - s.crashed).contains {
                    s.status[$0] == .normal && s.view[$0] > 0 && $0 != primary(of: s.view[$0])
                }
            },
            .reachable("a new view begins with a committed operation") { s in views(after: s) { $0 == $1 } },
        ]
        let recovery: [Property<State>] = [
            .reachable("a replica that has recovered knows a committed operation") { s in
                s.crashed.contains { s.status[$0] == .normal && s.log[$0] == s.committed[0] && s.log[$0] > 0 }
            }
        ]
        return [
            .always("committed operations stay") { s in !views(after: s) { $0 != $1 } },
            .always("nobody enters a view before it begins") { [replicas] s in
                replicas.allSatisfy { s.status[$0] != .normal || s.startView[s.view[$0]] != nil }
            },
            .always("answers to crashes only") { s in s.crashes > 0 || s.answers.isEmpty },
            .reachable("an operation is committed") { s in s.committed[0] > 0 },
        ] + (views > 0 ? goals : []) + (crashes > 0 ? recovery : [support])
    }

    /// Rule that only a crash makes any difference to, so that without crashes it is asked itself.
    private var support: Property<State> {
        .always("nobody sends DoViewChange alone") { s in
            s.doViewChange.allSatisfy { message in
                s.startViewChange[message.view].contains { $0.number != message.sender.value }
            }
        }
    }

    /// Existence of a view that begins, after one in which an operation is committed, with an operation that `isMet` is
    /// true of: that in its log, or that which its primary has sent since.
    private func views(
        after s: State, _ isMet: (_ committed: Operation, _ own: Operation) -> Bool
    ) -> Bool {
        (0..<views).contains { view in
            let committed = s.committed[View(view)]
            return committed > 0
                && (view + 1...views).map { View($0) }.contains { later in
                    guard let start = s.startView[later] else { return false }
                    return isMet(committed, start) || isMet(committed, s.prepared[later])
                }
        }
    }
}

import QuorateFaults

/// Neo's delegated Byzantine fault tolerance, dBFT 2.0 and 2.1, for one block: prepare, commit, or change
/// the view.
///
/// The TLA+ modules dbft and dbftCV3 of Shaleva and Khimov, and the report that goes with them
/// (neo-project/neo-modules#792). In dBFT 2.0 who has sent a Commit never changes view. That keeps two
/// blocks from being accepted in two views, and lets one silent replica stop the others for ever: one has
/// committed, and the two that have sent ChangeView are too few to change view without it and take no
/// preparations any more. In 2.1 a view has three stages, each with a ChangeView of its own, and the third
/// leads away from a Commit.
///
/// As in the modules, messages stay and anybody may act on them at any time, a timer may fire whenever it
/// runs, and a replica that dies stays dead. Differences from them: replicas that lie are left out; any
/// replica may die (a module is told which one may); in 2.0, too, a replica fetches a block that another
/// has accepted, as in 2.1; a run that would change the last view ends there and is taken for one that goes
/// on well.
struct DelegatedBFT: Spec {
    static let summary =
        "Replicas prepare and commit a block; in dBFT 2.0 a silent one can stop all others for ever."
    static let source = "Shaleva and Khimov, TLA+ modules dbft and dbftCV3 (2023)"

    /// The n consensus nodes; replica v is the primary of view v.
    var replicas: ReplicaSet
    /// Number of replicas that may die.
    var deaths: Int
    /// Number of views.
    var views: Int
    /// Revision of dBFT 2: 0, or 1 with view changes in three stages.
    var revision: Int
    /// Setting it changes the parameters that do not show the bug.
    var mutant: Mutant? { didSet { makeRoomForMutant() } }

    /// `replicas` replicas (2 to 7), `deaths` of which may die, in 1 or 2 views of dBFT 2.`revision`.
    init(replicas: Int = 4, deaths: Int = 1, views: Int = 1, revision: Int = 1, mutant: Mutant? = nil) {
        self.replicas = ReplicaSet(count: replicas)
        self.deaths = deaths
        self.views = views
        self.revision = revision
        self.mutant = mutant
        makeRoomForMutant()
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.replicas, in: 2...7), Parameter("deaths", \.deaths, in: 0...2),
            Parameter("views", \.views, in: 1...2), Parameter("revision", \.revision, in: 0...1),
        ]
    }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: replicas, faults: deaths, .crashStop, network: .asynchronous,
            notes: [
                "one block, \(views) \(views == 1 ? "view" : "views"); a run that leaves them is a good one"
            ])
    }

    /// F, the number of faulty replicas that the protocol is made for.
    var faults: Int { (replicas.count - 1) / 3 }
    /// M, the number of replicas that must function.
    var quorum: Int { replicas.count - faults - (mutant == .smallerQuorum ? 1 : 0) }

    /// Number of a view.
    struct View: Identifier {
        typealias MapStorage = HalfWord
        var number: UInt8
        static let prefix = "v", count = 2
    }

    enum Phase: FiniteValue {
        typealias MapStorage = HalfWord
        case initialized, prepareSent, commitSent, blockAccepted
        /// ChangeView is sent; in 2.1 that of the first stage.
        case changingView
        /// ChangeView of the second stage is sent.
        case changingView2
        /// ChangeView of the third stage is sent.
        case changingView3
        /// In a view that is not looked at.
        case gone
    }

    /// Senders of each kind of message in a view.
    struct Messages: Hashable, Sendable, BitwiseCopyable {
        /// PrepareRequest of the primary, PrepareResponse of others.
        var preparations = ReplicaSet()
        var commits = ReplicaSet()
        var changeViews = ReplicaSet()
        var changeViews2 = ReplicaSet()
        var changeViews3 = ReplicaSet()
    }

    struct State: SpecState {
        var phase = ReplicaMap<Phase>(.initialized)
        var view = ReplicaMap<View>(0)
        var sent = PerKey<View, Messages, 2>(Messages())
        var dead = ReplicaSet()
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case sendPrepareRequest(ReplicaID), sendPrepareResponse(ReplicaID), sendCommit(ReplicaID)
        case acceptBlock(ReplicaID), fetchBlock(ReplicaID, from: ReplicaID)
        case sendChangeView(ReplicaID, stage: Int), changeView(ReplicaID), die(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        if replicas.contains(where: { s.phase[$0] == .gone }) { return }
        for r in replicas - s.dead {
            next.take(.die(r), if: s.dead.count < deaths) { $0.dead.insert(r) }
            if s.phase[r] == .blockAccepted { continue }
            prepare(r, in: s, &next)
            accept(r, in: s, &next)
            if revision == 0 {
                changeViewAtOnce(r, in: s, &next)
            } else {
                changeViewInStages(r, in: s, &next)
            }
        }
    }

    /// Steps of a replica towards a block.
    private func prepare(_ r: ReplicaID, in s: State, _ next: inout Next<Self>) {
        let (phase, view) = (s.phase[r], s.view[r])
        let sent = s.sent[view]
        let primary = ReplicaID(Int(view.number))
        let isRequested = sent.preparations.contains(primary)
        next.take(.sendPrepareRequest(r), if: phase == .initialized && r == primary) {
            $0.phase[r] = .prepareSent
            $0.sent[view].preparations.insert(r)
        }
        next.take(
            .sendPrepareResponse(r),
            if: isRequested && r != primary && (phase == .initialized || returnsToPreparing(r, in: s))
        ) {
            $0.phase[r] = .prepareSent
            $0.sent[view].preparations.insert(r)
        }
        next.take(
            .sendCommit(r), if: isRequested && sent.preparations.count >= quorum && mayCommit(r, in: s)
        ) {
            $0.phase[r] = .commitSent
            $0.sent[view].commits.insert(r)
        }
    }

    /// Acceptance of the block on enough Commits of the replica's view, or from another replica.
    private func accept(_ r: ReplicaID, in s: State, _ next: inout Next<Self>) {
        next.take(.acceptBlock(r), if: s.sent[s.view[r]].commits.count >= quorum) {
            $0.phase[r] = .blockAccepted
        }
        for other in replicas where s.phase[other] == .blockAccepted {
            next.take(.fetchBlock(r, from: other)) {
                $0.phase[r] = .blockAccepted
                $0.view[r] = s.view[other]
            }
        }
    }

    /// Deaths, which nobody owes.
    var environmentActions: [String] { ["die"] }

    /// Whoever can go on goes on; timers fire in the end.
    var fairness: [Fairness<Self>] {
        everyReplicaTakesSteps { action in
            switch action {
            case .die: nil
            case .sendPrepareRequest(let r), .sendPrepareResponse(let r), .sendCommit(let r),
                .acceptBlock(let r),
                .fetchBlock(let r, _), .sendChangeView(let r, _), .changeView(let r):
                r
            }
        }
    }

    var properties: [Property<State>] {
        let replicas = replicas
        let everybodyAccepts = { @Sendable (s: State) in
            (replicas - s.dead).allSatisfy { s.phase[$0] == .blockAccepted }
        }
        return [
            .always("agreement") { s in
                let accepted = replicas.filter { s.phase[$0] == .blockAccepted }
                return View.values.contains { view in accepted.allSatisfy { s.view[$0] == view } }
            },
            .eventually("every live replica accepts a block") { s in
                everybodyAccepts(s) || replicas.contains { s.phase[$0] == .gone }
            },
            .reachable("a block is accepted by all", everybodyAccepts),
        ] + causality + viewChanges
    }

    /// Messages of M replicas behind Commits and accepted blocks.
    private var causality: [Property<State>] {
        let (replicas, quorum) = (replicas, quorum)
        return [
            .always("a Commit stands on M preparations") { s in
                View.values.allSatisfy {
                    s.sent[$0].commits.isEmpty || s.sent[$0].preparations.count >= quorum
                }
            },
            .always("an accepted block has M Commits") { s in
                replicas.allSatisfy {
                    s.phase[$0] != .blockAccepted || s.sent[s.view[$0]].commits.count >= quorum
                }
            },
        ]
    }
}

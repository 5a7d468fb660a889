import QuorateFaults

/// Live migration of a process whose memory is swapped out to stores on the network.
///
/// The stages are those of Clark et al., "Live Migration of Virtual Machines", NSDI 2005, section 3: the source sends
/// pages while the process runs, freezes it, sends what is left, and the target takes over. A page goes to a majority
/// of the stores and comes from a majority, each with its version (Gifford, "Weighted Voting for Replicated Data", SOSP
/// 1979). The cutover is two-phase commit (Gray and Lamport, "Consensus on Transaction Commit", ACM TODS 31, 2006,
/// section 3): the source has *prepared* when a majority of the stores has the page as it was when the process froze,
/// the target when it has the registers, and the coordinator commits when both have.
///
/// Fault model: stores crash for good. The source crashes at any time and comes back; it has lost its memory, and kept
/// on disk that it has prepared, together with the registers. Before that a crash takes the process with it, as it would
/// without a migration. Target and coordinator do not crash.
///
/// What is abstracted, and why nothing is missed:
/// - One page is followed: pages do not depend on each other.
/// - A store takes no older version over a newer one, so a message that is late could have come when it was sent.
/// - Reading a majority is one step: while a process waits for its page a store receives at most the version of the
///   freeze, which a majority has already.
/// - The coordinator may abort at any time, since it cannot tell a dead source from a slow one, and does not wait for
///   ever.
struct LiveMigration: Spec {
    static let summary = "A process moves by two-phase commit, with its pages on a majority of swap stores."
    static let source =
        "Clark et al., Live Migration of Virtual Machines (2005), section 3;"
        + " Gray and Lamport, Consensus on Transaction Commit (2006), section 3"

    /// The swap stores.
    var stores: ReplicaSet
    /// Greatest number of stores that crash.
    var storeCrashes: Int
    /// Greatest number of crashes of the source.
    var sourceCrashes: Int
    /// Number of versions of the page.
    var versions: Int
    var mutant: Mutant?

    /// A migration with `stores` stores (1 to 5), of which `storeCrashes` crash, a source that crashes at most
    /// `sourceCrashes` times (0 or 1), and a page of 1 to 3 versions.
    init(
        stores: Int = 3, storeCrashes: Int = 1, sourceCrashes: Int = 1, versions: Int = 2,
        mutant: Mutant? = nil
    ) {
        self.stores = ReplicaSet(count: stores)
        self.storeCrashes = storeCrashes
        self.sourceCrashes = sourceCrashes
        self.versions = versions
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("stores", \.stores, in: 1...5), Parameter("storeCrashes", \.storeCrashes, in: 0...2),
            Parameter("sourceCrashes", \.sourceCrashes, in: 0...1),
            Parameter("versions", \.versions, in: 1...3),
        ]
    }
    var replicas: ReplicaSet { stores }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: stores, faults: storeCrashes, .crashStop, network: .asynchronous,
            notes: [
                "the replicas are the stores; crashes of the source, which recovers: at most \(sourceCrashes)",
                "versions of the page: \(versions)",
            ])
    }

    var majority: Int { QuorumSize.majority(n: stores.count) }
    /// Stores that must have the page before the source has prepared.
    var writeQuorum: Int { mutant == .oneStoreWrite ? 1 : majority }
    /// Stores that answer before a page has come in.
    var readQuorum: Int { mutant == .oneStoreRead ? 1 : majority }

    /// A version of the page; 0 where there is no page.
    typealias Version = BoundedInt<0, 3>

    enum Machine: FiniteValue, CaseIterable { case source, target }

    /// The process on a machine; one that is *faulting* runs, and waits for its page.
    enum Phase: FiniteValue, CaseIterable { case absent, running, frozen, prepared, faulting, stopped, lost }

    enum Decision: FiniteValue, CaseIterable { case undecided, committed, aborted }

    /// Part of the process that a machine has.
    struct Copy: Hashable, Sendable, BitwiseCopyable {
        var phase = Phase.absent
        /// The page in the machine's memory.
        var page: Version = 0

        var isRunning: Bool { phase == .running || phase == .faulting }
    }

    struct State: SpecState {
        /// The version that each store has.
        var stored = ReplicaMap<Version>(0)
        /// Prepared messages, by sender.
        var prepared = FiniteSet<Machine>()
        var down = ReplicaSet()
        var copies = PerKey<Machine, Copy, 2>(Copy())
        /// Version of the page when the process froze, which is written in its registers; 0 before.
        var image: Version = 0
        var decision = Decision.undecided
        var sourceIsDown = false
        /// Crashes of the source so far.
        var crashes: BoundedInt<0, 1> = 0
    }

    var initialStates: [State] {
        var state = State()
        state.copies[.source] = Copy(phase: .running, page: 1)
        return [state]
    }

    enum Action: SpecAction {
        /// The process changes its page.
        case write
        /// A store has received the page.
        case swapOut(ReplicaID)
        /// The process stops, and its registers go to the target.
        case freeze
        case prepare(Machine)
        case commit, abort
        /// A machine learns the decision.
        case obey(Machine)
        /// A page fault is served by the stores that answer.
        case pageIn(Machine, from: ReplicaSet)
        case crashSource, recoverSource
        case crashStore(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        migrate(s, &next)
        decide(s, &next)
        for machine in Machine.values { obey(machine, s, &next) }
        crash(s, &next)
    }

    private func migrate(_ s: State, _ next: inout Next<Self>) {
        let source = s.copies[.source]
        next.take(.write, if: source.phase == .running && source.page < versions) {
            $0.copies[.source].page += 1
        }
        let sends = [.running, .frozen, .prepared].contains(source.phase)
        for store in stores - s.down {
            next.take(.swapOut(store), if: sends && s.stored[store] < source.page) {
                $0.stored[store] = source.page
            }
        }
        next.take(.freeze, if: source.phase == .running && s.image == 0) {
            $0.copies[.source].phase = .frozen
            $0.image = source.page
        }
        let written = stores.filter { s.stored[$0] >= s.image }.count
        next.take(.prepare(.source), if: source.phase == .frozen && written >= writeQuorum) {
            $0.copies[.source].phase = .prepared
            $0.prepared.insert(.source)
        }
        next.take(.prepare(.target), if: s.copies[.target].phase == .absent && s.image > 0) {
            $0.copies[.target].phase = .prepared
            $0.prepared.insert(.target)
        }
    }

    private func decide(_ s: State, _ next: inout Next<Self>) {
        let isOpen = s.decision == .undecided && s.image > 0
        let havePrepared = s.prepared.count == Machine.valueCount || mutant == .noPrepare
        next.take(.commit, if: isOpen && havePrepared) { $0.decision = .committed }
        next.take(.abort, if: isOpen) { $0.decision = .aborted }
    }

    private func obey(_ machine: Machine, _ s: State, _ next: inout Next<Self>) {
        let copy = s.copies[machine]
        let isTarget = machine == .target
        // An abort finds a source that has not prepared yet, or a target that has heard of nothing.
        let isWaiting = copy.phase == .prepared || copy.phase == (isTarget ? .absent : .frozen)
        let presumesAbort = mutant == .presumedAbort && !isTarget && copy.phase == .prepared
        let isUp = isTarget || !s.sourceIsDown
        let isTold = s.decision != .undecided || presumesAbort
        next.take(.obey(machine), if: isUp && isWaiting && isTold) {
            let goesOn = isTarget == (s.decision == .committed)
            $0.copies[machine].phase = !goesOn ? .stopped : copy.page > 0 ? .running : .faulting
            if !goesOn { $0.copies[machine].page = 0 }
        }
        guard copy.phase == .faulting else { return }
        for answers in (stores - s.down).subsets where answers.count == readQuorum {
            next.take(.pageIn(machine, from: answers)) {
                $0.copies[machine] = Copy(phase: .running, page: answers.map { s.stored[$0] }.max() ?? 0)
            }
        }
    }

    private func crash(_ s: State, _ next: inout Next<Self>) {
        let phase = s.copies[.source].phase
        next.take(.crashSource, if: s.crashes < sourceCrashes) {
            $0.crashes += 1
            $0.sourceIsDown = true
            $0.copies[.source] = Copy(phase: phase == .prepared || phase == .stopped ? phase : .lost)
        }
        next.take(.recoverSource, if: s.sourceIsDown) { $0.sourceIsDown = false }
        for store in stores - s.down {
            next.take(.crashStore(store), if: s.down.count < storeCrashes) { $0.down.insert(store) }
        }
    }
}

/// Properties: what must hold, and must happen.
extension LiveMigration {
    var properties: [Property<State>] {
        let (storeCrashes, sourceCrashes) = (storeCrashes, sourceCrashes)
        let written = Property<State>.reachable("the process has its changed page at the target") { s in
            s.copies[.target].phase == .running && s.copies[.target].page > 1
        }
        return (versions > 1 ? [written] : []) + [minority] + [
            .always("one running copy") { s in
                !(s.copies[.source].isRunning && s.copies[.target].isRunning)
            },
            .always(
                "no lost or older page",
                when: { s in s.image > 0 && Machine.values.contains { s.copies[$0].phase == .running } },
                then: { s in
                    Machine.values.allSatisfy {
                        s.copies[$0].phase != .running || s.copies[$0].page >= s.image
                    }
                }),
            .leadsTo(
                "the migration ends", from: { s in s.image > 0 },
                to: { s in
                    let source = s.copies[.source].phase
                    return s.decision == .committed
                        ? s.copies[.target].phase == .running
                        : s.decision == .aborted && (source == .running || source == .lost)
                }),
            .reachable("the process is at the target, and as many crashed as may") { s in
                s.copies[.target].phase == .running && s.copies[.target].page == s.image
                    && s.down.count == storeCrashes && s.crashes == sourceCrashes
            },
            .reachable("the process is back at the source, and as many crashed as may") { s in
                s.decision == .aborted && s.copies[.source].phase == .running
                    && s.down.count == storeCrashes && s.crashes == sourceCrashes
            },
        ]
    }

    private var minority: Property<State> {
        let (stores, faults) = (stores, (stores.count - 1) / 2)
        return .reachable("the source has prepared though a minority of the stores has nothing") { s in
            s.prepared.contains(.source) && stores.filter { s.stored[$0] == 0 }.count >= faults
        }
    }

    /// Crashes, the wishes of the process and of whoever moves it, and all of a coordinator that may crash.
    var environmentActions: [String] {
        ["write", "freeze", "crashSource", "crashStore"]
            + (mutant == .crashingCoordinator ? ["commit", "abort"] : [])
    }

    /// Steps of the two machines, and of the coordinator, which commits or aborts in the end.
    var fairness: [Fairness<Self>] {
        let machines = [
            Fairness<Self>.weak("the source goes on") { action in
                switch action {
                case .swapOut, .prepare(.source), .obey(.source), .pageIn(.source, _), .recoverSource: true
                default: false
                }
            },
            .weak("the target goes on") { action in
                switch action {
                case .prepare(.target), .obey(.target), .pageIn(.target, _): true
                default: false
                }
            },
        ]
        if mutant == .crashingCoordinator { return machines }
        return machines + [.weak("the coordinator decides", actions: "commit", "abort")]
    }
}

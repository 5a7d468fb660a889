import QuorateFaults

/// Istanbul BFT at one height, in rounds without end: PRE-PREPARE, PREPARE, COMMIT, ROUND CHANGE, and
/// locks.
///
/// Moniz, "The Istanbul BFT Consensus Algorithm" (2020). What is examined is termination, which Saltini and
/// Hyland-Wood, "Correctness Analysis of Istanbul Byzantine Fault Tolerance" (2019), section 7, refute for
/// the algorithm before (Ethereum's EIP 650): a validator that is locked on a block never gives the lock
/// up, so that locks on two blocks and one validator that stops are enough to stop all others
/// (Consensys/quorum#305, 0xPolygon/pbft-consensus#31). In Moniz's algorithm a ROUND-CHANGE says what its
/// sender is locked on; a proposer that has heard a quorum of them proposes the block with the latest lock,
/// and the others accept that whatever they are locked on.
///
/// All go from round to round together: the proposer of the round, which is each in turn, proposes;
/// validators prepare; those that hear a quorum of PREPAREs lock and commit. Before the network is stable a
/// message may come too late in its round, for some or for all; after that all come in time.
///
/// Differences from the papers: a validator that is locked on what is proposed prepares and commits as
/// others do; a round is numbered by its place among those that a lock stems from, and a block by the least
/// number that is free, so that the states are finite and a run without end is a loop; nobody lies, and who
/// stops does so between rounds.
struct IstanbulBFT: Spec {
    static let summary =
        "Validators lock on blocks from round to round, and decide once the network is stable."
    static let source = "Moniz, The Istanbul BFT Consensus Algorithm (2020)"

    /// The n validators, which propose in turn.
    var validators: ReplicaSet
    /// Number of PREPAREs or COMMITs that are enough.
    var quorum: Int
    /// Number of validators that may stop.
    var stops: Int
    /// Number of rounds before the network is stable.
    var unstable: Int
    var mutant: Mutant?

    /// `validators` validators (4 to 6) with a `quorum` (3 to 5), of which `stops` may stop (0 or 1);
    /// messages of the first `unstable` rounds (0 to 3) may come too late.
    init(validators: Int = 4, quorum: Int = 3, stops: Int = 1, unstable: Int = 2, mutant: Mutant? = nil) {
        self.validators = ReplicaSet(count: validators)
        self.quorum = quorum
        self.stops = stops
        self.unstable = unstable
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("validators", \.validators, in: 4...6), Parameter("quorum", \.quorum, in: 3...5),
            Parameter("stops", \.stops, in: 0...1), Parameter("unstable", \.unstable, in: 0...3),
        ]
    }
    var replicas: ReplicaSet { validators }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: validators, faults: stops, .crashStop, network: .synchronousRounds,
            notes: [
                "one height, all validators in the same round",
                "messages of the first \(unstable) rounds may come too late",
            ])
    }

    func validate() throws {
        if quorum > validators.count - stops {
            throw SpecError(
                spec: Self.name,
                message:
                    "quorum=\(quorum) of \(validators.count) validators, \(stops) of them gone; lower quorum"
            )
        }
    }

    /// Block that is proposed.
    struct Block: Identifier {
        var number: UInt8
        static let prefix = "b", count = 6
    }

    /// Block that a validator is locked on.
    struct Lock: Hashable, Sendable, BitwiseCopyable {
        /// Place of its round among the rounds of all locks, from 1; 0 without a lock.
        var round: BoundedInt<0, 7> = 0
        var block: Block = 0
    }

    enum Step: FiniteValue { case propose, prepare, commit, decided }

    struct State: SpecState {
        var lock = PerReplica<Lock, 6>(Lock())
        var stopped = ReplicaSet()
        /// Validators that have prepared in this round.
        var prepared = ReplicaSet()
        var proposal: Block = 0
        var proposer: ReplicaID = 0
        var step = Step.propose
        /// Rounds that are left before the network is stable.
        var unstable: BoundedInt<0, 3>
        /// Blocks that a quorum has committed in a round, so that somebody may have decided them.
        var isChosen = PerKey<Block, Bool, 6>(false)
    }

    var initialStates: [State] { [State(unstable: BoundedInt(unstable))] }

    enum Action: SpecAction {
        case propose(Block), prepare(ReplicaSet), commit(ReplicaSet), decide(ReplicaSet), changeRound
        case stop(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        switch s.step {
        case .propose: propose(in: s, &next)
        case .prepare: prepare(in: s, &next)
        case .commit: commit(in: s, &next)
        case .decided: break
        }
    }

    private func propose(in s: State, _ next: inout Next<Self>) {
        for i in validators - s.stopped where s.stopped.count < stops {
            next.take(.stop(i)) { $0.stopped.insert(i) }
        }
        if s.stopped.contains(s.proposer) {
            next.take(.changeRound) { beginRound(&$0) }
            return
        }
        for block in proposals(in: s) {
            next.take(.propose(block)) {
                $0.proposal = block
                $0.step = .prepare
            }
        }
    }

    private func prepare(in s: State, _ next: inout Next<Self>) {
        let willing = (validators - s.stopped).filter { accepts(s.proposal, $0, in: s) }
        for heard in s.unstable == 0 ? [willing] : Array(willing.subsets) {
            next.take(.prepare(heard), if: heard.count >= quorum) {
                $0.prepared = heard
                $0.step = .commit
            }
        }
        next.take(.changeRound, if: s.unstable > 0 || willing.count < quorum) { beginRound(&$0) }
    }

    /// Locks and COMMITs of those who have heard enough PREPAREs, and decisions of those who hear enough
    /// COMMITs.
    private func commit(in s: State, _ next: inout Next<Self>) {
        for heard in s.unstable == 0 ? [s.prepared] : Array(s.prepared.subsets) {
            next.take(.commit(heard), if: s.unstable > 0) {
                lock(s.proposal, heard, &$0)
                beginRound(&$0)
            }
            next.take(.decide(heard), if: heard.count >= quorum) {
                lock(s.proposal, heard, &$0)
                $0.step = .decided
            }
        }
    }

    /// Validators that stop.
    var environmentActions: [String] { ["stop"] }

    /// Rounds go on.
    var fairness: [Fairness<Self>] {
        [.weak("rounds go on", actions: "propose", "prepare", "commit", "decide", "changeRound")]
    }

    var properties: [Property<State>] {
        let quorum = quorum
        return [
            .always("agreement") { s in Block.values.filter { s.isChosen[$0] }.count <= 1 },
            .always("what is decided is chosen", when: { s in s.step == .decided }) { s in
                s.isChosen[s.proposal]
            },
            // Otherwise a proposer that lies could lock others on two blocks.
            .always("a quorum prepares before COMMITs", when: { s in s.step == .commit }) { s in
                s.prepared.count >= quorum
            },
            .eventually("termination") { s in s.step == .decided },
        ] + possibilities
    }

    /// Properties that validators stop, and that rounds fail.
    private var possibilities: [Property<State>] {
        let (stops, unstable, validators) = (stops, unstable, validators)
        let decision = Property<State>.reachable("a block is decided, and a validator has stopped") { s in
            s.step == .decided && !s.stopped.isEmpty
        }
        let locks = Property<State>.reachable("two are locked on different blocks") { s in
            let locks = validators.map { s.lock[$0] }.filter { $0.round > 0 }
            return locks.contains { $0.block != locks[0].block }
        }
        return (stops > 0 ? [decision] : []) + (unstable > 1 ? [locks] : [])
    }
}

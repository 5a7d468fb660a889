import QuorateFaults

/// Distributed cron: schedulers that crash and take over from each other have a monthly bill charged exactly once.
///
/// From a text on uses of distributed consensus (problem 3627726), where the system that runs jobs keeps a record for each
/// job: a scheduler presents its fencing token, and one atomic step records the token and starts the job. Davidovič and
/// Guliani, "Reliable Cron across the Planet", ACM Queue 13 (2015), tell why (a scheduler may crash between a launch and
/// its note of it) and what else it takes: a launch that can be repeated without harm, as in Helland, "Idempotence Is Not a
/// Medical Condition", ACM Queue 10 (2012).
///
/// What makes it exactly once, part by part (a mutant drops each):
/// - *Not twice by two schedulers*: arming compares the record with "no token" and sets it, in one step (compare-and-swap).
/// - *Not zero times*: what arms starts too. Between two steps a scheduler may crash, and those that come after it would
///   take a job that is armed for one that runs.
/// - *Not twice by one run*: a run may charge and be lost before it is recorded as finished. It is started again with the
///   token of the record, and the charge has this token as its key: the payment service charges a key once. (So a run
///   that is only taken for lost, and charges later, charges nobody twice.)
///
/// The rule of the text, that a job is armed for any token above the recorded one, is not enough for this: the new token
/// is a new key, and a job that has charged and is not finished yet charges again. So here the first token stays. (A key
/// that names the job would do too: what matters is that all its runs have the same.)
///
/// What is abstracted: one job (the records of two have nothing to do with each other), and elections, which give each
/// leader the next token at any time; a scheduler that another has replaced does not know it. Tokens are bounded, with one
/// left for each crash to come.
struct DistributedCron: Spec {
    static let summary = "Schedulers start a job by compare-and-swap on its record, so that it charges once."
    static let source = "Davidovič and Guliani, Reliable Cron across the Planet (2015)"

    var schedulers: ReplicaSet
    /// Number of tokens, and so of elections.
    var tokens: Int
    /// Greatest number of schedulers that crash, for good.
    var crashes: Int
    /// Greatest number of runs that are lost.
    var losses: Int
    var mutant: Mutant?

    /// One job and `schedulers` schedulers (1 to 4) with `tokens` tokens (1 to 4), of whom `crashes` (0 to 2) crash; the job
    /// is lost while it runs at most `losses` times (0 to 2).
    init(schedulers: Int = 2, tokens: Int = 3, crashes: Int = 1, losses: Int = 1, mutant: Mutant? = nil) {
        self.schedulers = ReplicaSet(count: schedulers)
        self.tokens = tokens
        self.crashes = crashes
        self.losses = losses
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("schedulers", \.schedulers, in: 1...4), Parameter("tokens", \.tokens, in: 1...4),
            Parameter("crashes", \.crashes, in: 0...2), Parameter("losses", \.losses, in: 0...2),
        ]
    }
    var replicas: ReplicaSet { schedulers }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: schedulers, faults: crashes, .crashStop, network: .absent,
            notes: [
                "the record and the payment service are reliable",
                "runs of the job that are lost: at most \(losses)",
            ])
    }

    func validate() throws {
        guard crashes >= schedulers.count || crashes >= tokens else { return }
        throw SpecError(
            spec: Self.name,
            message:
                "crashes=\(crashes) leave nobody; raise schedulers=\(schedulers.count) or tokens=\(tokens)")
    }

    /// Fencing token, or 0 for none.
    typealias Token = BoundedInt<0, 4>
    /// Progress of a scheduler with the job.
    enum Phase: FiniteValue {
        case idle
        /// It has found no token in the job's record.
        case checked
        /// Between the two steps, where arming and starting are two.
        case halfway
        case done
    }
    enum Run: FiniteValue { case none, running, charged, lost, finished }

    struct State: SpecState {
        /// Token of each scheduler that has been elected.
        var token = ReplicaMap<Token>(0)
        var phase = ReplicaMap<Phase>(.idle)
        /// Run of the job for each token.
        var runs = Table<Token, Run>(.none)
        /// Keys that the payment service has charged.
        var keys = FiniteSet<Token>()
        var crashed = ReplicaSet()
        /// Latest token that was given out.
        var issued: Token = 0
        /// Token in the job's record.
        var record: Token = 0
        var charges: BoundedInt<0, 12> = 0
        var losses: BoundedInt<0, 2> = 0
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        /// A scheduler becomes the leader, with the next token.
        case elect(ReplicaID)
        /// A leader finds the job not yet armed.
        case check(ReplicaID)
        /// The job is armed with the leader's token and started, if its record has no token.
        case arm(ReplicaID)
        /// The job is started; a step of its own only where arming does not start it.
        case start(ReplicaID)
        /// The run with this token charges, and hears that it has.
        case charge(Int)
        case finish(Int)
        /// The run is lost; nobody knows how far it was.
        case lose(Int)
        /// The system that runs jobs starts a lost run again.
        case restart(Int)
        case crash(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in schedulers - s.crashed {
            let isLeader = s.issued > 0 && s.token[i] == s.issued
            let mayBeElected = s.issued < tokens && !isLeader && s.phase[i] != .halfway
            next.take(.elect(i), if: mayBeElected && (isDue(s) || hasSpareToken(s))) {
                $0.issued += 1
                $0.token[i] = $0.issued
                $0.phase[i] = .idle
            }
            launch(i, s, &next)
            next.take(.crash(i), if: s.crashed.count < crashes) { $0.crashed.insert(i) }
        }
        for token in 1...tokens { run(Token(token), s, &next) }
    }

    /// Need of a leader: there is none, or it has crashed.
    private func isDue(_ s: State) -> Bool {
        s.issued == 0 || s.crashed.contains { s.token[$0] == s.issued }
    }

    /// Freedom to replace a leader that lives, as one that is slow may be replaced.
    private func hasSpareToken(_ s: State) -> Bool {
        s.issued.value + crashes - s.crashed.count < tokens
    }

    @inline(__always)
    private func launch(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let (token, phase, isFree) = (s.token[i], s.phase[i], isFree(for: s.token[i], s))
        next.take(.check(i), if: token > 0 && phase == .idle && isFree) { $0.phase[i] = .checked }
        switch mutant {
        case .armsBeforeStarting:
            next.take(.arm(i), if: phase == .checked) {
                if isFree { $0.record = token }
                $0.phase[i] = isFree ? .halfway : .done
            }
            next.take(.start(i), if: phase == .halfway) {
                $0.runs[token] = .running
                $0.phase[i] = .done
            }
        case .startsBeforeArming:
            next.take(.start(i), if: phase == .checked) {
                if isFree { $0.runs[token] = .running }
                $0.phase[i] = isFree ? .halfway : .done
            }
            next.take(.arm(i), if: phase == .halfway) {
                if isFree { $0.record = token }
                $0.phase[i] = .done
            }
        default:
            next.take(.arm(i), if: phase == .checked) {
                if isFree || mutant == .checkThenStart {
                    $0.record = token
                    $0.runs[token] = .running
                }
                $0.phase[i] = .done
            }
        }
    }

    /// Freedom to arm the job: its record has no token.
    private func isFree(for token: Token, _ s: State) -> Bool {
        let wins = mutant == .higherTokenWins && s.record < token && s.runs[s.record] != .finished
        return s.record == 0 || wins
    }

    @inline(__always)
    private func run(_ token: Token, _ s: State, _ next: inout Next<Self>) {
        let (run, number) = (s.runs[token], token.value)
        next.take(.charge(number), if: run == .running) {
            $0.runs[token] = .charged
            if $0.keys.insert(token).inserted || mutant == .chargesWithoutKey { $0.charges += 1 }
        }
        next.take(.finish(number), if: run == .charged) { $0.runs[token] = .finished }
        next.take(.lose(number), if: (run == .running || run == .charged) && s.losses < losses) {
            $0.runs[token] = .lost
            $0.losses += 1
        }
        next.take(.restart(number), if: run == .lost) { $0.runs[token] = .running }
    }

    var environmentActions: [String] { ["lose", "crash"] }

    /// Steps of the schedulers that live and of the system that runs jobs; there is a leader in the end.
    var fairness: [Fairness<Self>] {
        everyReplicaTakesSteps { action in
            switch action {
            case .check(let i), .arm(let i), .start(let i): i
            case .elect, .charge, .finish, .lose, .restart, .crash: nil
            }
        } + [
            .weak("the job runs", actions: "charge", "finish", "restart"),
            .weak("somebody is elected where there is no leader") { [self] action, s in
                if case .elect = action { isDue(s) } else { false }
            },
        ]
    }

    var properties: [Property<State>] {
        [
            .always("charged at most once") { s in s.charges <= 1 },
            .always("no run without a token") { s in s.runs[0] == .none },
            .eventually("charged in the end") { s in s.charges >= 1 },
        ] + goals
    }

    private var goals: [Property<State>] {
        let (crashes, losses) = (crashes, losses)
        let takeover = Property<State>.reachable("a second leader has the job charged") { s in
            s.charges == 1 && s.crashed.contains { 0 < s.token[$0] && s.token[$0] < s.record }
        }
        let restart = Property<State>.reachable("a run that was lost is finished") { s in
            s.losses > 0 && s.record > 0 && s.runs[s.record] == .finished
        }
        return (crashes > 0 ? [takeover] : []) + (losses > 0 ? [restart] : [])
    }
}

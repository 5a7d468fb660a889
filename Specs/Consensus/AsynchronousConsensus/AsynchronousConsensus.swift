import QuorateFaults

/// Binary consensus where one replica may crash and no clock tells a crashed one from a slow one: safe, and undecided
/// for ever in a fair run, unless coins are tossed.
///
/// Fischer, Lynch and Paterson, "Impossibility of Distributed Consensus with One Faulty Process", Journal of the ACM 32
/// (1985): every deterministic protocol that is correct otherwise has an admissible run that decides nothing, one in
/// which all messages arrive and all but at most one replica take steps for ever. Here one protocol has it, and
/// nobody need crash: that one *may* is enough, since nobody can wait for more than n - f messages. The protocol is
/// protocol A of Ben-Or, "Another Advantage of Free Choice", PODC 1983, which tosses a coin where a replica has heard
/// no proposal; without `coin` the replica keeps its value there. As in the first paper a step is the arrival of one
/// message, what it makes its receiver do included, and a message is sent to all or, after a crash, to nobody.
///
/// Rounds have no numbers. A round is two exchanges, first of reports of values and then of proposals, and what a
/// replica does in one depends on its messages and on the replica's own value, so that rounds which begin with the same
/// values are the same. Nor are replicas in different exchanges: the next begins when all have acted and all messages
/// have arrived. No view of a fair run is lost by that, since messages of an earlier exchange than its own change
/// nothing at a replica, which may as well get them before it goes on, and a replica that takes steps for ever takes
/// part in every exchange. With coins it does matter: nobody here gets to know a coin of a later exchange before it is
/// chosen whom a slow replica hears in this one.
///
/// A fair coin that is tossed again and again falls again and again like those tossed before it in its exchange: this
/// is owed, for each number of them, by strong fairness, and has probability 1, since nothing happens between a toss
/// and the fall. That each coin falls either way again and again is not enough: the coins could take turns.
struct AsynchronousConsensus: Spec {
    static let summary =
        "Replicas agree on a value without clocks, undecided for ever unless they toss coins."
    static let source =
        "Fischer, Lynch and Paterson, Impossibility of Distributed Consensus with One Faulty Process (1985)"

    var replicas: ReplicaSet
    /// f, the number of replicas whose messages nobody waits for.
    var faults: Int
    /// Crashes that may happen, as many as f or not.
    var crashes: Int
    /// Coin for a replica that has heard no proposal; without, it keeps its value.
    var coin: Bool
    var mutant: Mutant?

    /// Consensus among `replicas` replicas (3 to 5), which wait for all but `faults`, and of which `crashes` may crash.
    init(
        replicas: Int = 3, faults: Int = 1, crashes: Int = 1, coin: Bool = true, mutant: Mutant? = nil
    ) {
        self.replicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.crashes = crashes
        self.coin = coin
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.replicas, in: 3...5), Parameter("faults", \.faults, in: 0...2),
            Parameter("crashes", \.crashes, in: 0...5), Parameter("coin", \.coin),
        ]
    }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: replicas, faults: crashes, .crashStop, network: .asynchronous,
            notes: [
                "a replica waits for n - \(faults) messages", "exchanges begin together",
                coin ? "coins are tossed" : "no coins: the protocol is deterministic",
            ])
    }

    func validate() throws {
        if replicas.count <= 2 * faults {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of replicas=\(replicas.count) are no minority; lower faults")
        }
    }

    enum Value: FiniteValue { case zero, one }

    /// Message of a replica in an exchange.
    enum Message: FiniteValue { case none, value(Value), noProposal }

    enum Exchange: FiniteValue { case reports, proposals }

    struct State: SpecState {
        var value: ReplicaMap<Value>
        /// Messages of the exchange.
        var sent: ReplicaMap<Message>
        /// Senders whose message has arrived at each replica.
        var received = ReplicaMap<ReplicaSet>([])
        /// Messages of the next exchange, of those that have acted.
        var next = ReplicaMap<Message>(.none)
        var decision = ReplicaMap<Value?>(nil)
        /// Values that are somebody's input; chosen at the start.
        var inputs: FiniteSet<Value>
        /// Replicas whose coin has not fallen yet: one at most.
        var tossing = ReplicaSet()
        var crashed = ReplicaSet()
        var exchange = Exchange.reports
    }

    var initialStates: [State] {
        replicas.subsets.map { ones in
            var s = State(value: ReplicaMap(.zero), sent: ReplicaMap(.none), inputs: FiniteSet())
            for i in replicas {
                let input = ones.contains(i) ? Value.one : .zero
                s.inputs.insert(input)
                s.value[i] = input
                s.sent[i] = .value(input)
                s.received[i] = [i]
            }
            return s
        }
    }

    /// Steps: arrivals, coins and crashes, and the beginning of the next exchange.
    enum Action: SpecAction {
        case receive(ReplicaID, from: ReplicaID)
        case toss(ReplicaID, Value)
        case crash(ReplicaID)
        case beginExchange
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        if !s.tossing.isEmpty { return toss(in: s, &next) }
        let senders = replicas.filter { s.sent[$0] != .none }
        let active = active(in: s)
        for i in active {
            for j in senders where !s.received[i].contains(j) {
                next.take(.receive(i, from: j)) {
                    $0.received[i].insert(j)
                    if $0.received[i].count == enoughToAct { act(i, &$0) }
                }
            }
            next.take(.crash(i), if: s.crashed.count < crashes) { crash(i, &$0) }
        }
        let isOver = active.allSatisfy { s.next[$0] != .none && s.received[$0].count == senders.count }
        next.take(.beginExchange, if: isOver && !active.isEmpty) { begin(&$0) }
    }

    /// A coin falls before anything else happens: it was tossed in the step before.
    private func toss(in s: State, _ next: inout Next<Self>) {
        for i in s.tossing {
            for v in Value.values {
                next.take(.toss(i, v)) {
                    $0.tossing.remove(i)
                    adopt(v, i, &$0)
                }
            }
        }
    }

    var environmentActions: [String] { ["crash"] }

    /// Every message arrives, every replica goes on, and coins are fair.
    var fairness: [Fairness<Self>] {
        let steps = everyReplicaTakesSteps { action in
            switch action {
            case .receive(let i, _), .toss(let i, _): i
            case .crash, .beginExchange: nil
            }
        }
        return steps + [.weak("exchanges end", actions: "beginExchange")] + (coin ? fairCoins : [])
    }

    /// A coin agrees with those who have a value already, and with what was proposed.
    private var fairCoins: [Fairness<Self>] {
        if mutant == .coinsInTurns { return coinsThatFallEitherWay }
        return (0..<replicas.count).map { [replicas] count in
            .strong("a coin agrees with \(count) before it") { action, s in
                guard case .toss(_, let v) = action else { return false }
                let settled = replicas.filter { s.next[$0] != .none }
                return settled.count == count && settled.allSatisfy { s.next[$0] == .value(v) }
                    && replicas.allSatisfy { [.none, .noProposal, .value(v)].contains(s.sent[$0]) }
            }
        }
    }

    private var coinsThatFallEitherWay: [Fairness<Self>] {
        replicas.flatMap { i in
            Value.values.map { v in
                .strong("the coin of \(i) falls on \(v)") { action in
                    if case .toss(i, v) = action { true } else { false }
                }
            }
        }
    }

    /// The first paper asks for no more than that some replica decides.
    var properties: [Property<State>] {
        let spec = self
        return [
            .always("agreement") { s in Value.values.count { !spec.deciders(of: $0, in: s).isEmpty } < 2 },
            .always("validity", when: { s in spec.someoneHasDecided(in: s) }) { s in
                Value.values.allSatisfy {
                    s.inputs.contains($0) || spec.deciders(of: $0, in: s).isEmpty
                }
            },
            .eventually("termination") { s in spec.someoneHasDecided(in: s) },
            .leadsTo(
                "termination of all", from: { s in spec.someoneHasDecided(in: s) },
                to: { s in (spec.replicas - s.crashed).allSatisfy { s.decision[$0] != nil } }),
            .reachable("replicas with different inputs decide") { s in
                Value.values.allSatisfy(s.inputs.contains) && spec.someoneHasDecided(in: s)
            },
        ] + (crashes > 0 ? [decisionBesideACrash] : [])
    }

    private var decisionBesideACrash: Property<State> {
        let spec = self
        return .reachable("a replica crashes undecided, and another one decides") { s in
            s.crashed.contains { s.decision[$0] == nil } && spec.someoneHasDecided(in: s)
        }
    }

    func deciders(of v: Value, in s: State) -> ReplicaSet {
        ReplicaSet(replicas.filter { s.decision[$0] == v })
    }

    func someoneHasDecided(in s: State) -> Bool { replicas.contains { s.decision[$0] != nil } }
}

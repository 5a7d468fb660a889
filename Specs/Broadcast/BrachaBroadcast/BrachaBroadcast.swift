import QuorateFaults

/// Reliable broadcast of one value by a sender who may be Byzantine, with unsigned messages.
///
/// Bracha, "Asynchronous Byzantine Agreement Protocols", Information and Computation 75 (1987), section 3.
/// The paper says that a process *accepts* a value; here it delivers it, as most later papers say.
/// Differences from the paper: one broadcast, of one of two values; "(n + t)/2 messages" is read as "more
/// than (n + t)/2", which is the same unless n + t is even; hearing and reacting is one step. As in the paper
/// a replica echoes, then is ready, then delivers, each once.
///
/// Fault model: Byzantine replicas, oral messages, asynchronous reliable network, every choice of faulty
/// replicas, the sender (replica 0) included. Messages are sent to all and never forgotten; a replica that
/// acts has heard enough of them, so late and lost messages are late steps. A faulty replica may send
/// everything to everybody, each recipient hearing what suits the adversary, or nothing.
///
/// That something happens in the end is said twice. Totality is checked where nothing happens any more: the
/// network delivers what correct replicas have sent, faulty ones may be silent for ever, and every run is
/// finite, so what must happen in the end has happened in each state in which the messages of correct replicas
/// alone allow no further step. The two deliveries are asked of runs without end in which each correct replica
/// goes on: what it needs a faulty replica for, it may do and does not owe. The sender need not broadcast.
public struct BrachaBroadcast: VotingSpec {
    public static let summary =
        "A sender, perhaps Byzantine, broadcasts a value: all deliver it or nobody does."
    public static let source = "Bracha, Asynchronous Byzantine Agreement Protocols (1987), section 3"

    public var allReplicas: ReplicaSet
    /// f, the number of Byzantine replicas that the thresholds are made for.
    public var faults: Int
    /// The Byzantine replicas that there are, as many as f or not.
    public var adversary: Adversary
    public var mutant: Mutant?

    /// A broadcast among `replicas` replicas (1 to 8), with thresholds for `faults` Byzantine ones, where
    /// there are `faulty`, or as many as the thresholds are made for.
    public init(replicas: Int = 4, faults: Int = 1, faulty: Int? = nil, mutant: Mutant? = nil) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        adversary = Adversary(.every(faulty ?? faults))
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...8), Parameter("faults", \.faults, in: 0...3),
            Parameter("faulty", \.adversary.count, in: 0...8),
        ]
    }
    public var replicas: ReplicaSet { allReplicas }
    public var notes: [String] {
        ["thresholds for f = \(faults)", "one broadcast by \(sender), of one of two values"]
    }

    /// Replica that broadcasts. The other replicas are interchangeable, so that any other sender would do.
    var sender: ReplicaID { 0 }

    public enum Value: FiniteValue { case zero, one }

    public struct State: ByzantineState {
        /// Senders of each message.
        public var votes: MonotoneVotes<Message, TwoWords>
        /// Correct replicas that have delivered each value.
        public var delivered = Deliveries()
        public let faulty: FaultyReplicas
    }

    public var initialStates: [State] {
        adversary.choices(among: allReplicas).map {
            State(votes: MonotoneVotes(from: $0, adversary), faulty: $0)
        }
    }

    public static var votes: VotePath<State, Message, TwoWords> { \.votes }

    /// Steps of a correct replica: the sender's first, and the three of everybody.
    public enum Action: SpecAction {
        case broadcast(Value)
        case echo(ReplicaID, Value)
        case ready(ReplicaID, Value)
        case deliver(ReplicaID, Value)
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: allReplicas)
        for v in Value.values {
            let heard = evidence(for: v, in: s)
            let (echoing, preparing) = (mayEcho(v, in: s, correct), mayBeReady(v, in: s, correct))
            let delivering = mayDeliver(in: s, correct)
            next.take(.broadcast(v), if: mayBroadcast(in: s, correct)) {
                $0.votes.cast(.initial(v), by: sender)
            }
            for i in correct.lazy.map(\.id) {
                next.take(.echo(i, v), if: echoing.contains(i), given: heard.toEcho) {
                    $0.votes.cast(.echo(v), by: i)
                }
                next.take(.ready(i, v), if: preparing.contains(i), given: heard.toBeReady) {
                    $0.votes.cast(.ready(v), by: i)
                }
                next.take(.deliver(i, v), if: delivering.contains(i), given: heard.toDeliver) {
                    let value = mutant == .echoedValue ? s.valueEchoed(by: i, in: correct) : v
                    $0.delivered[value].insert(i)
                }
            }
        }
    }

    /// Evidence, of what can have been heard of `v`, for each of the paper's steps.
    @inline(__always)
    private func evidence(
        for v: Value, in s: State
    ) -> (toEcho: Evidence, toBeReady: Evidence, toDeliver: Evidence) {
        let (thresholds, initials) = (thresholds, s.votes[.initial(v)])
        // A receiver knows who a message is from, so only the sender's INITIAL counts.
        let initial = mutant == .anybodysInitial ? initials.count >= 1 : initials.contains(sender)
        let echoed = s.votes[.echo(v)].count >= thresholds.echoes
        let readies = s.votes[.ready(v)].count
        return (
            toEcho: initial || echoed || readies >= thresholds.joining,
            toBeReady: (mutant == .noEchoPhase ? initial : echoed) || readies >= thresholds.amplification,
            toDeliver: readies >= thresholds.delivery
        )
    }

    // Whose own past allows a step, whatever they hear.

    /// Guard of the broadcast: the sender is correct and has not begun.
    @inline(__always)
    func mayBroadcast(in s: State, _ correct: CorrectReplicas) -> Bool {
        correct[sender] != nil && s.senders(of: Message.initial, in: correct).isEmpty
    }

    /// The correct replicas that have not echoed.
    @inline(__always)
    func mayEcho(_ v: Value, in s: State, _ correct: CorrectReplicas) -> ReplicaSet {
        if mutant == .noEchoPhase { return [] }
        let done =
            mutant == .everyValue
            ? s.votes.senders(of: .echo(v), in: correct) : s.senders(of: Message.echo, in: correct)
        return correct.members - done
    }

    /// The correct replicas that have echoed and are not ready.
    @inline(__always)
    func mayBeReady(_ v: Value, in s: State, _ correct: CorrectReplicas) -> ReplicaSet {
        let echoed = mutant == .noEchoPhase ? correct.members : s.senders(of: Message.echo, in: correct)
        let done =
            mutant == .everyValue
            ? s.votes.senders(of: .ready(v), in: correct) : s.senders(of: Message.ready, in: correct)
        return echoed - done
    }

    /// The correct replicas that are ready and have not delivered.
    @inline(__always)
    func mayDeliver(in s: State, _ correct: CorrectReplicas) -> ReplicaSet {
        s.senders(of: Message.ready, in: correct) - s.delivered.replicas
    }

    public var environmentActions: [String] { ["broadcast"] }

    /// Every correct replica echoes, is ready and delivers, each once, when it can by the messages of correct ones.
    public var fairness: [Fairness<Self>] {
        everyCorrectReplicaTakesSteps { action in
            switch action {
            case .broadcast: nil
            case .echo(let i, _), .ready(let i, _), .deliver(let i, _): i
            }
        }
    }

    /// The paper's two conditions: all deliver what a correct sender broadcasts, nothing else (validity,
    /// totality, and the first delivery), and if the sender is Byzantine, all deliver the same value or none does
    /// (agreement, totality, and the second delivery).
    public var properties: [Property<State>] {
        let (spec, sender) = (self, sender)
        return [
            .always("agreement") { s in s.delivered[.zero].isEmpty || s.delivered[.one].isEmpty },
            .always(
                "validity", when: { s in !s.faulty.contains(sender) && !s.delivered.replicas.isEmpty },
                then: { s in spec.isEverythingDeliveredSent(in: s) }),
            .always(
                "totality",
                when: { s in
                    !(s.faulty.contains(sender) && s.delivered.replicas.isEmpty) && spec.isQuiescent(s)
                }, then: { s in spec.allHaveDelivered(in: s) }),
            .reachable("some correct replica delivers") { s in !s.delivered.replicas.isEmpty },
            .reachable("every correct replica delivers") { s in spec.allHaveDelivered(in: s) },
            .leadsTo(
                "delivery",
                from: { s in !s.senders(of: Message.initial, in: spec.correct(in: s)).isEmpty },
                to: { s in spec.isEverythingSentDelivered(in: s) }),
            .leadsTo(
                "joint delivery", from: { s in !s.delivered.replicas.isEmpty },
                // By none is as good, and where nobody asks: no steps need be kept then.
                to: { s in s.delivered.replicas.isEmpty || spec.allHaveDelivered(in: s) }),
        ] + (adversary.count > 0 ? [deliveryOfALiar] : [])
    }

    /// Property that the sender may be Byzantine: it is believed as long as it tells all the same.
    private var deliveryOfALiar: Property<State> {
        let (spec, sender) = (self, sender)
        return .reachable("every correct replica delivers what a Byzantine sender says") { s in
            s.faulty.contains(sender) && spec.allHaveDelivered(in: s)
        }
    }

    private func correct(in s: State) -> CorrectReplicas { s.faulty.correct(among: allReplicas) }

    func allHaveDelivered(in s: State) -> Bool {
        correct(in: s).members.isSubset(of: s.delivered.replicas)
    }

    /// Arrival of the broadcasts: each value that a correct sender has broadcast, all correct replicas have
    /// delivered.
    func isEverythingSentDelivered(in s: State) -> Bool {
        let correct = correct(in: s)
        return Value.values.allSatisfy {
            s.votes.senders(of: .initial($0), in: correct).isEmpty
                || correct.members.isSubset(of: s.delivered[$0])
        }
    }

    /// Origin of the deliveries: each value that a correct replica has delivered was broadcast by the sender,
    /// a correct one.
    func isEverythingDeliveredSent(in s: State) -> Bool {
        let correct = correct(in: s)
        return Value.values.allSatisfy {
            s.delivered[$0].isEmpty || !s.votes.senders(of: .initial($0), in: correct).isEmpty
        }
    }

    /// Quiescence: the messages of correct replicas, all of which arrive, allow no correct replica a further
    /// step.
    ///
    /// The messages of faulty ones do not count: they need never be sent.
    func isQuiescent(_ s: State) -> Bool {
        let (correct, thresholds) = (correct(in: s), thresholds)
        if mayBroadcast(in: s, correct) { return false }
        for v in Value.values {
            let readies = s.votes.senders(of: .ready(v), in: correct).count
            let initial = !s.votes.senders(of: .initial(v), in: correct).isEmpty
            let echoed = s.votes.senders(of: .echo(v), in: correct).count >= thresholds.echoes
            let amplified = readies >= thresholds.amplification
            let prepared = mutant == .noEchoPhase ? initial : echoed
            if initial || echoed || readies >= thresholds.joining, !mayEcho(v, in: s, correct).isEmpty {
                return false
            }
            if prepared || amplified, !mayBeReady(v, in: s, correct).isEmpty { return false }
            if readies >= thresholds.delivery, !mayDeliver(in: s, correct).isEmpty { return false }
        }
        return true
    }
}

/// The sender is special, and no other replica is, nor is a value; who is faulty is in the state.
extension BrachaBroadcast: SymmetricSpec {
    public var interchangeable: Interchangeable {
        .all(allReplicas, but: [sender]).and(values: Value.values)
    }
}

extension BrachaBroadcast.Deliveries: CelledValue {
    package static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        [
            CellGroup(
                keys: try .of(BrachaBroadcast.Value.self, names), count: 2,
                and: try .of(ReplicaID.self, names), count: 16, width: 1
            ) { $0 * 16 + $1 }
        ]
    }
}

import QuorateFaults

/// A bank debits an account if and only if its cash machine gives the cash, over a link that loses messages.
///
/// Gray and Reuter, "Transaction Processing" (1993): paying out is a real action, which cannot be undone, so it is done
/// after the decision, and again after a crash only if the dispenser's own counter says that it was not. As a problem
/// for two that must both have decided by some time it is that of ``TwoGenerals``, and no protocol solves it: a mutant
/// in which either of them gives up on its own has one of the two alone. What solves it is a third party with a memory,
/// which decides once, for whichever proposal comes first, and tells both as often as it takes: the arbiter of this
/// spec, by itself a durable log that answers. It may be one computer, the bank's own, or a group that agrees, as in
/// `PBFT`; a patient bank that keeps the decision is enough.
///
/// What is given up is the time by which it is done: the money is held and the customer waits until the arbiter has
/// been heard. Nobody is ever sure that the other has acted *already*, only that it will.
///
/// One withdrawal from an account with enough in it. The machine may crash and forgets what it has not recorded; bank
/// and arbiter keep everything.
struct CashMachine: Spec {
    static let summary =
        "A bank holds an amount, and an arbiter's decision debits it and pays it out, or neither."
    static let source = "Gray and Reuter, Transaction Processing: Concepts and Techniques (1993)"

    /// Number of times that the machine may crash.
    var crashes: Int
    var mutant: Mutant?

    /// A machine that crashes at most `crashes` times, 0 to 2.
    init(crashes: Int = 1, mutant: Mutant? = nil) {
        self.crashes = crashes
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] { [Parameter("crashes", \.crashes, in: 0...2)] }
    var replicas: ReplicaSet { [] }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: ReplicaSet(count: 3), faults: 1, crashes > 0 ? .crashRecovery : .none, network: .lossy,
            notes: crashes > 0
                ? ["only the machine crashes, its counter of notes stays right; crashes: at most \(crashes)"]
                : []
        )
    }

    enum Party: FiniteValue { case bank, machine }
    enum Outcome: FiniteValue { case cancel, commit }

    enum Message: FiniteValue {
        case decision(Outcome, to: Party)
        case proposal(Outcome)
        case request
    }

    enum Account: FiniteValue { case untouched, held, debited, released }
    /// Phase of the machine. A crash turns `authorised` and `dispensed`, which are not recorded, into `waiting`.
    enum MachinePhase: FiniteValue { case idle, waiting, authorised, dispensed, paid, refused }

    struct State: SpecState {
        var network = Network<Message>()
        var account = Account.untouched
        var machine = MachinePhase.idle
        /// Counter of the dispenser: how often the amount was paid out.
        var payments: BoundedInt<0, 3> = 0
        /// The arbiter's decision.
        @Packed var decision: Outcome? = nil
        /// Crashes so far.
        var crashed: BoundedInt<0, 2> = 0
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case ask, request, propose, tell(Party), receive(Message)
        case dispense, readCounter, record
        case giveUp(Party), lose(Message), crash
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.ask, if: s.machine == .idle) { $0.machine = .waiting }
        next.take(.request, if: s.machine == .waiting) { $0.network.send(.request) }
        next.take(.propose, if: s.account == .held) { $0.network.send(.proposal(.commit)) }
        for party in Party.values {
            next.take(.tell(party), if: s.decision != nil) {
                $0.network.send(.decision(s.decision ?? .cancel, to: party))
            }
        }
        for message in Message.values {
            next.take(.receive(message), if: s.network.canDeliver(message)) {
                $0.network.deliver(message, in: .lossy)
                receive(message, &$0)
            }
        }
        next.takeLosses(of: s.network, in: .lossy, { .lose($0) }) { $0.network.lose($1) }
        payOut(s, &next)
        giveUp(s, &next)
    }

    func receive(_ message: Message, _ s: inout State) {
        switch message {
        case .request:
            if s.account == .untouched { s.account = .held }
            // Asked again for what is released, the bank sees to it that the machine hears of it.
            if s.account == .released { s.network.send(.proposal(.cancel)) }
        case .proposal(let outcome):
            if s.decision == nil || mutant == .lastWord { s.decision = outcome }
        case .decision(.commit, to: .bank): if s.account == .held { s.account = .debited }
        case .decision(.cancel, to: .bank): if s.account != .debited { s.account = .released }
        case .decision(.commit, to: .machine): if s.machine == .waiting { s.machine = .authorised }
        case .decision(.cancel, to: .machine): if s.machine == .waiting { s.machine = .refused }
        }
    }

    /// Steps of the machine that has been told to pay, with a crash in between.
    func payOut(_ s: State, _ next: inout Next<Self>) {
        let mayPay = s.payments == 0 || mutant == .trustsItsLog
        next.take(.dispense, if: s.machine == .authorised && mayPay) {
            $0.payments += 1
            $0.machine = .dispensed
        }
        next.take(.readCounter, if: s.machine == .authorised && !mayPay) { $0.machine = .dispensed }
        next.take(.record, if: s.machine == .dispensed) { $0.machine = .paid }
        let forgets = s.machine == .authorised || s.machine == .dispensed
        next.take(.crash, if: forgets && s.crashed < crashes) {
            $0.machine = .waiting
            $0.crashed += 1
        }
    }

    /// Impatience of either side, which proposes to cancel and goes on waiting.
    func giveUp(_ s: State, _ next: inout Next<Self>) {
        next.take(.giveUp(.bank), if: s.account == .held) {
            $0.network.send(.proposal(.cancel))
            if mutant == .bankDecidesAlone { $0.account = .released }
        }
        next.take(.giveUp(.machine), if: s.machine == .waiting) {
            $0.network.send(.proposal(.cancel))
            if mutant == .machineDecidesAlone { $0.machine = .refused }
        }
    }

    /// The customer's wish, impatience, and whatever goes wrong.
    var environmentActions: [String] { ["ask", "giveUp", "lose", "crash"] }

    var requiredActions: [String] { ["lose"] }

    /// All three go on, and what is sent again and again arrives in the end.
    var fairness: [Fairness<Self>] {
        let ends: [Fairness<Self>] = [
            .weak("the machine repeats its request", actions: "request"),
            .weak("the bank repeats its proposal", actions: "propose"),
            .weak("the machine goes on", actions: "dispense", "readCounter", "record"),
        ]
        let arbiter = Party.values.map { party in
            Fairness<Self>.weak("the arbiter repeats its decision to the \(party)") { $0 == .tell(party) }
        }
        return ends + (mutant == .silentArbiter ? [] : arbiter) + deliveries
    }

    /// Strong, since a link that may lose messages owes none in particular; one for each way that a message goes.
    private var deliveries: [Fairness<Self>] {
        func delivery(_ name: String, _ messages: [Message]) -> Fairness<Self> {
            let includes: @Sendable (Action) -> Bool = { action in
                messages.contains { action == .receive($0) }
            }
            return mutant == .deadLink ? .weak(name, includes) : .strong(name, includes)
        }
        return [
            delivery("requests get through", [.request]),
            delivery("proposals get through", [.proposal(.commit), .proposal(.cancel)]),
        ]
            + Party.values.map { party in
                delivery(
                    "decisions get through to the \(party)", Outcome.values.map { .decision($0, to: party) })
            }
    }

    var properties: [Property<State>] {
        [
            .always("debit iff cash") { s in
                !(s.account == .debited && s.machine == .refused)
                    && (s.payments == 0 || s.account == .held || s.account == .debited)
                    && (s.machine != .paid || s.payments > 0)
            },
            .always(
                "nothing unless it is asked for", when: { s in s.machine == .idle },
                then: { s in s.account == .untouched && s.decision == nil }),
            .always("cash once") { s in s.payments <= 1 },
            .leadsTo(
                "settlement", from: { s in s.machine != .idle },
                to: { s in
                    (s.machine == .paid || s.machine == .refused) && s.account != .held
                }),
            .reachable("debit and cash") { s in s.account == .debited && s.machine == .paid },
            .reachable("neither") { s in s.account == .released && s.machine == .refused },
            .reachable("a cancellation before the bank hears of it") { s in
                s.account == .untouched && s.decision == .cancel
            },
        ] + (crashes > 0 ? [forgottenPayment] : [])
    }

    private var forgottenPayment: Property<State> {
        .reachable("a crash forgets a payment") { s in s.machine == .waiting && s.payments > 0 }
    }
}

import QuorateFaults

/// SM(m): a commander's signed order goes from general to general, and two orders betray a traitor.
///
/// Lamport, Shostak and Pease, "The Byzantine Generals Problem", ACM TOPLAS 4 (1982), section 4, with two
/// orders and choice(V) = the order in V if it is the only one, RETREAT otherwise. The commander is general
/// 0. A chain is v:0:j1:…:jk.
///
/// Fault model: Byzantine, signed messages, synchronous rounds. In every round each traitor may send any
/// chain to any generals, as far as the signatures of loyal generals inside have been sent to anybody: in
/// this round too, so traitors hear the loyal generals first. Traitors know each other's keys and see the
/// whole network, so what they send to each other changes nothing and is left out.
///
/// Differences from the paper: its timeouts are rounds 1 to m + 1, and as in its section 6 a chain of k
/// signatures that arrives after round k is ignored; one that arrives before is taken. A lieutenant's receipt
/// of a chain and its relay of it are one step, and the relay goes out with the next round. Only the chain
/// that brings a lieutenant an order for the first time is a step: any chain of a round may come first, and
/// later ones change nothing, nor does a chain with the receiver's own signature. Receipts of one round do
/// not touch each other, so they are taken in the order of the lieutenants; a test compares that with all
/// orders.
struct SignedMessages: Spec {
    static let summary = "Loyal lieutenants obey one signed order; whoever hears of two retreats."
    static let source = "Lamport, Shostak and Pease, The Byzantine Generals Problem (1982), section 4"

    /// The n generals; the commander is general 0.
    var generals: ReplicaSet
    /// f, the number of traitors that there are.
    var traitors: Int
    /// m, the number of traitors that the algorithm is made for: it takes m + 1 rounds.
    var depth: Int
    var mutant: Mutant?

    /// SM(`depth`) among `generals` generals (2 to 5), `traitors` of them traitors; `depth` is at most 3.
    init(generals: Int = 3, traitors: Int = 1, depth: Int = 1, mutant: Mutant? = nil) {
        self.generals = ReplicaSet(count: generals)
        self.traitors = traitors
        self.depth = depth
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("generals", \.generals, in: 2...5), Parameter("traitors", \.traitors, in: 0...4),
            Parameter("depth", \.depth, in: 0...3),
        ]
    }
    var replicas: ReplicaSet { generals }

    func validate() throws {
        if traitors >= generals.count {
            throw SpecError(
                spec: Self.name,
                message:
                    "traitors=\(traitors) of generals=\(generals.count) leave nobody loyal; lower traitors")
        }
    }

    var assumptions: Assumptions? {
        Assumptions(
            replicas: generals, faults: traitors, .byzantine(.signed), network: .synchronousRounds,
            placement: placement)
    }

    /// Every choice of traitors, the commander among them or not.
    var placement: FaultPlacement { .every(traitors) }
    /// The generals that receive orders.
    var lieutenants: ReplicaSet { generals - [0] }

    /// Order that the commander signs; `retreat` is also what a lieutenant does who does not know.
    enum Order: FiniteValue, CaseIterable { case retreat, attack }
    /// Order with the signatures of the commander and of those who relayed it.
    typealias Chain = SignatureChain<Order>

    struct State: SpecState {
        /// Chains that loyal generals have sent, and those that they will send in the next round.
        var network = SynchronousRounds<Chain>()
        /// First receipt of this round that has not been passed over: two for each general, retreat first.
        var receipt: BoundedInt<0, 10> = 0
        /// Loyal lieutenants that have an order in their sets V.
        var knowsRetreat = ReplicaSet()
        var knowsAttack = ReplicaSet()
        var traitors: FaultyReplicas
    }

    var initialStates: [State] {
        Adversary(placement).choices(among: generals).map { State(traitors: $0) }
    }

    /// The commander's signed order, a lieutenant's first receipt of an order, the end of a round.
    enum Action: SpecAction {
        case command(Order)
        case receive(ReplicaID, Chain)
        case endRound
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let loyal = s.traitors.correct(among: generals)
        guard s.network.round > 0 else { return begin(loyal[0], &next) }
        guard s.network.round <= lastRound else { return }
        for receipt in s.receipt.value..<generals.count * 2 {
            guard let lieutenant = loyal[ReplicaID(receipt / 2)], lieutenant.id != 0 else { continue }
            let order: Order = receipt % 2 == 0 ? .retreat : .attack
            guard !s.knows(order).contains(lieutenant.id) else { continue }
            offerReceipts(of: order, by: lieutenant, following: receipt + 1, in: s, &next)
            // What a loyal general sends does arrive.
            if isUnderWay(order, to: lieutenant.id, in: s) { return }
        }
        next.take(.endRound) {
            $0.network.endRound()
            $0.receipt = 0
        }
    }

    /// A loyal commander signs one order for all; a traitor signs what it likes, when it likes.
    private func begin(_ commander: CorrectReplica?, _ next: inout Next<Self>) {
        guard let commander else { return next.take(.endRound) { $0.network.endRound() } }
        for order in Order.values {
            next.take(.command(order)) {
                $0.network.sendNext(.signed(order, by: commander))
                $0.network.endRound()
            }
        }
    }

    /// Any chain may be the first to bring `lieutenant` the order.
    private func offerReceipts(
        of order: Order, by lieutenant: CorrectReplica, following receipt: Int, in s: State,
        _ next: inout Next<Self>
    ) {
        let forgers = forgers(with: s.traitors)
        for chain in Chain.chains(of: order, among: generals) {
            let isInTime = chain.count >= s.network.round || mutant == .lateChains
            next.take(
                .receive(lieutenant.id, chain), if: isInTime && !chain.members.contains(lieutenant.id),
                given: chain.canBeShown(by: forgers) { s.network.hasSent($0) }
            ) {
                $0.receipt = .init(receipt)
                $0.learn(order, lieutenant.id)
                if chain.count <= mostSignaturesRelayed { $0.network.sendNext(chain.signed(by: lieutenant)) }
            }
        }
    }

    /// Order under way: a loyal general sends `order` to `lieutenant` in this round.
    private func isUnderWay(_ order: Order, to lieutenant: ReplicaID, in s: State) -> Bool {
        // Whatever was sent in an earlier round has made the order known.
        Chain.chains(of: order, among: generals).contains {
            !$0.members.contains(lieutenant) && s.network.hasSent($0)
        }
    }

    /// Generals whose signatures a lieutenant may be shown although they did not make them.
    ///
    /// Every general can make a signature that is not checked.
    func forgers(with traitors: FaultyReplicas) -> FaultyReplicas {
        switch mutant {
        case .uncheckedCommander: traitors.joined(by: [0])
        case .uncheckedRelays: traitors.joined(by: lieutenants)
        default: traitors
        }
    }

    /// The round in which the last message arrives: m + 1.
    var lastRound: Int { depth + 1 }
    /// m: a chain of so many signatures gets one more and goes on.
    var mostSignaturesRelayed: Int { mutant == .relayOneShort ? depth - 1 : depth }

    /// Arrival of what loyal generals send, and the end of each round, because the absence of a message is noticed
    /// (A3): without that a round need not end as long as a traitor may still send.
    var fairness: [Fairness<Self>] {
        let noticesSilence = mutant != .unnoticedSilence
        return [
            .weak("rounds end") { action, state in
                switch action {
                case .command: true
                case .receive(_, let chain): state.network.hasSent(chain)
                case .endRound: noticesSilence || state.traitors.members.isEmpty
                }
            }
        ]
    }

    var properties: [Property<State>] {
        let spec = self
        return [
            // IC1 of the paper; IC2 is the next one.
            .always(
                "agreement", when: { s in spec.isDone(s) },
                then: { s in
                    let attacking = spec.attacking(in: s)
                    return attacking.isEmpty || attacking == spec.loyalLieutenants(in: s)
                }),
            .always(
                "validity", when: { s in spec.isDone(s) && !s.traitors.contains(0) },
                then: { s in
                    let isAttackOrdered = spec.isSigned(.attack, in: s)
                    return spec.attacking(in: s) == (isAttackOrdered ? spec.loyalLieutenants(in: s) : [])
                }),
            .eventually("decision after m + 1 rounds") { s in spec.isDone(s) },
            .deadlockFreedom(unless: { s in spec.isDone(s) }),
            .reachable("every loyal lieutenant attacks") { s in
                spec.isDone(s) && !s.knowsAttack.isEmpty
                    && spec.attacking(in: s) == spec.loyalLieutenants(in: s)
            },
            .reachable("every loyal lieutenant retreats") { s in
                spec.isDone(s) && spec.attacking(in: s).isEmpty
            },
        ]
    }

    /// End of the protocol: the last round has ended.
    func isDone(_ s: State) -> Bool { s.network.round > lastRound }

    /// The lieutenants whose decision matters.
    func loyalLieutenants(in s: State) -> ReplicaSet { lieutenants - s.traitors.members }

    /// The loyal lieutenants that attack: those who know of that order and of no other.
    func attacking(in s: State) -> ReplicaSet { s.knowsAttack - s.knowsRetreat }

    /// Signature of a loyal commander under `order`.
    func isSigned(_ order: Order, in s: State) -> Bool {
        s.traitors.correct(among: generals)[0].map { s.network.hasSent(.signed(order, by: $0)) } ?? false
    }

    /// Number of messages that loyal generals have sent so far, one for each receiver of each chain.
    ///
    /// Without traitors that is every message of the run: a chain goes to all lieutenants that have not
    /// signed it.
    func messageCount(in s: State) -> Int {
        s.network.sent.map { (lieutenants - $0.members).count }.reduce(0, +)
    }
}

extension SignedMessages.State {
    /// The loyal lieutenants that have `order` in their sets V.
    @inline(__always)
    func knows(_ order: SignedMessages.Order) -> ReplicaSet {
        order == .attack ? knowsAttack : knowsRetreat
    }

    @inline(__always)
    mutating func learn(_ order: SignedMessages.Order, _ lieutenant: ReplicaID) {
        switch order {
        case .attack: knowsAttack.insert(lieutenant)
        case .retreat: knowsRetreat.insert(lieutenant)
        }
    }
}

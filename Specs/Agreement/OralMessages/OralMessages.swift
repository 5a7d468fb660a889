import QuorateFaults

/// OM(m): a commander's order is relayed by every lieutenant with OM(m - 1), and the majority of what was
/// heard counts.
///
/// Lamport, Shostak and Pease, "The Byzantine Generals Problem", ACM TOPLAS 4 (1982), section 3, with two
/// orders, a majority that is RETREAT when there is a tie, and RETREAT for a message that does not come. The
/// commander is general 0.
///
/// Fault model: Byzantine, oral messages, synchronous rounds. A traitor sends any order to any general
/// whenever it is its turn; silence is not a choice of its own, because the receiver notices it and takes
/// RETREAT (A3), and a message out of turn is ignored. What traitors send to each other cannot matter,
/// because a traitor may send anything whatever it has heard: only the commander's messages to them are kept,
/// as the counts of executions ask for.
///
/// Differences from the paper: messages of one round do not touch each other, so the generals take turns. The
/// instance OM(m - 1) in which a lieutenant relays is one step: it leads to every vector of conclusions that
/// the loyal lieutenants can come to in it, each found by composing the same for its own sub-instances
/// (`SubInstance`). For m = 1 that step is the lieutenant's messages themselves, and a final state keeps
/// everything that was sent: an execution.
struct OralMessages: Spec {
    static let summary = "Lieutenants relay the order to each other and obey the majority."
    static let source = "Lamport, Shostak and Pease, The Byzantine Generals Problem (1982), section 3"

    /// The n generals; the commander is general 0.
    var generals: ReplicaSet
    /// f, the number of traitors that there are.
    var traitors: Int
    /// m, the number of traitors that the algorithm is made for: it takes m + 1 rounds.
    var depth: Int
    var mutant: Mutant?
    /// Outcomes that sub-instances have been found to have; each is composed once.
    let outcomes = SubInstanceOutcomes()

    /// OM(`depth`) among `generals` generals (2 to 10), `traitors` of them traitors; `depth` is at most 3.
    init(generals: Int = 4, traitors: Int = 1, depth: Int = 1, mutant: Mutant? = nil) {
        self.generals = ReplicaSet(count: generals)
        self.traitors = traitors
        self.depth = depth
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("generals", \.generals, in: 2...10), Parameter("traitors", \.traitors, in: 0...3),
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
        if depth > generals.count - 2 {
            throw SpecError(
                spec: Self.name,
                message:
                    "OM(\(depth)) has nobody left to relay to among generals=\(generals.count); lower depth")
        }
    }

    var assumptions: Assumptions? {
        Assumptions(
            replicas: generals, faults: traitors, .byzantine(.oral), network: .synchronousRounds,
            placement: placement)
    }

    /// Every choice of traitors, the commander among them or not.
    var placement: FaultPlacement { .every(traitors) }
    /// The generals that receive orders.
    var lieutenants: ReplicaSet { generals - [0] }

    struct State: SpecState {
        /// Loyal lieutenants that conclude ATTACK from each lieutenant that has relayed.
        var relayed = ReplicaMap<ReplicaSet>([])
        /// Lieutenants to which the commander has sent ATTACK; RETREAT to the others.
        var ordered = ReplicaSet()
        var traitors: FaultyReplicas
        /// Number of generals that have had their turn, the commander first.
        var turns: BoundedInt<0, 10> = 0
    }

    var initialStates: [State] {
        Adversary(placement).choices(among: generals).map { State(traitors: $0) }
    }

    /// Conclusions of the others from one general: those who are named take ATTACK from it, the others RETREAT.
    enum Action: SpecAction {
        case command(attack: ReplicaSet)
        case relay(ReplicaID, attack: ReplicaSet)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        guard !isDone(s) else { return }
        guard s.turns > 0 else { return offerCommands(in: s, &next) }
        let lieutenant = ReplicaID(s.turns.value)
        for attack in outcomes.of(relay(by: lieutenant, in: s)) {
            next.take(.relay(lieutenant, attack: attack)) {
                $0.relayed[lieutenant] = attack
                $0.turns += 1
            }
        }
    }

    /// A loyal commander sends one order to all, a traitor any order to each.
    private func offerCommands(in s: State, _ next: inout Next<Self>) {
        let isLoyal = !s.traitors.contains(0)
        for attack in lieutenants.subsets {
            next.take(.command(attack: attack), if: !isLoyal || attack.isEmpty || attack == lieutenants) {
                $0.ordered = attack
                $0.turns = 1
            }
        }
    }

    /// The instance OM(m - 1) in which `lieutenant` sends what the commander has sent to it.
    func relay(by lieutenant: ReplicaID, in s: State) -> SubInstance {
        SubInstance(
            depth: depth - 1, commander: lieutenant, isAttackOrdered: s.ordered.contains(lieutenant),
            generals: lieutenants, traitors: s.traitors.members, mutant: mutant)
    }

    /// End of every turn, because the absence of a message is noticed (A3): without that nobody owes what a traitor
    /// need not send.
    var fairness: [Fairness<Self>] {
        let noticesSilence = mutant != .unnoticedSilence
        return [
            .weak("turns end") { action, state in
                switch action {
                case .command: noticesSilence || !state.traitors.contains(0)
                case .relay(let lieutenant, _): noticesSilence || !state.traitors.contains(lieutenant)
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
                then: { s in spec.attacking(in: s) == s.ordered & spec.loyalLieutenants(in: s) }),
            .eventually("decision after m + 1 rounds") { s in spec.isDone(s) },
            .deadlockFreedom(unless: { s in spec.isDone(s) }),
            .reachable("every loyal lieutenant attacks") { s in
                let attacking = spec.attacking(in: s)
                return spec.isDone(s) && !attacking.isEmpty && attacking == spec.loyalLieutenants(in: s)
            },
            .reachable("every loyal lieutenant retreats") { s in
                spec.isDone(s) && spec.attacking(in: s).isEmpty
            },
        ] + (traitors > 0 ? [dividedOrders] : [])
    }

    /// Property that the commander may be the traitor: it tells some to attack and others to retreat.
    private var dividedOrders: Property<State> {
        .reachable("a traitorous commander divides the lieutenants") { [lieutenants] s in
            s.traitors.contains(0) && !s.ordered.isEmpty && s.ordered != lieutenants
        }
    }

    /// End of the protocol: every general has had its turn.
    func isDone(_ s: State) -> Bool { s.turns == (depth == 0 ? 1 : generals.count) }

    /// The lieutenants whose decision matters.
    func loyalLieutenants(in s: State) -> ReplicaSet { lieutenants - s.traitors.members }

    /// The loyal lieutenants that attack, once all have had their turns.
    func attacking(in s: State) -> ReplicaSet {
        if depth == 0 { return s.ordered & loyalLieutenants(in: s) }
        return loyalLieutenants(in: s).filter { isAttacking($0, in: s) }
    }

    /// Conclusion of `lieutenant`, true for ATTACK, from the order that it has got and from what the others
    /// relay.
    func isAttacking(_ lieutenant: ReplicaID, in s: State) -> Bool {
        let isOrdered = s.ordered.contains(lieutenant)
        let reports = lieutenants.filter { s.relayed[$0].contains(lieutenant) }.count
        return Self.isAttackConcluded(
            reports + (isOrdered ? 1 : 0), of: lieutenants.count, own: isOrdered, mutant)
    }

    // What a run costs.

    /// Message: "the last of `path` says that the one before it says that … the commander orders so and so".
    struct Message: Hashable, Sendable {
        /// Commander, and after it those who relay, the sender last: as many as the round in which it is sent.
        let path: [ReplicaID]
        let receiver: ReplicaID
    }

    /// Messages that have been sent when a run is in `s`, each once.
    ///
    /// A traitor's turn counts like a loyal general's; without traitors this is what the algorithm costs.
    /// - Complexity: O(n^(m + 1)).
    func messages(in s: State) -> [Message] {
        guard s.turns > 0 else { return [] }
        let commands = lieutenants.map { Message(path: [0], receiver: $0) }
        let relayed = lieutenants.filter { s.turns > $0.number }
        return commands
            + relayed.flatMap { messages(along: [0, $0], among: lieutenants, depth: depth - 1) }
    }

    /// Number of messages that have been sent when a run is in `s`; see ``messages(in:)``.
    func messageCount(in s: State) -> Int { messages(in: s).count }

    /// Messages of an instance OM(`depth`) whose commander is the last of `path`.
    private func messages(along path: [ReplicaID], among generals: ReplicaSet, depth: Int) -> [Message] {
        let receivers = generals - [path.last!]
        let commands = receivers.map { Message(path: path, receiver: $0) }
        if depth == 0 { return commands }
        return commands
            + receivers.flatMap { messages(along: path + [$0], among: receivers, depth: depth - 1) }
    }
}

import QuorateFaults

/// Consensus as a service: replicas decide once who has custody of a message, and tell every client that asks.
///
/// Castro and Liskov, "Practical Byzantine Fault Tolerance", OSDI 1999, for the rule by which a client believes: f +
/// 1 equal replies, of which one comes from a correct replica. Inside, the service is an abstraction: one of what
/// clients asked for is decided, once, and every correct replica learns it in the end, which is what PBFT promises
/// with n = 3f + 1 (see ``PBFT``). A client may go offline at any time, before it asks or before it hears. It is
/// never wrong about who has custody, and knows once it is online for long enough; until then it just waits. So the
/// two clients need not hear from each other: a third party, made of many, has the last word.
///
/// Fault model: Byzantine replicas in every placement, oral messages. A Byzantine replica may reply anything, or
/// nothing, to anybody. Clients are correct. A reply is kept for whoever asks later.
struct ConsensusService: VotingSpec {
    static let summary = "Replicas decide once who has custody; a client believes f + 1 equal replies."
    static let source = "Castro and Liskov, Practical Byzantine Fault Tolerance (1999), section 4"

    var servers: ReplicaSet
    /// Return of clients that are offline, for sure and again and again.
    var reconnects: Bool
    /// The f Byzantine replicas.
    var adversary: Adversary
    var mutant: Mutant?

    /// A service of `servers` replicas (1 to 8), `faults` of them Byzantine (0 to 2, and less than a third).
    init(servers: Int = 4, faults: Int = 1, reconnects: Bool = true, mutant: Mutant? = nil) {
        self.servers = ReplicaSet(count: servers)
        self.reconnects = reconnects
        self.mutant = mutant
        adversary = Adversary(.every(faults))
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("servers", \.servers, in: 1...8), Parameter("faults", \.adversary.count, in: 0...2),
            Parameter("reconnects", \.reconnects),
        ]
    }
    var replicas: ReplicaSet { servers }
    var notes: [String] {
        [reconnects ? "a client that is offline comes back in the end" : "a client may stay offline for ever"]
    }

    func validate() throws {
        try validateAdversary()
        if servers.count <= 3 * adversary.count {
            throw SpecError(
                spec: Self.name,
                message:
                    "servers=\(servers.count) with faults=\(adversary.count) decide nothing; raise servers")
        }
    }

    /// Number of equal replies that a client believes: f + 1.
    var enough: Int {
        switch mutant {
        case .fReplies: adversary.count
        case .everyReply: servers.count
        case .decidesAgain, nil: adversary.count + 1
        }
    }

    /// The two machines that custody is between, each of which asks for itself; also the decision.
    enum Client: FiniteValue { case giver, receiver }

    struct State: ByzantineState {
        /// Replies: senders of each decision.
        var replies: MonotoneVotes<Client, TwoWords>
        /// Clients that are offline, and those that have asked for custody.
        var offline = FiniteSet<Client>()
        var asked = FiniteSet<Client>()
        /// Client that each client believes to have custody.
        var believed = Table<Client, Client?>(nil)
        let faulty: FaultyReplicas
        /// Client that the service has decided for.
        @Packed var decided: Client? = nil
    }

    var initialStates: [State] {
        adversary.choices(among: servers).map {
            State(replies: MonotoneVotes(from: $0, adversary), faulty: $0)
        }
    }

    typealias Message = Client
    static var votes: VotePath<State, Client, TwoWords> { \.replies }

    enum Action: SpecAction {
        case ask(Client)
        case decide(Client)
        case reply(ReplicaID)
        case believe(Client, Client)
        case disconnect(Client)
        case reconnect(Client)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for client in Client.values {
            let isOnline = !s.offline.contains(client)
            next.take(.ask(client), if: isOnline && !s.asked.contains(client)) { $0.asked.insert(client) }
            next.take(
                .decide(client),
                if: s.asked.contains(client)
                    && (s.decided == nil || mutant == .decidesAgain && s.decided != client)
            ) { $0.decided = client }
            for custodian in Client.values {
                next.take(
                    .believe(client, custodian),
                    if: isOnline && s.believed[client] == nil && s.asked.contains(client),
                    given: s.replies[custodian].count >= enough
                ) { $0.believed[client] = custodian }
            }
            next.take(.disconnect(client), if: isOnline) { $0.offline.insert(client) }
            next.take(.reconnect(client), if: !isOnline) { $0.offline.remove(client) }
        }
        guard let decision = s.decided else { return }
        for i in s.faulty.correct(among: servers) {
            let hasReplied = Client.values.contains { s.replies.hasCast($0, by: i) }
            next.take(.reply(i.id), if: !hasReplied) { $0.replies.cast(decision, by: i.id) }
        }
    }

    /// Questions that nobody has to ask, and the clients' connections.
    var environmentActions: [String] { ["ask", "disconnect"] + (reconnects ? [] : ["reconnect"]) }

    /// The service decides, and every correct replica replies. A client that is online again and again believes what
    /// it hears, and comes online again and again.
    var fairness: [Fairness<Self>] {
        let replies = everyCorrectReplicaTakesSteps {
            if case .reply(let replica) = $0 { replica } else { nil }
        }
        let hears = Client.values.flatMap { client in
            [
                Fairness<Self>.strong("the \(client) hears the replies") { action in
                    if case .believe(client, _) = action { true } else { false }
                }
            ] + (reconnects ? [.weak("the \(client) reconnects") { $0 == .reconnect(client) }] : [])
        }
        return replies + hears + [.weak("the service decides", actions: "decide")]
    }

    var properties: [Property<State>] {
        let servers = servers
        let truth = Property<State>.always("a client believes what a correct replica replied") { s in
            Client.values.compactMap { s.believed[$0] }.allSatisfy { custodian in
                s.faulty.correct(among: servers).contains { s.replies.hasCast(custodian, by: $0) }
            }
        }
        // One client that believes f replies breaks this; the mutant's story is the two that do.
        return (mutant == .fReplies ? [] : [truth]) + [
            .always(
                "one custodian", when: { s in s.believed[.giver] != nil && s.believed[.receiver] != nil },
                then: { s in s.believed[.giver] == s.believed[.receiver] }),
            .leadsTo(
                "whoever asks knows in the end",
                from: { s in Client.values.contains { Self.isWaiting($0, s) } },
                to: { s in !Client.values.contains { Self.isWaiting($0, s) } }),
            .reachable("the receiver learns from the service that it has custody") { s in
                s.decided == .receiver && s.believed[.receiver] == .receiver
            },
            .reachable("one knows while the other is waiting and offline") { s in
                s.offline.contains { Self.isWaiting($0, s) }
                    && Client.values.contains { s.believed[$0] != nil }
            },
        ]
    }

    private static func isWaiting(_ client: Client, _ s: State) -> Bool {
        s.asked.contains(client) && s.believed[client] == nil
    }
}

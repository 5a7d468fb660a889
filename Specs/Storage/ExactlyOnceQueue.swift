import QuorateFaults

/// A replicated message queue whose consumer has the effect of every message exactly once.
///
/// Bernstein, Hsu and Mann, "Implementing Recoverable Requests Using Queues", SIGMOD 1990; the number of the last
/// message that was seen is kept for each client, as in Birrell and Nelson, "Implementing Remote Procedure Calls",
/// ACM TOCS 2 (1984). A client repeats a message until a quorum of brokers has stored it, then sends its next one
/// under the next sequence number. The brokers deliver each client's messages in order, and each again until the
/// consumer's acknowledgement has arrived. The consumer processes a message and records its number in one
/// transaction, on disk; one that is not newer than the record it acknowledges again and does nothing else.
///
/// Abstracted: the brokers act as one; only what they store is theirs alone, and lost with the broker. How far the
/// consumer has come is not replicated, so that after a crash everything is delivered again. The processing of a
/// message has its effect in the same transaction as the record: an effect outside, as on paper, would need more.
/// Clients do not crash. A delivery and its processing are one step: a copy that is late is one delivery more, and
/// never ahead of the order, since the brokers go on to the next message only when one is confirmed.
struct ExactlyOnceQueue: Spec {
    static let summary =
        "A quorum of brokers stores each message, and a consumer processes none of them twice."
    static let source = "Bernstein, Hsu and Mann, Implementing Recoverable Requests Using Queues (1990)"

    var brokers: ReplicaSet
    /// Greatest number of brokers that crash, for good and with what they have stored.
    var crashes: Int
    /// Number of clients, who number their messages each for itself.
    var clientCount: Int
    /// Number of messages of each client.
    var messages: Int
    /// Setting it raises the number of clients where one does not show the bug.
    var mutant: Mutant? { didSet { makeRoomForMutant() } }

    /// A queue on `brokers` brokers (1 to 5), of which at most `crashes` (0 to 2) crash, with `messages` messages (1
    /// or 2) of each of 1 or 2 clients.
    init(brokers: Int = 3, crashes: Int = 1, clients: Int = 1, messages: Int = 2, mutant: Mutant? = nil) {
        self.brokers = ReplicaSet(count: brokers)
        self.crashes = crashes
        clientCount = clients
        self.messages = messages
        self.mutant = mutant
        makeRoomForMutant()
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("brokers", \.brokers, in: 1...5), Parameter("crashes", \.crashes, in: 0...2),
            Parameter("clients", \.clientCount, in: 1...2), Parameter("messages", \.messages, in: 1...2),
        ]
    }
    var replicas: ReplicaSet { brokers }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: brokers, faults: crashes, .crashStop, network: [.lossy, .duplicating],
            notes: ["the consumer reboots at any time, and what it keeps in memory is lost"])
    }

    func validate() throws {
        if crashes >= QuorumSize.majority(n: brokers.count) {
            throw SpecError(
                spec: Self.name,
                message: "crashes=\(crashes) of brokers=\(brokers.count) leave no majority; lower crashes")
        }
    }

    /// Number of brokers that have stored a message before its client takes it for accepted.
    var quorum: Int { mutant == .minorityAcknowledgement ? 1 : QuorumSize.majority(n: brokers.count) }

    enum Client: FiniteValue { case alice, bob }
    var clients: [Client] { Array(Client.values.prefix(clientCount)) }

    typealias Count = BoundedInt<0, 2>

    /// Message of a client under its sequence number, from 1.
    struct Message: FiniteValue {
        let client: Client
        let number: BoundedInt<1, 2>

        init(_ client: Client, _ number: Int) {
            self.client = client
            self.number = BoundedInt(number)
        }
    }

    struct State: SpecState {
        /// Brokers that have stored each message; the crashed ones have lost it.
        var stored = Votes<Message>()
        /// Acknowledgements of the consumer that are under way.
        var consumed = Network<Message>()
        /// Number of times that each message was processed; more than two are two.
        var processed = Table<Message, Count>(0)
        /// Number of messages that each client has sent, and of those that it knows to be stored.
        var sent = Table<Client, Count>(0)
        var acknowledged = Table<Client, Count>(0)
        /// Number of messages of each client that the brokers know to be processed.
        var confirmed = Table<Client, Count>(0)
        /// The consumer's record of the last number that it has seen of each client.
        var lastSeen = Table<Client, Count>(0)
        var crashed = ReplicaSet()
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case send(Client)
        case store(ReplicaID, Client, number: Int)
        case acknowledge(Client)
        case process(Client, number: Int)
        case acknowledgeAgain(Client, number: Int)
        case confirm(Client, number: Int)
        case loseConfirmation(Client, number: Int)
        case crash(ReplicaID)
        case rebootConsumer
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for client in clients {
            accept(client, s, &next)
            deliver(client, s, &next)
            for message in (1...messages).map({ Message(client, $0) }) {
                let number = message.number.value
                next.take(.confirm(client, number: number), if: s.consumed.canDeliver(message)) {
                    $0.consumed.deliver(message, in: .lossy)
                    $0.confirmed[client] = max($0.confirmed[client], Count(number))
                }
                next.take(.loseConfirmation(client, number: number), if: s.consumed.canDeliver(message)) {
                    $0.consumed.lose(message)
                }
            }
        }
        for broker in brokers - s.crashed {
            next.take(.crash(broker), if: s.crashed.count < crashes) {
                $0.crashed.insert(broker)
                $0.confirmed = Table(0)
            }
        }
        next.take(.rebootConsumer) {
            if mutant == .volatileLastSeen { $0.lastSeen = Table(0) }
        }
    }

    /// Offers the steps of a client's latest message until the client knows that it is stored.
    private func accept(_ client: Client, _ s: State, _ next: inout Next<Self>) {
        let (sent, acknowledged) = (s.sent[client].value, s.acknowledged[client].value)
        next.take(.send(client), if: acknowledged == sent && sent < messages) { $0.sent[client] += 1 }
        guard sent > 0 else { return }
        let latest = Message(client, sent)
        for broker in brokers - s.crashed {
            next.take(
                .store(broker, client, number: sent), if: !s.stored[latest].contains(broker)
            ) { $0.stored[latest].insert(broker) }
        }
        next.take(.acknowledge(client), if: acknowledged < sent && s.stored[latest].count >= quorum) {
            $0.acknowledged[client] += 1
        }
    }

    /// Offers the steps of a client's oldest message that the brokers do not know to be processed.
    private func deliver(_ client: Client, _ s: State, _ next: inout Next<Self>) {
        let number = s.confirmed[client].value + 1
        guard number <= messages else { return }
        let message = Message(client, number)
        let isDelivered = s.stored[message].count >= quorum && !(s.stored[message] - s.crashed).isEmpty
        let record = mutant == .sharedLastSeen ? .alice : client
        let isSeen = mutant != .noDeduplication && s.lastSeen[record] >= number
        next.take(.process(client, number: number), if: isDelivered && !isSeen) {
            $0.processed[message] = Count(min(2, s.processed[message].value + 1))
            $0.lastSeen[record] = Count(number)
            $0.consumed.send(message)
        }
        next.take(
            .acknowledgeAgain(client, number: number),
            if: isDelivered && isSeen && mutant != .silentDuplicate
        ) { $0.consumed.send(message) }
    }

    /// Messages that nobody has to send, and what goes wrong.
    var environmentActions: [String] { ["send", "loseConfirmation", "crash", "rebootConsumer"] }

    /// Retries of everybody: a live broker stores what is sent again and again, the queue delivers again and again,
    /// and of what is acknowledged again and again something gets through.
    var fairness: [Fairness<Self>] {
        let stores = everyReplicaTakesSteps { if case .store(let broker, _, _) = $0 { broker } else { nil } }
        return stores + [.weak("clients hear of a quorum", actions: "acknowledge")]
            + clients.flatMap { client in
                [
                    .weak("messages of \(client) are delivered") { action in
                        switch action {
                        case .process(client, _), .acknowledgeAgain(client, _): true
                        default: false
                        }
                    },
                    .strong("acknowledgements for \(client) get through") { action in
                        if case .confirm(client, _) = action { true } else { false }
                    },
                ]
            }
    }

    var properties: [Property<State>] {
        let (all, clients) = (clients.flatMap { c in (1...messages).map { Message(c, $0) } }, clients)
        let properties: [Property<State>] = [
            .always("no duplicate") { s in all.allSatisfy { s.processed[$0] <= 1 } },
            .always("no acknowledged message is lost") { s in
                all.allSatisfy { message in
                    s.acknowledged[message.client] < message.number.value || s.processed[message] > 0
                        || !(s.stored[message] - s.crashed).isEmpty
                }
            },
            .leadsTo(
                "every message sent is processed",
                from: { s in all.contains { Self.isWaiting($0, s) } },
                to: { s in !all.contains { Self.isWaiting($0, s) } }),
        ]
        let goals: [Property<State>] = [
            .reachable("all clients know that their messages are stored") { [messages] s in
                clients.allSatisfy { s.acknowledged[$0].value == messages }
            },
            .reachable("an acknowledgement of the consumer is lost") { s in
                // A crash makes the brokers forget what they have heard.
                s.crashed.isEmpty
                    && clients.contains { client in
                        let first = Message(client, 1)
                        return s.processed[first] > 0 && s.confirmed[client] == 0
                            && !s.consumed.canDeliver(first)
                    }
            },
        ]
        if crashes == 0 { return properties + goals }
        return properties + goals + [
            .reachable("the brokers hear of a processed message though one has crashed") { s in
                !s.crashed.isEmpty && clients.contains { s.confirmed[$0] > 0 }
            }
        ]
    }

    private static func isWaiting(_ message: Message, _ s: State) -> Bool {
        s.sent[message.client] >= message.number.value && s.processed[message] == 0
    }
}

extension ExactlyOnceQueue.Message: SpecDescribable {
    /// As in `alice 1`.
    func specValue(for replicas: ReplicaSet) -> SpecValue { .string("\(client) \(number)") }
}

import QuorateFaults
import QuorateHistories

/// A register on servers that fail, shared by clients as if it were one: a majority answers each read and each write.
///
/// Attiya, Bar-Noy and Dolev, "Sharing Memory Robustly in Message-Passing Systems", Journal of the ACM 42 (1995), in the form
/// with several writers of Lynch and Shvartsman (1997), whose reads and writes have two phases: learn the greatest
/// stamp, then record a value under it. The servers and clients are those of Stateright's example
/// linearizable-register: a server that is asked leads both phases, a busy one leaves requests where they are, and a
/// message that nobody waits for is never received. Differences: two or three servers, so that one answer besides the
/// leader's own makes a majority; a server keeps the greater of the two answers only.
///
/// What the clients called and got is a part of the state, and linearizability a property of it.
struct AtomicRegister: Spec {
    static let summary = "Majorities answer reads and writes, so that the clients see one register."
    static let source = "Attiya, Bar-Noy and Dolev, Sharing Memory Robustly in Message-Passing Systems (1995)"

    /// Number of servers, 2 or 3.
    var serverCount: Int
    /// One client that writes once and another that reads twice; otherwise both write once and then read.
    var singleWriter: Bool
    /// Setting it raises the parameters that are too small to show the bug.
    var mutant: Mutant? { didSet { makeRoomForMutant() } }

    init(servers: Int = 2, singleWriter: Bool = false, mutant: Mutant? = nil) {
        serverCount = servers
        self.singleWriter = singleWriter
        self.mutant = mutant
        makeRoomForMutant()
    }

    var parameters: [Parameter<Self>] {
        [Parameter("servers", \.serverCount, in: 2...3), Parameter("singleWriter", \.singleWriter)]
    }
    var replicas: ReplicaSet { [] }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: ReplicaSet(count: serverCount), .none, network: .asynchronous,
            notes: [
                "2 clients with 2 operations each, or 1 and 2; a server that is slow is one that has failed",
                "an operation is owed its end where every message arrives",
            ])
    }

    struct Server: Identifier { var number: UInt8; static let prefix = "s", count = 3 }
    struct Client: Identifier { var number: UInt8; static let prefix = "c", count = 2 }

    enum Value: FiniteValue, CaseIterable { case none, a, b }

    /// The stamp of a value: writes are ordered by their clocks, and those with one clock by their servers.
    struct Stamp: FiniteValue {
        var clock: BoundedInt<0, 2>
        var server: Server
    }

    /// Operation of a client, by its place in the client's program.
    struct Request: FiniteValue {
        var client: Client
        var number: BoundedInt<0, 1>
    }

    /// Message under way. One to or from a client has the server that leads its request at the other end, and so have
    /// those among servers.
    enum Message: FiniteValue {
        case request(Request)
        case query(Request, to: Server)
        case answer(Request, from: Server, Stamp, Value)
        case record(Request, to: Server, Stamp, Value)
        case acknowledgment(Request, from: Server)
        case written(Request)
        case read(Request, Value)

        typealias SetStorage = Bits1024
    }

    enum Phase: FiniteValue, CaseIterable { case idle, querying, recording }

    /// A server: its copy, and the request that it leads.
    struct Copy: Hashable, Sendable, BitwiseCopyable {
        var stamp: Stamp
        var value = Value.none
        var phase = Phase.idle
        var request = Request(client: 0, number: 0)
        /// The greatest answer so far while querying, and the value that a read returns while recording.
        var greatest = Stamp(clock: 0, server: 0)
        var found = Value.none
    }

    typealias History = OperationHistory<Client, Register<Value>, 2, 2>

    struct State: SpecState {
        var network = FiniteSet<Message>()
        var history = History()
        /// Copies of the servers; the third takes no part where there are two.
        var copy: PerKey<Server, Copy, 3>
    }

    var initialStates: [State] {
        var state = State(copy: PerKey(Copy(stamp: Stamp(clock: 0, server: 0))))
        for server in Server.values { state.copy[server].stamp.server = server }
        for client in Client.values { call(0, by: client, in: &state) }
        return [state]
    }

    enum Action: SpecAction {
        case begin(Request)
        case answerQuery(Request, by: Server), hearAnswer(Request, from: Server)
        case adopt(Request, by: Server), hearAcknowledgment(Request, from: Server)
        case end(Request)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for message in s.network {
            switch message {
            case .request(let request):
                let isFree = s.copy[leader(of: request)].phase == .idle
                next.take(.begin(request), if: isFree || mutant == .droppedRequest) {
                    $0.network.remove(message)
                    if isFree { begin(request, in: &$0) }
                }
            case .query(let request, to: let server):
                next.take(.answerQuery(request, by: server)) {
                    $0.network.remove(message)
                    let copy = s.copy[server]
                    $0.network.insert(.answer(request, from: server, copy.stamp, copy.value))
                }
            case .answer(let request, from: let server, let stamp, let value):
                next.take(.hearAnswer(request, from: server), if: isWaiting(for: request, .querying, s)) {
                    $0.network.remove(message)
                    hear(stamp, value, for: request, in: &$0)
                }
            case .record(let request, to: let server, let stamp, let value):
                next.take(.adopt(request, by: server)) {
                    $0.network.remove(message)
                    $0.copy[server].adopt(stamp, value)
                    $0.network.insert(.acknowledgment(request, from: server))
                }
            case .acknowledgment(let request, from: let server):
                next.take(
                    .hearAcknowledgment(request, from: server), if: isWaiting(for: request, .recording, s)
                ) {
                    $0.network.remove(message)
                    reply(to: request, s.copy[leader(of: request)].found, in: &$0)
                }
            case .written(let request):
                next.take(.end(request)) {
                    $0.network.remove(message)
                    end(request, .written, in: &$0)
                }
            case .read(let request, let value):
                next.take(.end(request)) {
                    $0.network.remove(message)
                    end(request, .value(value), in: &$0)
                }
            }
        }
    }

    var environmentActions: [String] { [] }

    /// Delivery: of the messages that somebody waits for, one after the other arrives.
    var fairness: [Fairness<Self>] { [.weak("messages arrive") { (_: Action) in true }] }

    var properties: [Property<State>] {
        let register = Register(initially: Value.none)
        let callCounts = Client.values.map { (client: $0, count: callCount(of: $0)) }
        var properties: [Property<State>] = [
            .eventually("every operation ends") { s in
                callCounts.allSatisfy { s.history.endedCount(of: $0.client) == $0.count }
            },
            .reachable("a read gives what another client has written") { s in
                (0...1).contains { s.history.answer(to: 1, $0) == .value(.a) }
            },
        ]
        // What is not regular is not linearizable; each mutant breaks the one that is its subject.
        if mutant != .readFromOne {
            properties.append(.always("linearizability") { s in s.history.isLinearizable(as: register) })
        }
        if mutant != .withoutQuorums {
            properties.append(.always("regularity") { s in s.history.isRegular(as: register) })
        }
        return properties
    }
}

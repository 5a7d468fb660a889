import NIOCore
import QuorateReplicas

/// Client of a run: one operation at a time.
struct RunClient {
    let number: Int
    let setup: ClusterSetup
    var process: Int
    var pending: ClientHistory.Pending?
    var operation: RegisterOperation?
    var nextAt: Int
    var started = NIODeadline.now()
    private var lastNumber = 0
    private var node = 0
    private var startedAt = 0, retryAt = 0
    private var agent: PBFTClient?
    private var outcomes: [Int: Packet.Outcome] = [:]

    init(_ number: Int, _ setup: ClusterSetup, process: Int, firstAt: Int, node: Int) throws {
        (self.number, self.setup, self.process, nextAt, self.node) = (number, setup, process, firstAt, node)
        guard setup.kind == .pbft else { return }
        let configuration = try PBFTClientConfiguration(
            client: number, replicaCount: setup.replicas, faultCount: (setup.replicas - 1) / 3,
            authentication: KnownKeys.authentication(ofClient: number, among: setup.replicas))
        agent = try PBFTClient(configuration, recovering: [])
    }

    /// Begins an operation: what is to be sent, by node.
    mutating func begin(_ kind: RegisterOperation.Kind, now: Int) -> [(Int, [UInt8])] {
        lastNumber += 1
        let operation = RegisterOperation(OperationID(client: number, number: lastNumber), kind)
        self.operation = operation
        (startedAt, outcomes) = (now, [:])
        retryAt = now + (setup.kind == .pbft ? setup.clientTimeout : .max / 2)
        guard agent != nil else { return [(node, operation.encoded)] }
        agent?.receive(.operation(operation.encoded))
        return takeRequests()
    }

    /// Makes a server that is not `server` the one that is asked first.
    mutating func askNext(after server: Int) { node = (server + 1) % setup.replicas }

    /// Looks at the clock: what is to be sent again.
    mutating func tick(now: Int) -> [(Int, [UInt8])] {
        guard let operation, now >= retryAt else { return [] }
        if agent == nil {
            retryAt = .max / 2
            return [(node, operation.encoded)]
        }
        retryAt = now + setup.clientTimeout
        agent?.receive(.timeout)
        return takeRequests()
    }

    /// Returns true if the client waits no longer: what it has asked for may still happen.
    func hasGivenUp(now: Int) -> Bool { operation != nil && now - startedAt > setup.patience }

    /// Waits no longer, so that the next operation can begin.
    mutating func giveUp() { agent?.receive(.abandon) }

    /// Takes an answer: the outcome, once it is known.
    mutating func take(_ answer: Packet.Answer, from sender: Int, now: Int) -> Packet.Outcome? {
        guard let operation, answer.operation == operation.id else { return nil }
        if agent != nil { return takeReply(answer, from: sender) }
        if case .notLeader(let leader) = answer.outcome {
            // It has done nothing, so that the request can be made elsewhere.
            node = leader ?? (sender + 1) % setup.replicas
            retryAt = now + 8
            return nil
        }
        return answer.outcome
    }

    private mutating func takeReply(_ answer: Packet.Answer, from sender: Int) -> Packet.Outcome? {
        outcomes[sender] = answer.outcome
        agent?.receive(.reply(answer.reply))
        var isAccepted = false
        while let output = agent?.nextOutput() {
            if case .event(.accepted) = output { isAccepted = true }
        }
        guard isAccepted else { return nil }
        let counts = Dictionary(outcomes.values.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.first { $0.value > (setup.replicas - 1) / 3 }?.key
    }

    private mutating func takeRequests() -> [(Int, [UInt8])] {
        var requests: [(Int, [UInt8])] = []
        while let output = agent?.nextOutput() {
            switch output {
            case .send(let bytes, let node): requests.append((node, bytes))
            case .broadcast(let bytes): requests += (0..<setup.replicas).map { ($0, bytes) }
            case .persist, .compact, .reply, .event: break
            }
        }
        return requests
    }
}

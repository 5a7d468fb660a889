/// Replicas and clients in one process with a network that neither loses nor reorders: for tests and measurements.
///
/// Messages are delivered in the order in which they were sent, until there are none. Who wants faults takes
/// ``Node`` and delivers by itself.
public struct PBFTCluster {
    /// The replicas with their logs.
    public private(set) var nodes: [Node<PBFTReplica, MemoryLog>]
    /// The clients with their logs.
    public private(set) var clients: [Node<PBFTClient, MemoryLog>]
    /// Number of messages that were delivered.
    public private(set) var deliveredCount = 0
    /// Results that clients have accepted and nobody has taken, by request.
    public private(set) var results: [PBFTRequestID: PBFTDigest] = [:]
    /// The replicas that get and send nothing.
    public var stopped: Set<Int> = []
    private var waiting: ArraySlice<Delivery> = []

    private struct Delivery {
        let target: Target
        let bytes: [UInt8]
        enum Target { case replica(Int), replicaRequest(Int), client(Int) }
    }

    /// A cluster of 3 `faultCount` + 1 replicas.
    ///
    /// - Parameters:
    ///   - isSigned: whether messages are signed, with Ed25519 and keys that everybody knows.
    /// - Throws: ``PBFTConfigurationError``.
    public init(
        faultCount: Int, clientCount: Int = 1, isSigned: Bool = true, checkpointInterval: Int = 128,
        watermarkWindow: Int = 256
    ) throws {
        let replicaCount = 3 * faultCount + 1
        let keys = (0..<replicaCount).map { SigningKey.known($0) }
        let clientKeys = (0..<clientCount).map { SigningKey.known(replicaCount + $0) }
        let (publicKeys, publicClientKeys) = (keys.map(\.publicKey), clientKeys.map(\.publicKey))
        func authentication(_ key: SigningKey) -> Authentication {
            isSigned
                ? .ed25519(key: key, replicas: publicKeys, clients: publicClientKeys) : .unsafeNone
        }
        nodes = try (0..<replicaCount).map { replica in
            let configuration = try PBFTConfiguration(
                replica: replica, replicaCount: replicaCount, faultCount: faultCount,
                clientCount: clientCount, authentication: authentication(keys[replica]),
                checkpointInterval: checkpointInterval, watermarkWindow: watermarkWindow)
            return try Node(configuration, log: MemoryLog())
        }
        clients = try (0..<clientCount).map { client in
            let configuration = try PBFTClientConfiguration(
                client: client, replicaCount: replicaCount, faultCount: faultCount,
                authentication: authentication(clientKeys[client]))
            return try Node(configuration, log: MemoryLog())
        }
    }

    /// Has a client send an operation; ``run()`` delivers it.
    public mutating func submit(_ operation: [UInt8], client: Int = 0) throws {
        try give(.operation(operation), toClient: client)
    }

    /// Ends a client's timer: its request goes to all replicas.
    public mutating func clientTimeout(_ client: Int = 0) throws { try give(.timeout, toClient: client) }

    /// Hands an input to one replica, a timeout for example.
    public mutating func give(_ input: PBFTInput, to replica: Int) throws {
        guard !stopped.contains(replica) else { return }
        for output in try nodes[replica].receive(input) { take(output, of: replica) }
    }

    /// Stops a replica and starts it again from its log.
    public mutating func restart(_ replica: Int) throws { try nodes[replica].restart() }

    /// Delivers messages until there are none.
    public mutating func run() throws {
        while let delivery = waiting.popFirst() {
            deliveredCount += 1
            switch delivery.target {
            case .replica(let replica): try give(.message(delivery.bytes), to: replica)
            case .replicaRequest(let replica): try give(.request(delivery.bytes), to: replica)
            case .client(let client): try give(.reply(delivery.bytes), toClient: client)
            }
        }
        waiting = []
    }

    /// Executes one operation: the result, or nil when no f + 1 replicas have replied.
    public mutating func execute(_ operation: [UInt8], client: Int = 0) throws -> PBFTDigest? {
        try submit(operation, client: client)
        try run()
        let id = PBFTRequestID(client: client, timestamp: clients[client].replica.state.timestamp)
        return results.removeValue(forKey: id)
    }

    private mutating func give(_ input: PBFTClientInput, toClient client: Int) throws {
        for output in try clients[client].receive(input) {
            switch output {
            case .send(let bytes, let replica):
                waiting.append(Delivery(target: .replicaRequest(replica), bytes: bytes))
            case .broadcast(let bytes):
                for replica in nodes.indices {
                    waiting.append(Delivery(target: .replicaRequest(replica), bytes: bytes))
                }
            case .event(.accepted(let request, let result)): results[request] = result
            case .event, .persist, .compact, .reply: break
            }
        }
    }

    private mutating func take(_ output: Output<PBFTEvent>, of sender: Int) {
        switch output {
        case .send(let bytes, let replica):
            waiting.append(Delivery(target: .replica(replica), bytes: bytes))
        case .broadcast(let bytes):
            for replica in nodes.indices where replica != sender {
                waiting.append(Delivery(target: .replica(replica), bytes: bytes))
            }
        case .reply(let bytes, let client):
            waiting.append(Delivery(target: .client(client), bytes: bytes))
        case .event, .persist, .compact: break
        }
    }
}

import QuorateReplicas
import SeededRandom

/// One schedule of a cluster of four on a bad network: messages are lost, doubled and overtaken, timers end at any
/// time, replicas crash, one replica may be Byzantine. Then the network heals and everything must come to an end.
struct PBFTSimulation {
    /// What a schedule is made of.
    struct Plan {
        var seed: UInt64
        /// The number of things that happen before the network heals.
        var stepCount = 250
        var hasByzantineReplica = true
        var crashes = true
        /// Whether the Byzantine replica invents signatures too, which nobody believes.
        var forges = true
        var checkpointInterval = 4
        var unsafe: @Sendable (inout PBFTConfiguration.Unsafe) -> Void = { _ in }
        var clientUnsafe: @Sendable (inout PBFTClientConfiguration.Unsafe) -> Void = { _ in }
    }

    struct Packet {
        enum Target { case replica(Int), requestTo(Int), client(Int) }
        let target: Target
        let bytes: [UInt8]
    }

    static let replicaCount = 4
    static let clientCount = 3

    let plan: Plan
    var random: SplitMix
    var nodes: [Node<PBFTReplica, MemoryLog>] = []
    /// The third client is faulty and not among these.
    var clients: [Node<PBFTClient, MemoryLog>] = []
    var network: [Packet] = []
    var adversary: PBFTAdversary?
    var observed = PBFTObservations()

    init(_ plan: Plan) throws {
        self.plan = plan
        random = SplitMix(seed: plan.seed)
        for replica in 0..<Self.replicaCount {
            let configuration = try PBFTConfiguration(
                replica: replica, replicaCount: Self.replicaCount, faultCount: 1,
                clientCount: Self.clientCount, authentication: PBFTKeys.replica(replica),
                checkpointInterval: plan.checkpointInterval, watermarkWindow: 2 * plan.checkpointInterval
            )
            let changed = configuration.unsafely(plan.unsafe)
            isSafe = changed.unsafe == configuration.unsafe
            nodes.append(try Node(changed, log: MemoryLog()))
        }
        for client in 0..<2 {
            let configuration = try PBFTClientConfiguration(
                client: client, replicaCount: Self.replicaCount, faultCount: 1,
                authentication: PBFTKeys.client(client)
            ).unsafely(plan.clientUnsafe)
            clients.append(try Node(configuration, log: MemoryLog()))
        }
        if plan.hasByzantineReplica {
            // View 0 matters most: its primary is the first faulty one in half of the schedules.
            let number = random.number(0..<2) == 0 ? 0 : random.number(0..<members)
            adversary = PBFTAdversary(
                number: number, configuration: nodes[number].configuration, forges: plan.forges)
        }
    }

    /// Whether every rule is the paper's.
    private(set) var isSafe = true

    /// The number of replicas that take part.
    var members: Int { nodes[0].configuration.memberCount }
    /// The replicas that keep the rules.
    var correct: [Int] { (0..<members).filter { $0 != adversary?.number } }

    /// Runs the schedule up to the first violation.
    mutating func run() throws -> PBFTViolation? {
        for _ in 0..<plan.stepCount where observed.violation == nil { try step() }
        if observed.violation == nil { try heal() }
        return observed.violation
    }

    private mutating func step() throws {
        switch random.number(0..<100) {
        case 0..<80: try deliverAny()
        case 80..<84: if !network.isEmpty { network.remove(at: random.number(0..<network.count)) }
        case 84..<87: try give(.timeout, to: random.pick(correct))
        case 87..<89: try give(.resend, to: random.pick(correct))
        case 89..<90: if plan.crashes { try restart(random.pick(correct)) }
        case 90..<91: if plan.crashes { try crashAtAnyMessage() }
        case 91..<94: try give(.timeout, toClient: random.number(0..<2))
        case 94..<95: submitAsFaultyClient()
        default: try submit(client: random.number(0..<2))
        }
        try transferStates()
    }

    private mutating func deliverAny() throws {
        guard !network.isEmpty else { return }
        let index = random.number(0..<network.count)
        // Doubled now and then.
        if random.number(0..<16) == 0 { return try deliver(network[index]) }
        network.swapAt(index, network.count - 1)
        try deliver(network.removeLast())
    }

    private mutating func crashAtAnyMessage() throws {
        guard !network.isEmpty else { return }
        let packet = network.remove(at: random.number(0..<network.count))
        guard case .replica(let replica) = packet.target, correct.contains(replica) else { return }
        try crash(replica, after: .message(packet.bytes))
    }

    mutating func submit(client: Int) throws {
        guard clients[client].replica.state.outstanding == nil else { return }
        try give(.operation([UInt8(truncatingIfNeeded: random.next())]), toClient: client)
    }

    /// A client that signs what it likes, several operations with one timestamp.
    private mutating func submitAsFaultyClient() {
        let request = PBFTRequest(
            client: 2, timestamp: random.number(1..<6), operation: [UInt8(random.number(0..<4))],
            signingWith: PBFTKeys.client(2))
        observed.signed.insert(request.digest)
        network.append(Packet(target: .requestTo(random.number(0..<members)), bytes: request.encoded))
    }

    /// Brings replicas that need a state the one of any other correct replica, if it is new enough.
    mutating func transferStates() throws {
        for replica in correct {
            guard let needed = nodes[replica].replica.state.neededState else { continue }
            let snapshots = correct.compactMap { nodes[$0].replica.state.stableSnapshot }
            guard let snapshot = snapshots.first(where: { $0.sequence >= needed }) else { continue }
            observed.transferCount += 1
            try give(.snapshot(snapshot.encoded), to: replica)
        }
    }
}

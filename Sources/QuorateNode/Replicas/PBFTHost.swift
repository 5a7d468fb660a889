import QuorateReplicas

/// PBFT replica of a node.
final class PBFTHost: HostedReplica {
    private var node: Node<PBFTReplica, FileLog>
    private var steps: PBFTSteps
    private var packets: [Packet] = []
    private var register = Register()
    private var outcomes: [OperationID: Packet.Outcome] = [:]
    private var lastApplied = 0
    private var timerStart: Int?
    private var resendAt: Int
    private let run: Int
    private let setup: NodeSetup

    init(_ setup: NodeSetup, run: Int, now: Int) throws {
        (self.setup, self.run) = (setup, run)
        let window = setup.sequenceLimit ?? 4096
        var configuration = try PBFTConfiguration(
            replica: setup.node, replicaCount: setup.replicas, faultCount: (setup.replicas - 1) / 3,
            clientCount: KnownKeys.clientCount,
            authentication: KnownKeys.authentication(ofReplica: setup.node, among: setup.replicas),
            checkpointInterval: window, watermarkWindow: window)
        if let flaw = setup.flaw.flatMap(PBFTFlaw.init) { configuration = configuration.unsafely(flaw.apply) }
        node = try Node(configuration, log: try FileLog(path: setup.durablePath(run: run)))
        let log = try StepLog(node: setup.node, run: run, path: setup.stepPath)
        steps = PBFTSteps(
            log, of: setup.node, among: setup.replicas, sequences: window,
            faulty: setup.byzantinePlan(of: run)?.node)
        resendAt = now + setup.resendPause
        applyExecutions()
    }

    func takePackets() -> [Packet] {
        defer { packets = [] }
        return packets
    }

    func receive(_ bytes: [UInt8], from sender: Int, clock: StepClock, now: Int) throws {
        steps.log.clock.learn(clock)
        try feed(.message(bytes))
    }

    func request(_ bytes: [UInt8], now: Int) throws { try feed(.request(bytes)) }

    func tick(now: Int) throws {
        if now >= resendAt {
            resendAt = now + setup.resendPause
            try feed(.resend)
        }
        let view = node.replica.state.view
        guard node.replica.needsTimer else {
            timerStart = nil
            return
        }
        let start = timerStart ?? now
        timerStart = start
        guard now - start >= setup.viewTimeout * (view + 1) else { return }
        timerStart = now
        if let limit = setup.viewLimit, view >= limit { return }
        try feed(.timeout)
    }

    private func feed(_ input: PBFTInput) throws {
        let before = (node.replica.state.view, node.replica.state.lastExecuted)
        let outputs = try node.receive(input)
        if setup.stepPath != nil { for output in outputs { try steps.say(output) } }
        let state = node.replica.state
        if before != (state.view, state.lastExecuted) { timerStart = nil }
        applyExecutions()
        try steps.log.checkLines()
        for output in outputs { take(output) }
    }

    func end() throws {
        steps.log.close()
        try steps.log.checkLines()
    }

    private func take(_ output: Output<PBFTEvent>) {
        switch output {
        case .send(let bytes, let replica):
            packets.append(.peer(run: run, from: setup.node, to: replica, bytes, clock: steps.log.clock))
        case .broadcast(let bytes):
            for replica in 0..<setup.replicas where replica != setup.node {
                packets.append(.peer(run: run, from: setup.node, to: replica, bytes, clock: steps.log.clock))
            }
        case .reply(let bytes, _): reply(bytes)
        case .persist, .compact, .event: break
        }
    }

    /// Passes a reply on, with what the register said: the protocol's reply is a digest.
    private func reply(_ bytes: [UInt8]) {
        guard case .reply(let reply)? = try? PBFTEnvelope(decoding: bytes).message else { return }
        let operation = OperationID(client: reply.client, number: reply.timestamp)
        guard let outcome = outcomes[operation] else { return }
        let answer = Packet.Answer(operation: operation, outcome: outcome, reply: bytes)
        packets.append(.answer(run: run, from: setup.node, answer))
    }

    private func applyExecutions() {
        for execution in node.replica.state.executions where execution.sequence > lastApplied {
            lastApplied = execution.sequence
            let result = result(of: execution)
            if setup.stepPath != nil { steps.log.sayExecution(StepExecution(execution, result: result)) }
        }
    }

    /// Answer of the register; nil where the execution has no effect.
    private func result(of execution: PBFTExecution) -> String? {
        guard execution.isEffective, let request = execution.request else { return nil }
        guard let operation = try? RegisterOperation(decoding: request.operation) else { return "none" }
        let outcome = register.apply(operation)
        outcomes[operation.id] = outcome
        return outcome.text
    }
}

/// Keys that everybody knows: the cluster is one for tests and measurements.
enum KnownKeys {
    /// Number of clients of a cluster.
    static let clientCount = 16

    static func authentication(ofReplica replica: Int, among count: Int) -> Authentication {
        .ed25519(key: .known(replica), replicas: keys(0..<count), clients: keys(count..<count + clientCount))
    }

    static func authentication(ofClient client: Int, among count: Int) -> Authentication {
        .ed25519(
            key: .known(count + client), replicas: keys(0..<count),
            clients: keys(count..<count + clientCount))
    }

    private static func keys(_ numbers: Range<Int>) -> [VerifyingKey] {
        numbers.map { SigningKey.known($0).publicKey }
    }
}

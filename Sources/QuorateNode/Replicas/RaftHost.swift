import QuorateReplicas

/// Raft server of a node.
final class RaftHost: HostedReplica {
    private var node: Node<RaftReplica, FileLog>
    private var steps: StepLog
    private var register = Register()
    private var packets: [Packet] = []
    private var waiting: Set<OperationID> = []
    private var random: SeededNumbers
    private var electionEnd: Int
    private var heartbeatAt = 0
    private let run: Int
    private let setup: NodeSetup

    init(_ setup: NodeSetup, run: Int, now: Int) throws {
        (self.setup, self.run) = (setup, run)
        var configuration = try RaftConfiguration(
            replica: setup.node, members: Array(0..<setup.replicas), usesPreVote: false, appendsNoOp: false)
        if let flaw = setup.flaw.flatMap(RaftFlaw.init) { configuration.unsafely(flaw.apply) }
        node = try Node(configuration, log: try FileLog(path: setup.durablePath(run: run)))
        steps = try StepLog(node: setup.node, run: run, path: setup.stepPath)
        random = SeededNumbers(setup.seed, run, setup.node, now)
        electionEnd = now + Int.random(in: 4...50, using: &random)
        steps.sayRestart(of: node.replica)
    }

    func takePackets() -> [Packet] {
        defer { packets = [] }
        return packets
    }

    func receive(_ bytes: [UInt8], from sender: Int, clock: StepClock, now: Int) throws {
        steps.clock.learn(clock)
        try feed(.message(bytes, from: sender), now)
    }

    func request(_ bytes: [UInt8], now: Int) throws {
        guard let operation = try? RegisterOperation(decoding: bytes) else { return }
        let state = node.replica.state
        if state.role != .leader { return answer(operation.id, .notLeader(state.leader)) }
        // The spec's logs are short: nobody asks for more.
        if let limit = setup.entryLimit, state.lastIndex >= limit { return answer(operation.id, .full) }
        waiting.insert(operation.id)
        try feed(.propose(bytes), now)
    }

    func tick(now: Int) throws {
        let state = node.replica.state
        if state.role == .leader {
            guard now >= heartbeatAt else { return }
            heartbeatAt = now + 12
            try feed(.heartbeat, now)
        } else if now >= electionEnd {
            restartElectionTimer(now)
            if let limit = setup.termLimit, state.term >= limit { return }
            try feed(.timeout, now)
        }
    }

    private func restartElectionTimer(_ now: Int) {
        electionEnd = now + Int.random(in: 40...120, using: &random)
    }

    private func feed(_ input: RaftReplica.Input, _ now: Int) throws {
        let before = node.replica.state
        let outputs = try node.receive(input)
        if setup.stepPath != nil {
            steps.say(RaftStep(input, from: before, to: node.replica, outputs), of: node.replica)
            try steps.checkLines()
        }
        for output in outputs { take(output, now) }
        try steps.checkLines()
    }

    func end() throws {
        steps.close()
        try steps.checkLines()
    }

    private func take(_ output: Output<RaftReplica.Event>, _ now: Int) {
        switch output {
        case .send(let bytes, let server):
            packets.append(.peer(run: run, from: setup.node, to: server, bytes, clock: steps.clock))
        case .event(.heardFromLeader), .event(.voted): restartElectionTimer(now)
        case .event(.applied(let index, let command)): apply(command, at: index)
        case .event(.committedEntryLost): register = Register()
        case .broadcast, .reply, .persist, .compact, .event: break
        }
    }

    private func apply(_ command: [UInt8], at index: Int) {
        guard let operation = try? RegisterOperation(decoding: command) else { return }
        let outcome = register.apply(operation)
        if setup.stepPath != nil {
            steps.sayExecution(
                StepExecution(
                    position: index, command: StepExecution.command(command), result: outcome.text))
        }
        if waiting.remove(operation.id) != nil { answer(operation.id, outcome) }
    }

    private func answer(_ operation: OperationID, _ outcome: Packet.Outcome) {
        packets.append(
            .answer(run: run, from: setup.node, Packet.Answer(operation: operation, outcome: outcome)))
    }
}

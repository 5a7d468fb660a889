import QuorateReplicas

extension PBFTSimulation {
    mutating func deliver(_ packet: Packet) throws {
        switch packet.target {
        case .replica(let replica): try give(.message(packet.bytes), to: replica)
        case .requestTo(let replica): try give(.request(packet.bytes), to: replica)
        case .client(let client): try give(.reply(packet.bytes), toClient: client)
        }
    }

    mutating func give(_ input: PBFTInput, to replica: Int) throws {
        guard replica < members else { return }
        if replica == adversary?.number { return actAsAdversary(on: input) }
        for output in try nodes[replica].receive(input) { take(output, of: replica) }
        observed.see(nodes[replica].replica)
    }

    mutating func take(_ output: Output<PBFTEvent>, of sender: Int) {
        switch output {
        case .send(let bytes, let replica):
            network.append(Packet(target: .replica(replica), bytes: bytes))
        case .broadcast(let bytes):
            for replica in 0..<members where replica != sender {
                network.append(Packet(target: .replica(replica), bytes: bytes))
            }
        case .reply(let bytes, let client):
            if client < 2 { network.append(Packet(target: .client(client), bytes: bytes)) }
        case .event(let event): observed.see(event, of: sender)
        case .persist, .compact: break
        }
    }

    mutating func give(_ input: PBFTClientInput, toClient client: Int) throws {
        for output in try clients[client].receive(input) {
            switch output {
            case .send(let bytes, let replica): send(bytes, to: replica)
            case .broadcast(let bytes): for replica in 0..<members { send(bytes, to: replica) }
            case .event(.accepted(let request, let result)): observed.see(result, of: request)
            case .event, .persist, .compact, .reply: break
            }
        }
    }

    private mutating func send(_ bytes: [UInt8], to replica: Int) {
        if let request = try? PBFTRequest(decoding: bytes) { observed.signed.insert(request.digest) }
        network.append(Packet(target: .requestTo(replica), bytes: bytes))
    }

    private mutating func actAsAdversary(on input: PBFTInput) {
        let target = clients.count
        for packet in adversary?.react(to: input, &random) ?? [] {
            if case .client(let client) = packet.target, client >= target { continue }
            network.append(packet)
        }
    }

    /// The network delivers everything from now on, the Byzantine replica is silent, and timers end only when they
    /// should. Every request has to be executed then, by a quorum.
    mutating func heal() throws {
        adversary?.isSilent = true
        for round in 0..<16 {
            try deliverAll()
            if observed.violation != nil || round > 0 && isSettled { return }
            for replica in correct { try give(.resend, to: replica) }
            for client in clients.indices {
                try submit(client: client)
                try give(.timeout, toClient: client)
            }
            try deliverAll()
            for replica in correct where nodes[replica].replica.needsTimer { try give(.timeout, to: replica) }
        }
        observed.violation = observed.violation ?? .stuck(correct.map { describe($0) })
    }

    private mutating func deliverAll() throws {
        while !network.isEmpty, observed.violation == nil {
            let batch = network
            network = []
            for packet in batch { try deliver(packet) }
            try transferStates()
        }
    }

    /// Whether the clients have all their results and a quorum has executed the same.
    ///
    /// A replica that alone wants a higher view catches up at the next checkpoint, or when the others go there.
    private var isSettled: Bool {
        var counts: [PBFTDigest: Int] = [:]
        for replica in correct { counts[nodes[replica].replica.state.historyDigest, default: 0] += 1 }
        let largest = counts.values.max() ?? 0
        return largest >= nodes[0].configuration.quorum()
            && clients.allSatisfy { $0.replica.state.outstanding == nil }
    }

    private func describe(_ replica: Int) -> String {
        let state = nodes[replica].replica.state
        return "\(replica): view \(state.view) \(state.isChangingView ? "wanted" : "entered"), "
            + "executed \(state.lastExecuted), watermark \(state.lowWatermark), pending \(state.pending.count), "
            + "needs \(state.neededState ?? 0)"
    }
}

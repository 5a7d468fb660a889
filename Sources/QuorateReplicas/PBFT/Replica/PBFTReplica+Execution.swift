extension PBFTReplica {
    /// Executes what is committed, as far as there is no gap.
    mutating func execute() {
        while state.neededState == nil, let proposal = state.committed[state.lastExecuted + 1] {
            let (sequence, request) = (state.lastExecuted + 1, proposal.body.request)
            record(.executed(sequence: sequence, request))
            if let request {
                if state.executions.last?.isEffective == true {
                    emit(.event(.executed(sequence: sequence, request: request)))
                }
                if let last = state.lastReplies[request.client], last.timestamp == request.timestamp {
                    reply(last)
                }
            }
            finishExecution(of: sequence)
        }
        proposePending()
    }

    private mutating func finishExecution(of sequence: Int) {
        guard let own = state.checkpoints[me]?.first(where: { $0.body.sequence == sequence }) else { return }
        broadcast(own)
        becomeStable(own.body)
    }

    /// Returns true if the client has had a reply to this request or to a later one.
    func isExecuted(_ request: PBFTRequest) -> Bool {
        (state.lastReplies[request.client]?.timestamp ?? 0) >= request.timestamp
    }

    /// The next sequence number is executed; at the end of an interval the replica makes its checkpoint.
    mutating func applyExecution(_ sequence: Int, _ request: PBFTRequest?) {
        var isEffective = false
        if let request {
            isEffective = isDue(request)
            if isEffective { applyEffect(of: request, at: sequence) }
            let done = state.lastReplies[request.client]?.timestamp ?? 0
            state.pending = state.pending.filter {
                $0.key.client != request.client || $0.key.timestamp > done
            }
            state.ordered = state.ordered.filter { $0.client != request.client || $0.timestamp > done }
        }
        state.executions.append(
            PBFTExecution(sequence: sequence, request: request, isEffective: isEffective))
        state.lastExecuted = sequence
        state.committed[sequence] = nil
        if sequence % configuration.checkpointInterval == 0 { makeCheckpoint() }
    }

    private mutating func applyEffect(of request: PBFTRequest, at sequence: Int) {
        var writer = CanonicalWriter()
        state.historyDigest.encode(into: &writer)
        writer.integer(sequence)
        request.digest.encode(into: &writer)
        state.historyDigest = PBFTDigest(of: writer.bytes)
        let timestamp = max(request.timestamp, state.lastReplies[request.client]?.timestamp ?? 0)
        state.lastReplies[request.client] = PBFTLastReply(
            client: request.client, timestamp: timestamp, result: state.historyDigest)
    }

    private mutating func makeCheckpoint() {
        let snapshot = PBFTSnapshot(
            sequence: state.lastExecuted, history: state.historyDigest,
            clients: state.lastReplies.values.sorted { $0.client < $1.client }, proof: [])
        guard snapshot.sequence > state.lowWatermark else { return }
        state.candidates[snapshot.sequence] = snapshot
        let own = sign(PBFTCheckpoint(sequence: snapshot.sequence, digest: snapshot.digest))
        keep(own)
    }
}

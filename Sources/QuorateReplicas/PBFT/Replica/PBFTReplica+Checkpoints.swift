// Section 4.3, garbage collection; and state transfer, which the paper leaves to its section 5.
extension PBFTReplica {
    /// CHECKPOINT of another replica.
    mutating func receive(_ checkpoint: PBFTSigned<PBFTCheckpoint>) throws(PBFTRejection) {
        let known = state.checkpoints[checkpoint.sender] ?? []
        if let other = known.first(where: { $0.body.sequence == checkpoint.body.sequence }) {
            throw other.body == checkpoint.body ? .duplicate : .tooManyVotes
        }
        keep(checkpoint)
        becomeStable(checkpoint.body)
    }

    /// Keeps a CHECKPOINT; of each sender only the highest, as many as there are between the watermarks.
    mutating func keep(_ checkpoint: PBFTSigned<PBFTCheckpoint>) {
        var known = state.checkpoints[checkpoint.sender] ?? []
        known.removeAll { $0.body.sequence == checkpoint.body.sequence }
        known.append(checkpoint)
        known.sort { $0.body.sequence < $1.body.sequence }
        let limit = configuration.watermarkWindow / configuration.checkpointInterval + 1
        state.checkpoints[checkpoint.sender] = known.suffix(limit)
    }

    /// Moves the watermarks when a quorum has sent this CHECKPOINT.
    mutating func becomeStable(_ checkpoint: PBFTCheckpoint) {
        let same = state.checkpoints.values.flatMap { $0.filter { $0.body == checkpoint } }
        guard same.count >= configuration.quorum(), checkpoint.sequence > state.lowWatermark else { return }
        let proof = same.sorted { $0.sender < $1.sender }.prefix(configuration.quorum())
        adopt(Array(proof))
        proposePending()
    }

    /// Takes a proven checkpoint for the stable one.
    mutating func adopt(_ proof: [PBFTSigned<PBFTCheckpoint>]) {
        guard let checkpoint = proof.first?.body, checkpoint.sequence > state.lowWatermark else { return }
        let isOwn = state.candidates[checkpoint.sequence]?.digest == checkpoint.digest
        if isOwn {
            apply(.stable(proof))
            emit(.compact(records.map(\.encoded)))
        } else {
            record(.stable(proof))
        }
        emit(.event(.stableCheckpoint(sequence: checkpoint.sequence)))
        if !isOwn { emit(.event(.needsState(sequence: checkpoint.sequence))) }
    }

    /// The watermarks move to a proven checkpoint; what is before it is forgotten.
    mutating func applyStable(_ proof: [PBFTSigned<PBFTCheckpoint>]) {
        guard let checkpoint = proof.first?.body else { return }
        state.stableProof = proof
        moveWatermarks(to: checkpoint.sequence)
        if let own = state.candidates[checkpoint.sequence], own.digest == checkpoint.digest {
            state.stableSnapshot = own.proven(by: proof)
            state.executions.removeAll { $0.sequence <= checkpoint.sequence }
            state.neededState = nil
        } else {
            state.neededState = checkpoint.sequence
        }
        state.candidates = state.candidates.filter { $0.key > checkpoint.sequence }
    }

    private mutating func moveWatermarks(to sequence: Int) {
        state.lowWatermark = sequence
        state.highWatermark = sequence + configuration.watermarkWindow
        state.lastProposed = max(state.lastProposed, sequence)
        state.rounds = state.rounds.filter { $0.key.sequence > sequence }
        state.certificates = state.certificates.filter { $0.key > sequence }
        state.committed = state.committed.filter { $0.key > sequence }
        state.checkpoints = state.checkpoints.mapValues { $0.filter { $0.body.sequence > sequence } }
            .filter { !$0.value.isEmpty }
        state.early = state.early.mapValues { $0.filter { ($0.message.place?.sequence ?? 0) > sequence } }
            .filter { !$0.value.isEmpty }
        let placed = state.rounds.filter { $0.key.view == state.view }.compactMap {
            $0.value.proposal?.body.request?.id
        }
        state.ordered.formIntersection(placed)
    }

    /// The state of another replica at a checkpoint, which proves itself.
    mutating func receiveSnapshot(_ bytes: [UInt8]) throws(PBFTRejection) {
        let snapshot: PBFTSnapshot = try decodeSnapshot(bytes)
        let needed = state.neededState ?? state.lastExecuted + 1
        guard snapshot.sequence >= needed else { throw .outsideWatermarks(snapshot.sequence) }
        try checkCheckpoint(snapshot.proof)
        let checkpoint = PBFTCheckpoint(sequence: snapshot.sequence, digest: snapshot.digest)
        guard snapshot.proof.first?.body == checkpoint else { throw .invalidCheckpoint }
        apply(.snapshot(snapshot))
        emit(.compact(records.map(\.encoded)))
        emit(.event(.adoptsState(sequence: snapshot.sequence)))
        execute()
    }

    private func decodeSnapshot(_ bytes: [UInt8]) throws(PBFTRejection) -> PBFTSnapshot {
        let limit = 128 + 48 * configuration.clientCount + 256 * configuration.memberCount
        guard bytes.count <= limit else { throw .tooLarge(bytes.count) }
        do { return try PBFTSnapshot(decoding: bytes) } catch { throw .malformed(error) }
    }

    /// The replica goes on from a state at a stable checkpoint.
    mutating func applySnapshot(_ snapshot: PBFTSnapshot) {
        state.stableSnapshot = snapshot
        state.neededState = nil
        state.lastExecuted = snapshot.sequence
        state.historyDigest = snapshot.history
        state.lastReplies = Dictionary(uniqueKeysWithValues: snapshot.clients.map { ($0.client, $0) })
        state.executions = []
        state.candidates = [:]
        state.pending = state.pending.filter { !isExecuted($0.value) }
        if snapshot.sequence > state.lowWatermark {
            state.stableProof = snapshot.proof
            moveWatermarks(to: snapshot.sequence)
        }
        // Also what had been executed on a state that turned out to differ.
        let committed = state.rounds.filter { $0.value.isCommitted && $0.key.sequence > snapshot.sequence }
        for (place, round) in committed { state.committed[place.sequence] = round.proposal }
        state.committed = state.committed.filter { $0.key > snapshot.sequence }
        state.ordered.formIntersection(state.pending.keys)
    }
}

extension PBFTReplica {
    /// Checks what can be checked of every message and hands it on.
    mutating func receiveMessage(_ bytes: [UInt8]) throws(PBFTRejection) {
        let envelope: PBFTEnvelope = try decode(bytes)
        let sender = envelope.sender
        guard sender < configuration.memberCount, sender != me else { throw .unknownSender(sender) }
        if let reason = irrelevance(of: envelope) { return emit(.event(.dropped(reason))) }
        let text = Array(bytes.dropLast(8 + envelope.signature.count))
        guard isAuthentic(envelope.signature, of: text, by: .replica(sender)) else { throw .badSignature }
        if isEarly(envelope.message) { return try keepForLater(envelope) }
        try handle(envelope)
    }

    /// Reads a value, after a look at the number of its bytes.
    func decode<Value: CanonicalCodable>(_ bytes: [UInt8]) throws(PBFTRejection) -> Value {
        guard bytes.count <= configuration.messageLimit else { throw .tooLarge(bytes.count) }
        do { return try Value(decoding: bytes) } catch { throw .malformed(error) }
    }

    /// Takes a message whose signature is good.
    mutating func handle(_ envelope: PBFTEnvelope) throws(PBFTRejection) {
        switch envelope.message {
        case .request(let body): try receive(body.request, canForward: false)
        case .prePrepare(let body): try receive(envelope.signed(body))
        case .prepare(let body): try receive(envelope.signed(body))
        case .commit(let body): try receive(envelope.signed(body))
        case .checkpoint(let body): try receive(envelope.signed(body))
        case .viewChange(let body): try receive(envelope.signed(body))
        case .newView(let body): try receive(envelope.signed(body))
        case .reply: throw .notForReplicas
        }
    }

    /// Reason why a message will not be used, as far as that shows before its signature is checked, which
    /// costs more than all the rest. What comes too late is the rule and not the exception, so nothing is
    /// thrown.
    private func irrelevance(of envelope: PBFTEnvelope) -> PBFTRejection? {
        switch envelope.message {
        case .prePrepare(let body):
            if envelope.sender != configuration.primary(of: body.view) { return .notFromPrimary }
            return objection(to: body.place, isTaken: takesProposals(of: body.view))
        case .prepare(let body):
            if envelope.sender == configuration.primary(of: body.view) { return .fromPrimary }
            if round(body)?.isPrepared == true { return .superfluous }
            return objection(to: body.place, isTaken: takesVotes(of: body.view))
        case .commit(let body):
            if round(body)?.isCommitted == true { return .superfluous }
            return objection(to: body.place, isTaken: takesVotes(of: body.view))
        case .checkpoint(let body): return objection(to: body)
        case .newView(let body):
            let isNew = body.view > state.view || body.view == state.view && state.isChangingView
            if !isNew { return .wrongView(body.view) }
            return envelope.sender == configuration.primary(of: body.view) ? nil : .notFromPrimary
        case .reply: return .notForReplicas
        case .request, .viewChange: return nil
        }
    }

    private func objection(to checkpoint: PBFTCheckpoint) -> PBFTRejection? {
        let isNew = checkpoint.sequence > state.lowWatermark
        return isNew && checkpoint.sequence % configuration.checkpointInterval == 0
            ? nil : .outsideWatermarks(checkpoint.sequence)
    }

    private func round(_ vote: some PBFTVote) -> PBFTRound? { state.rounds[vote.place] }

    private func objection(to place: PBFTPlace, isTaken: Bool) -> PBFTRejection? {
        guard isTaken else { return .wrongView(place.view) }
        return isBetweenWatermarks(place.sequence) ? nil : .outsideWatermarks(place.sequence)
    }

    /// Returns true if a message belongs to a view that has not begun here.
    private func isEarly(_ message: PBFTMessage) -> Bool {
        guard let place = message.place else { return false }
        return place.view > state.view || place.view == state.view && state.isChangingView
    }

    private mutating func keepForLater(_ envelope: PBFTEnvelope) throws(PBFTRejection) {
        let limit = 3 * configuration.watermarkWindow
        guard state.early[envelope.sender, default: []].count < limit else { throw .bufferFull }
        guard state.early[envelope.sender, default: []].insert(envelope).inserted else { throw .duplicate }
    }

    /// Takes the messages that have waited for the current view, proposals first; those of lower views are forgotten.
    mutating func takeEarlyMessages() {
        let view = state.view
        let waiting = state.early.values.flatMap { $0 }
        state.early = state.early.mapValues { $0.filter { ($0.message.place?.view ?? 0) > view } }
            .filter { !$0.value.isEmpty }
        let current = waiting.filter { $0.message.place?.view == view }
            .map { (bytes: $0.encoded, envelope: $0) }
            .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        for (_, envelope) in current { take(envelope) }
    }

    private mutating func take(_ envelope: PBFTEnvelope) {
        if let reason = irrelevance(of: envelope) { return emit(.event(.dropped(reason))) }
        do throws(PBFTRejection) { try handle(envelope) } catch { emit(.event(.dropped(error))) }
    }
}

extension PBFTMessage {
    /// View and sequence number of what is said in the normal case.
    var place: PBFTPlace? {
        switch self {
        case .prePrepare(let body): body.place
        case .prepare(let body): body.place
        case .commit(let body): body.place
        case .request, .checkpoint, .viewChange, .newView, .reply: nil
        }
    }
}

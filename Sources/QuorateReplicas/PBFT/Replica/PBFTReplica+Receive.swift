extension PBFTReplica {
    /// Checks what can be checked of every message and hands it on.
    mutating func receiveMessage(_ bytes: [UInt8]) throws(PBFTRejection) {
        let envelope: PBFTEnvelope = try decode(bytes)
        let sender = envelope.sender
        guard sender < configuration.memberCount, sender != me else { throw .unknownSender(sender) }
        try checkRelevance(of: envelope)
        let text = Array(bytes.dropLast(8 + envelope.signature.count))
        try checkSignature(envelope.signature, text, sender)
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

    /// Drops what will not be used before a signature is checked, which costs more than all the rest.
    private func checkRelevance(of envelope: PBFTEnvelope) throws(PBFTRejection) {
        switch envelope.message {
        case .prePrepare(let body):
            try checkPlace(body.view, body.sequence, oldViews: configuration.unsafe.acceptsOldViews)
            guard envelope.sender == configuration.primary(of: body.view) else { throw .notFromPrimary }
        case .prepare(let body):
            try checkPlace(body.view, body.sequence, oldViews: takesOldVotes)
            guard envelope.sender != configuration.primary(of: body.view) else { throw .fromPrimary }
            if round(body)?.isPrepared == true { throw .superfluous }
        case .commit(let body):
            try checkPlace(body.view, body.sequence, oldViews: takesOldVotes)
            if round(body)?.isCommitted == true { throw .superfluous }
        case .checkpoint(let body):
            guard body.sequence > state.lowWatermark, body.sequence % configuration.checkpointInterval == 0
            else { throw .outsideWatermarks(body.sequence) }
        case .newView(let body):
            guard body.view > state.view || body.view == state.view && state.isChangingView else {
                throw .wrongView(body.view)
            }
            guard envelope.sender == configuration.primary(of: body.view) else { throw .notFromPrimary }
        case .reply: throw .notForReplicas
        case .request, .viewChange: break
        }
    }

    private var takesOldVotes: Bool {
        configuration.unsafe.acceptsOldViews || configuration.unsafe.commitsInOldViews
    }

    private func round(_ vote: some PBFTVote) -> PBFTRound? {
        state.rounds[PBFTPlace(view: vote.view, sequence: vote.sequence)]
    }

    private func checkPlace(_ view: Int, _ sequence: Int, oldViews: Bool) throws(PBFTRejection) {
        guard view >= state.view || oldViews else { throw .wrongView(view) }
        let isInside = sequence > state.lowWatermark && sequence <= state.highWatermark
        guard sequence > 0, isInside || configuration.unsafe.ignoresWatermarks else {
            throw .outsideWatermarks(sequence)
        }
    }

    /// Whether a message belongs to a view that has not begun here.
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
        for (_, envelope) in current {
            do throws(PBFTRejection) {
                try checkRelevance(of: envelope)
                try handle(envelope)
            } catch {
                emit(.event(.dropped(error)))
            }
        }
    }
}

extension PBFTMessage {
    /// View and sequence number of what is said in the normal case.
    var place: PBFTPlace? {
        switch self {
        case .prePrepare(let body): PBFTPlace(view: body.view, sequence: body.sequence)
        case .prepare(let body): PBFTPlace(view: body.view, sequence: body.sequence)
        case .commit(let body): PBFTPlace(view: body.view, sequence: body.sequence)
        case .request, .checkpoint, .viewChange, .newView, .reply: nil
        }
    }
}

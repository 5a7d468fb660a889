// Section 4.1, the client; and where the primary gives requests a place.
extension PBFTReplica {
    mutating func receiveRequest(_ bytes: [UInt8]) throws(PBFTRejection) {
        let request: PBFTRequest = try decode(bytes)
        try receive(request, canForward: true)
    }

    /// Remembers a request until it is executed; the primary proposes it, a backup hands it on.
    mutating func receive(_ request: PBFTRequest, canForward: Bool) throws(PBFTRejection) {
        try checkRequest(request)
        if let last = state.lastReplies[request.client], !isDue(request) {
            guard last.timestamp == request.timestamp else { throw .oldRequest }
            return reply(last)
        }
        try remember(request)
        state.overheard.remove(request.id)
        if isPrimary { proposePending() } else if canForward { forward(request) }
    }

    /// Keeps a request among those that wait.
    mutating func remember(_ request: PBFTRequest) throws(PBFTRejection) {
        guard state.pending[request.id] == nil else { return }
        let waiting = state.pending.keys.count { $0.client == request.client }
        guard waiting < PBFTLimits.pendingRequests else { throw .tooManyRequests }
        state.pending[request.id] = request
    }

    /// Keeps a request that came in a proposal, so that its view does not last for ever without it.
    mutating func overhear(_ request: PBFTRequest) {
        guard state.pending[request.id] == nil, (try? remember(request)) != nil else { return }
        if !configuration.proposesOverheardRequests { state.overheard.insert(request.id) }
    }

    private mutating func forward(_ request: PBFTRequest) {
        guard !state.isChangingView, !state.ordered.contains(request.id) else { return }
        emit(.send(sign(PBFTForwardedRequest(request)).encoded, to: configuration.primary(of: state.view)))
    }

    /// As primary, proposes what waits and has no place yet, as far as the high watermark.
    mutating func proposePending() {
        guard isPrimary, !state.isChangingView, !state.pending.isEmpty else { return }
        let excluded = state.ordered.union(state.overheard)
        for id in state.pending.keys.filter({ !excluded.contains($0) }).sorted() {
            guard mayPropose, let request = state.pending[id] else { return }
            let body = PBFTPrePrepare(
                view: state.view, sequence: state.lastProposed + 1, request: request)
            propose(sign(body))
        }
    }

    private mutating func propose(_ proposal: PBFTSigned<PBFTPrePrepare>) {
        record(.proposal(proposal))
        broadcast(proposal)
        advance(proposal.body.place)
    }

    /// Tells a client the result of its last request.
    mutating func reply(_ last: PBFTLastReply) {
        let body = PBFTReply(
            view: state.view, client: last.client, timestamp: last.timestamp, result: last.result)
        emit(.reply(sign(body).encoded, client: last.client))
    }
}

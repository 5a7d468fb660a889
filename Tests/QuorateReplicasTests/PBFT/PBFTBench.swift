import QuorateReplicas

/// One replica of four, and the keys of all others to speak to it.
struct PBFTBench {
    var node: Node<PBFTReplica, MemoryLog>

    /// Replica number `replica`, with a checkpoint every four sequence numbers and a window of eight.
    init(_ replica: Int, _ unsafe: (inout PBFTConfiguration.Unsafe) -> Void = { _ in }) throws {
        let configuration = try PBFTConfiguration(
            replica: replica, replicaCount: 4, faultCount: 1, clientCount: 2,
            authentication: PBFTKeys.replica(replica), checkpointInterval: 4, watermarkWindow: 8
        ).unsafely(unsafe)
        node = try Node(configuration, log: MemoryLog())
    }

    var state: PBFTState { node.replica.state }

    /// What a replica says after an input.
    struct Heard {
        var sent: [PBFTMessage] = []
        var replies: [PBFTReply] = []
        var events: [PBFTEvent] = []

        var rejection: PBFTRejection? {
            for case .dropped(let reason) in events { return reason }
            return nil
        }
        var executed: [Int] {
            events.compactMap { if case .executed(let sequence, _) = $0 { sequence } else { nil } }
        }
        var prepares: [PBFTPrepare] {
            sent.compactMap { if case .prepare(let body) = $0 { body } else { nil } }
        }
        var commits: [PBFTCommit] { sent.compactMap { if case .commit(let body) = $0 { body } else { nil } } }
        var proposals: [PBFTPrePrepare] {
            sent.compactMap { if case .prePrepare(let body) = $0 { body } else { nil } }
        }
        var viewChanges: [PBFTViewChange] {
            sent.compactMap { if case .viewChange(let body) = $0 { body } else { nil } }
        }
        var newViews: [PBFTNewView] {
            sent.compactMap { if case .newView(let body) = $0 { body } else { nil } }
        }
    }

    @discardableResult
    mutating func give(_ input: PBFTInput) throws -> Heard {
        var heard = Heard()
        for output in try node.receive(input) {
            switch output {
            case .send(let bytes, _), .broadcast(let bytes):
                heard.sent.append(try PBFTEnvelope(decoding: bytes).message)
            case .reply(let bytes, _):
                if case .reply(let reply) = try PBFTEnvelope(decoding: bytes).message {
                    heard.replies.append(reply)
                }
            case .event(let event): heard.events.append(event)
            case .persist, .compact: break
            }
        }
        return heard
    }

    @discardableResult
    mutating func hear(_ message: PBFTMessage, from sender: Int) throws -> Heard {
        try give(.message(Self.envelope(message, from: sender).encoded))
    }

    @discardableResult
    mutating func hear<Body>(_ signed: PBFTSigned<Body>) throws -> Heard {
        try give(.message(PBFTEnvelope(signed).encoded))
    }

    /// The proposal and what the others say about it, so that the replica executes it.
    @discardableResult
    mutating func order(_ request: PBFTRequest, at sequence: Int, view: Int = 0) throws -> Heard {
        let primary = view % 4
        let me = node.configuration.replica
        let others = (0..<4).filter { $0 != me }
        try hear(Self.proposal(request, at: sequence, view: view), from: primary)
        for other in others where other != primary {
            try hear(Self.prepare(request, at: sequence, view: view), from: other)
        }
        var last = Heard()
        for other in others {
            let heard = try hear(Self.commit(request, at: sequence, view: view), from: other)
            last.events += heard.events
            last.replies += heard.replies
            last.sent += heard.sent
        }
        return last
    }

    static func envelope(_ message: PBFTMessage, from sender: Int) -> PBFTEnvelope {
        PBFTEnvelope(signing: message, from: sender, with: PBFTKeys.replica(sender))
    }

    static func signed<Body: PBFTBody>(_ body: Body, _ sender: Int) -> PBFTSigned<Body> {
        PBFTSigned(signing: body, from: sender, with: PBFTKeys.replica(sender))
    }

    /// A request of client 0 that the client has signed.
    static func request(_ timestamp: Int, _ operation: [UInt8] = [7], client: Int = 0) -> PBFTRequest {
        PBFTRequest(
            client: client, timestamp: timestamp, operation: operation, signingWith: PBFTKeys.client(client))
    }

    static func proposal(_ request: PBFTRequest?, at sequence: Int, view: Int = 0) -> PBFTMessage {
        .prePrepare(PBFTPrePrepare(view: view, sequence: sequence, request: request))
    }

    static func prepare(_ request: PBFTRequest, at sequence: Int, view: Int = 0) -> PBFTMessage {
        .prepare(PBFTPrepare(view: view, sequence: sequence, digest: request.digest))
    }

    static func commit(_ request: PBFTRequest, at sequence: Int, view: Int = 0) -> PBFTMessage {
        .commit(PBFTCommit(view: view, sequence: sequence, digest: request.digest))
    }

    /// A certificate under good signatures of the primary and of the first `count` backups.
    static func certificate(_ request: PBFTRequest, at sequence: Int, view: Int, count: Int = 2)
        -> PBFTCertificate
    {
        let body = PBFTPrePrepare(view: view, sequence: sequence, request: request)
        let vote = PBFTPrepare(view: view, sequence: sequence, digest: body.digest)
        let backups = (0..<4).filter { $0 != view % 4 }.prefix(count)
        return PBFTCertificate(prePrepare: signed(body, view % 4), prepares: backups.map { signed(vote, $0) })
    }

    static func viewChange(
        _ view: Int, from sender: Int, _ prepared: [PBFTCertificate] = []
    ) -> PBFTSigned<PBFTViewChange> {
        signed(PBFTViewChange(view: view, checkpoint: [], prepared: prepared), sender)
    }
}

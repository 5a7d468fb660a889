/// State of a replica after it has executed up to a checkpoint, with the proof that the checkpoint is stable.
///
/// This is what ordering needs: the digest of the history and the last reply to each client. The application's own
/// state at the same checkpoint travels beside it, by whatever means the application has. Section 4.3; the paper's
/// checkpoints hold the last replies too.
public struct PBFTSnapshot: CanonicalCodable {
    /// The sequence number of the checkpoint.
    public let sequence: Int
    /// The digest of the executed history up to the checkpoint.
    public let history: PBFTDigest
    /// The last reply to each client that had one, by ascending client.
    public let clients: [PBFTLastReply]
    /// 2f + 1 CHECKPOINTs by ascending sender, of different senders; empty while the checkpoint is not stable.
    public let proof: [PBFTSigned<PBFTCheckpoint>]

    /// A snapshot, proven or not.
    public init(
        sequence: Int, history: PBFTDigest, clients: [PBFTLastReply], proof: [PBFTSigned<PBFTCheckpoint>]
    ) {
        self.sequence = sequence
        self.history = history
        self.clients = clients
        self.proof = proof
    }

    /// The digest that CHECKPOINTs carry: of everything but the proof.
    public var digest: PBFTDigest {
        var writer = CanonicalWriter()
        writeContent(into: &writer)
        return PBFTDigest(of: writer.bytes)
    }

    func proven(by proof: [PBFTSigned<PBFTCheckpoint>]) -> PBFTSnapshot {
        PBFTSnapshot(sequence: sequence, history: history, clients: clients, proof: proof)
    }

    private func writeContent(into writer: inout CanonicalWriter) {
        writer.integer(sequence)
        history.encode(into: &writer)
        writer.list(clients) { $1.encode(into: &$0) }
    }

    /// Writes the snapshot.
    public func encode(into writer: inout CanonicalWriter) {
        writeContent(into: &writer)
        writer.list(proof) { $1.encode(into: &$0) }
    }

    /// Reads a snapshot.
    ///
    /// - Throws: ``DecodingFailure``, also when a client stands twice or out of order.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        sequence = try reader.integer(atMost: PBFTLimits.number)
        history = try PBFTDigest(from: &reader)
        clients = try reader.list(atMost: PBFTLimits.clients) { reader throws(DecodingFailure) in
            try PBFTLastReply(from: &reader)
        }
        proof = try reader.signed(PBFTCheckpoint.self, atMost: PBFTLimits.replicas)
        guard zip(clients, clients.dropFirst()).allSatisfy({ $0.client < $1.client }) else {
            throw .notCanonical
        }
    }
}

/// The last request of a client that was executed, and its result.
public struct PBFTLastReply: CanonicalCodable {
    /// The number of the client.
    public let client: Int
    /// The timestamp of the request.
    public let timestamp: Int
    /// Its result.
    public let result: PBFTDigest

    /// The last reply to a client.
    public init(client: Int, timestamp: Int, result: PBFTDigest) {
        self.client = client
        self.timestamp = timestamp
        self.result = result
    }

    /// Writes the reply.
    public func encode(into writer: inout CanonicalWriter) {
        writer.integer(client)
        writer.integer(timestamp)
        result.encode(into: &writer)
    }

    /// Reads a reply.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        client = try reader.integer(atMost: PBFTLimits.clients)
        timestamp = try reader.integer(atMost: PBFTLimits.number)
        result = try PBFTDigest(from: &reader)
    }
}

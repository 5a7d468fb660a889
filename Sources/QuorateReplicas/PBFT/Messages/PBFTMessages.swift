/// PRE-PREPARE: the primary gives a request a place in the order. Section 4.2.
///
/// The request is part of the message and of what is signed, so that a certificate brings the request along.
public struct PBFTPrePrepare: PBFTBody {
    /// Kind of the message: PRE-PREPARE.
    public static let kind = PBFTMessageKind.prePrepare
    /// The primary's view.
    public let view: Int
    /// The place in the order, from 1 on.
    public let sequence: Int
    /// The request, or nil for the null request that fills a gap after a view change.
    public let request: PBFTRequest?
    /// The same as one of all messages.
    public var message: PBFTMessage { .prePrepare(self) }

    /// A PRE-PREPARE.
    public init(view: Int, sequence: Int, request: PBFTRequest?) {
        self.view = view
        self.sequence = sequence
        self.request = request
    }

    /// The digest of the request; ``PBFTDigest/null`` for the null request.
    public var digest: PBFTDigest { request?.digest ?? .null }

    /// Writes the message.
    public func encode(into writer: inout CanonicalWriter) {
        writer.integer(view)
        writer.integer(sequence)
        writer.optional(request)
    }

    /// Reads a message.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        view = try reader.integer(atMost: PBFTLimits.number)
        sequence = try reader.integer(atMost: PBFTLimits.number)
        request = try reader.optional()
    }
}

/// CHECKPOINT: the digest of a replica's state after it has executed up to a sequence number. Section 4.3.
public struct PBFTCheckpoint: PBFTBody {
    /// Kind of the message: CHECKPOINT.
    public static let kind = PBFTMessageKind.checkpoint
    /// The last sequence number whose request the state reflects.
    public let sequence: Int
    /// The digest of the ``PBFTSnapshot``.
    public let digest: PBFTDigest
    /// The same as one of all messages.
    public var message: PBFTMessage { .checkpoint(self) }

    /// A CHECKPOINT.
    public init(sequence: Int, digest: PBFTDigest) {
        self.sequence = sequence
        self.digest = digest
    }

    /// Writes the message.
    public func encode(into writer: inout CanonicalWriter) {
        writer.integer(sequence)
        digest.encode(into: &writer)
    }

    /// Reads a message.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        sequence = try reader.integer(atMost: PBFTLimits.number)
        digest = try PBFTDigest(from: &reader)
    }
}

/// A client's request that a backup hands on to the primary. Section 4.4.
public struct PBFTForwardedRequest: PBFTBody {
    /// Kind of the message: a request that a backup hands on.
    public static let kind = PBFTMessageKind.forwardedRequest
    /// The request with the client's signature.
    public let request: PBFTRequest
    /// The same as one of all messages.
    public var message: PBFTMessage { .request(self) }

    /// The request, to be handed on.
    public init(_ request: PBFTRequest) { self.request = request }

    /// Writes the message.
    public func encode(into writer: inout CanonicalWriter) { request.encode(into: &writer) }

    /// Reads a message.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        request = try PBFTRequest(from: &reader)
    }
}

/// REPLY: a replica tells a client the result of its request. Section 4.1.
public struct PBFTReply: PBFTBody {
    /// Kind of the message: REPLY.
    public static let kind = PBFTMessageKind.reply
    /// The replica's view, from which the client learns who is primary.
    public let view: Int
    /// The request that is answered.
    public let client: Int
    /// The timestamp of that request.
    public let timestamp: Int
    /// The digest of the history that ends with the request: what the operation's place in the order gives.
    public let result: PBFTDigest
    /// The same as one of all messages.
    public var message: PBFTMessage { .reply(self) }

    /// A REPLY.
    public init(view: Int, client: Int, timestamp: Int, result: PBFTDigest) {
        self.view = view
        self.client = client
        self.timestamp = timestamp
        self.result = result
    }

    /// Writes the message.
    public func encode(into writer: inout CanonicalWriter) {
        writer.integer(view)
        writer.integer(client)
        writer.integer(timestamp)
        result.encode(into: &writer)
    }

    /// Reads a message.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        view = try reader.integer(atMost: PBFTLimits.number)
        client = try reader.integer(atMost: PBFTLimits.clients)
        timestamp = try reader.integer(atMost: PBFTLimits.number)
        result = try PBFTDigest(from: &reader)
    }
}

extension CanonicalWriter {
    /// Writes 0 for nil, or 1 and the value.
    mutating func optional(_ value: (some CanonicalCodable)?) {
        byte(value == nil ? 0 : 1)
        value?.encode(into: &self)
    }
}

extension CanonicalReader {
    /// Reads what `optional` of the writer has written.
    mutating func optional<Value: CanonicalCodable>() throws(DecodingFailure) -> Value? {
        switch try byte() {
        case 0: return nil
        case 1: return try Value(from: &self)
        case let other: throw .unknownKind(other)
        }
    }
}

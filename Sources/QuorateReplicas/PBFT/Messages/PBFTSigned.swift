/// The first byte of everything that is signed, so that no text is a text of two kinds.
public enum PBFTMessageKind: UInt8, Hashable, Sendable {
    /// REQUEST, signed by a client.
    case clientRequest = 0
    /// A request that a backup hands on.
    case forwardedRequest = 1
    /// PRE-PREPARE.
    case prePrepare = 2
    /// PREPARE.
    case prepare = 3
    /// COMMIT.
    case commit = 4
    /// CHECKPOINT.
    case checkpoint = 5
    /// VIEW-CHANGE.
    case viewChange = 6
    /// NEW-VIEW.
    case newView = 7
    /// REPLY.
    case reply = 8
}

/// Content of a message that a replica signs.
public protocol PBFTBody: CanonicalCodable {
    /// The kind of the message.
    static var kind: PBFTMessageKind { get }
    /// The message as one of all.
    var message: PBFTMessage { get }
}

/// A message of one known kind, with its sender and the sender's signature: what other messages embed as proof.
///
/// Its bytes are those of the ``PBFTEnvelope`` with the same message. Kinds nest in one fixed way, so that bytes
/// cannot make a reader recurse without end.
public struct PBFTSigned<Body: PBFTBody>: CanonicalCodable {
    /// The number of the replica that says it.
    public let sender: Int
    /// Content of the message.
    public let body: Body
    /// The sender's signature of kind, sender and body.
    public let signature: [UInt8]

    /// A message with a signature that somebody has made or invented.
    public init(sender: Int, body: Body, signature: [UInt8]) {
        self.sender = sender
        self.body = body
        self.signature = signature
    }

    /// A message that `authentication` signs.
    public init(signing body: Body, from sender: Int, with authentication: Authentication) {
        self.init(
            sender: sender, body: body, signature: authentication.sign(Self.signedText(body, sender)))
    }

    /// Hashes the signature in one go, which is many times faster than byte by byte.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(sender)
        hasher.combine(body)
        signature.withUnsafeBytes { hasher.combine(bytes: $0) }
    }

    /// Returns true if the signature is the sender's, as `authentication` checks it.
    public func isAuthentic(under authentication: Authentication) -> Bool {
        authentication.verify(signature, Self.signedText(body, sender), .replica(sender))
    }

    private static func signedText(_ body: Body, _ sender: Int) -> [UInt8] {
        var writer = CanonicalWriter()
        writeSignedText(body, sender, into: &writer)
        return writer.bytes
    }

    private static func writeSignedText(_ body: Body, _ sender: Int, into writer: inout CanonicalWriter) {
        writer.byte(Body.kind.rawValue)
        writer.integer(sender)
        body.encode(into: &writer)
    }

    /// Writes kind, sender, body and signature.
    public func encode(into writer: inout CanonicalWriter) {
        Self.writeSignedText(body, sender, into: &writer)
        writer.data(signature)
    }

    /// Reads a message of this kind.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        let kind = try reader.byte()
        guard kind == Body.kind.rawValue else { throw .unknownKind(kind) }
        sender = try reader.integer(atMost: PBFTLimits.replicas)
        body = try Body(from: &reader)
        signature = try reader.data(atMost: PBFTLimits.signature)
    }
}

extension CanonicalReader {
    /// Reads signed messages of one kind behind their count.
    mutating func signed<Body>(
        _ body: Body.Type, atMost limit: Int
    ) throws(DecodingFailure) -> [PBFTSigned<Body>] {
        try list(atMost: limit) { reader throws(DecodingFailure) in try PBFTSigned<Body>(from: &reader) }
    }
}

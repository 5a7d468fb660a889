/// Any message between replicas, or from a replica to a client.
public enum PBFTMessage: Hashable, Sendable {
    /// A request that a backup hands on.
    case request(PBFTForwardedRequest)
    /// PRE-PREPARE.
    case prePrepare(PBFTPrePrepare)
    /// PREPARE.
    case prepare(PBFTPrepare)
    /// COMMIT.
    case commit(PBFTCommit)
    /// CHECKPOINT.
    case checkpoint(PBFTCheckpoint)
    /// VIEW-CHANGE.
    case viewChange(PBFTViewChange)
    /// NEW-VIEW.
    case newView(PBFTNewView)
    /// REPLY.
    case reply(PBFTReply)

    /// Content of the message, without its kind.
    public var body: any PBFTBody {
        switch self {
        case .request(let body): body
        case .prePrepare(let body): body
        case .prepare(let body): body
        case .commit(let body): body
        case .checkpoint(let body): body
        case .viewChange(let body): body
        case .newView(let body): body
        case .reply(let body): body
        }
    }

    /// The kind of the message.
    public var kind: PBFTMessageKind { type(of: body).kind }

    fileprivate init(
        _ kind: PBFTMessageKind, from reader: inout CanonicalReader
    ) throws(DecodingFailure) {
        switch kind {
        case .clientRequest: throw .unknownKind(kind.rawValue)
        case .forwardedRequest: self = .request(try .init(from: &reader))
        case .prePrepare: self = .prePrepare(try .init(from: &reader))
        case .prepare: self = .prepare(try .init(from: &reader))
        case .commit: self = .commit(try .init(from: &reader))
        case .checkpoint: self = .checkpoint(try .init(from: &reader))
        case .viewChange: self = .viewChange(try .init(from: &reader))
        case .newView: self = .newView(try .init(from: &reader))
        case .reply: self = .reply(try .init(from: &reader))
        }
    }
}

/// A message on the wire: who says it, what, and the sender's signature.
public struct PBFTEnvelope: CanonicalCodable {
    /// The number of the replica that says it.
    public let sender: Int
    /// Message that the envelope carries.
    public let message: PBFTMessage
    /// The sender's signature of kind, sender and message.
    public let signature: [UInt8]

    /// A message with a signature that somebody has made or invented.
    public init(sender: Int, message: PBFTMessage, signature: [UInt8]) {
        self.sender = sender
        self.message = message
        self.signature = signature
    }

    /// A message that `authentication` signs.
    public init(signing message: PBFTMessage, from sender: Int, with authentication: Authentication) {
        let text = Self(sender: sender, message: message, signature: []).signedText
        self.init(sender: sender, message: message, signature: authentication.sign(text))
    }

    /// The envelope of a message whose kind is known.
    public init<Body>(_ signed: PBFTSigned<Body>) {
        self.init(sender: signed.sender, message: signed.body.message, signature: signed.signature)
    }

    /// The bytes that the sender signs.
    var signedText: [UInt8] {
        var writer = CanonicalWriter()
        writeSignedText(into: &writer)
        return writer.bytes
    }

    private func writeSignedText(into writer: inout CanonicalWriter) {
        writer.byte(message.kind.rawValue)
        writer.integer(sender)
        message.body.encode(into: &writer)
    }

    /// The message under its sender and signature, as the kind of `body`.
    func signed<Body: PBFTBody>(_ body: Body) -> PBFTSigned<Body> {
        PBFTSigned(sender: sender, body: body, signature: signature)
    }

    /// Writes kind, sender, message and signature.
    public func encode(into writer: inout CanonicalWriter) {
        writeSignedText(into: &writer)
        writer.data(signature)
    }

    /// Reads a message of any kind.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        let byte = try reader.byte()
        guard let kind = PBFTMessageKind(rawValue: byte) else { throw .unknownKind(byte) }
        sender = try reader.integer(atMost: PBFTLimits.replicas)
        message = try PBFTMessage(kind, from: &reader)
        signature = try reader.data(atMost: PBFTLimits.signature)
    }
}

/// REQUEST: an operation that a client wants executed, with the client's signature.
///
/// Castro and Liskov (1999), section 4.1. The timestamps of a client grow; a replica executes a request only if its
/// timestamp is higher than that of every request of the client that it has executed.
public struct PBFTRequest: CanonicalCodable {
    /// The number of the client.
    public let client: Int
    /// The client's timestamp, at least 1.
    public let timestamp: Int
    /// Operation to execute, as bytes.
    public let operation: [UInt8]
    /// The client's signature of the rest.
    public let signature: [UInt8]

    /// A request with a signature that somebody has made or invented.
    public init(client: Int, timestamp: Int, operation: [UInt8], signature: [UInt8]) {
        self.client = client
        self.timestamp = timestamp
        self.operation = operation
        self.signature = signature
    }

    /// A request that `authentication`, of the client, signs.
    public init(
        client: Int, timestamp: Int, operation: [UInt8], signingWith authentication: Authentication
    ) {
        let text = Self.signedText(client, timestamp, operation)
        self.init(
            client: client, timestamp: timestamp, operation: operation,
            signature: authentication.sign(text))
    }

    /// Hashes operation and signature in one go each.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        operation.withUnsafeBytes { hasher.combine(bytes: $0) }
        signature.withUnsafeBytes { hasher.combine(bytes: $0) }
    }

    /// Digest of everything but the signature: what replicas agree on.
    public var digest: PBFTDigest { PBFTDigest(of: signedText) }

    /// Client and timestamp, which tell this request from others of the client and of other clients.
    public var id: PBFTRequestID { PBFTRequestID(client: client, timestamp: timestamp) }

    /// The bytes that the client signs.
    var signedText: [UInt8] { Self.signedText(client, timestamp, operation) }

    private static func signedText(_ client: Int, _ timestamp: Int, _ operation: [UInt8]) -> [UInt8] {
        var writer = CanonicalWriter()
        writer.byte(PBFTMessageKind.clientRequest.rawValue)
        writer.integer(client)
        writer.integer(timestamp)
        writer.data(operation)
        return writer.bytes
    }

    /// Writes the request.
    public func encode(into writer: inout CanonicalWriter) {
        writer.integer(client)
        writer.integer(timestamp)
        writer.data(operation)
        writer.data(signature)
    }

    /// Reads a request.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        client = try reader.integer(atMost: PBFTLimits.clients)
        timestamp = try reader.integer(atMost: PBFTLimits.number)
        operation = try reader.data(atMost: PBFTLimits.operation)
        signature = try reader.data(atMost: PBFTLimits.signature)
    }
}

/// The client and the timestamp of a request.
public struct PBFTRequestID: Hashable, Comparable, Sendable {
    /// The number of the client.
    public let client: Int
    /// The client's timestamp.
    public let timestamp: Int

    /// The request of `client` with `timestamp`.
    public init(client: Int, timestamp: Int) {
        self.client = client
        self.timestamp = timestamp
    }

    /// By client, then by timestamp.
    public static func < (left: PBFTRequestID, right: PBFTRequestID) -> Bool {
        (left.client, left.timestamp) < (right.client, right.timestamp)
    }
}

/// Vote of a replica for the proposal with one digest, at one place in the order.
public protocol PBFTVote: PBFTBody {
    /// The view in which it is said.
    var view: Int { get }
    /// The place in the order, from 1 on.
    var sequence: Int { get }
    /// The digest of the request, or ``PBFTDigest/null``.
    var digest: PBFTDigest { get }
    /// A vote.
    init(view: Int, sequence: Int, digest: PBFTDigest)
}

extension PBFTVote {
    /// Writes view, sequence number and digest.
    public func encode(into writer: inout CanonicalWriter) {
        writer.integer(view)
        writer.integer(sequence)
        digest.encode(into: &writer)
    }

    /// Reads a vote.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        self.init(
            view: try reader.integer(atMost: PBFTLimits.number),
            sequence: try reader.integer(atMost: PBFTLimits.number),
            digest: try PBFTDigest(from: &reader))
    }
}

/// PREPARE: a backup has accepted the PRE-PREPARE for this digest. Section 4.2.
public struct PBFTPrepare: PBFTVote {
    /// Kind of the message: PREPARE.
    public static let kind = PBFTMessageKind.prepare
    /// The view in which it is said.
    public let view: Int
    /// The place in the order.
    public let sequence: Int
    /// The digest of the request, or ``PBFTDigest/null``.
    public let digest: PBFTDigest
    /// The same as one of all messages.
    public var message: PBFTMessage { .prepare(self) }

    /// A PREPARE.
    public init(view: Int, sequence: Int, digest: PBFTDigest) {
        self.view = view
        self.sequence = sequence
        self.digest = digest
    }
}

/// COMMIT: a replica is prepared for this digest. Section 4.2.
public struct PBFTCommit: PBFTVote {
    /// Kind of the message: COMMIT.
    public static let kind = PBFTMessageKind.commit
    /// The view in which it is said.
    public let view: Int
    /// The place in the order.
    public let sequence: Int
    /// The digest of the request, or ``PBFTDigest/null``.
    public let digest: PBFTDigest
    /// The same as one of all messages.
    public var message: PBFTMessage { .commit(self) }

    /// A COMMIT.
    public init(view: Int, sequence: Int, digest: PBFTDigest) {
        self.view = view
        self.sequence = sequence
        self.digest = digest
    }
}

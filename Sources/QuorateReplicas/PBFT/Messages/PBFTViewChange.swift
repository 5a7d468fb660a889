/// A prepared certificate: a PRE-PREPARE and matching PREPAREs of different backups. Section 4.4.
public struct PBFTCertificate: CanonicalCodable {
    /// The proposal, under the signature of the primary of its view.
    public let prePrepare: PBFTSigned<PBFTPrePrepare>
    /// The PREPAREs, 2f of them, by ascending sender.
    public let prepares: [PBFTSigned<PBFTPrepare>]

    /// A certificate, valid or not.
    public init(prePrepare: PBFTSigned<PBFTPrePrepare>, prepares: [PBFTSigned<PBFTPrepare>]) {
        self.prePrepare = prePrepare
        self.prepares = prepares
    }

    /// The view in which the request was prepared.
    public var view: Int { prePrepare.body.view }
    /// The place in the order.
    public var sequence: Int { prePrepare.body.sequence }

    /// Writes the certificate.
    public func encode(into writer: inout CanonicalWriter) {
        prePrepare.encode(into: &writer)
        writer.list(prepares) { $1.encode(into: &$0) }
    }

    /// Reads a certificate.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        prePrepare = try PBFTSigned(from: &reader)
        prepares = try reader.signed(PBFTPrepare.self, atMost: PBFTLimits.replicas)
    }
}

/// VIEW-CHANGE: a replica wants a new view and says what it had prepared before. Section 4.4.
public struct PBFTViewChange: PBFTBody {
    /// Kind of the message: VIEW-CHANGE.
    public static let kind = PBFTMessageKind.viewChange
    /// The view that is wanted, from 1 on.
    public let view: Int
    /// The sender's stable checkpoint: 2f + 1 equal CHECKPOINTs by ascending sender (C in the paper), or none while
    /// the stable checkpoint is the beginning.
    public let checkpoint: [PBFTSigned<PBFTCheckpoint>]
    /// Certificates of what the sender has prepared behind its stable checkpoint: for each sequence number
    /// that of the highest view (P in the paper), by ascending sequence number.
    public let prepared: [PBFTCertificate]
    /// The same as one of all messages.
    public var message: PBFTMessage { .viewChange(self) }

    /// A VIEW-CHANGE.
    public init(view: Int, checkpoint: [PBFTSigned<PBFTCheckpoint>], prepared: [PBFTCertificate]) {
        self.view = view
        self.checkpoint = checkpoint
        self.prepared = prepared
    }

    /// The sequence number of the sender's stable checkpoint; 0 for the beginning.
    public var stableSequence: Int { checkpoint.first?.body.sequence ?? 0 }

    /// Writes the message.
    public func encode(into writer: inout CanonicalWriter) {
        writer.integer(view)
        writer.list(checkpoint) { $1.encode(into: &$0) }
        writer.list(prepared) { $1.encode(into: &$0) }
    }

    /// Reads a message.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        view = try reader.integer(atMost: PBFTLimits.number)
        checkpoint = try reader.signed(PBFTCheckpoint.self, atMost: PBFTLimits.replicas)
        prepared = try reader.list(atMost: PBFTLimits.window) { reader throws(DecodingFailure) in
            try PBFTCertificate(from: &reader)
        }
    }
}

/// NEW-VIEW: the primary of a view begins it, with the VIEW-CHANGEs that allow it. Section 4.4.
public struct PBFTNewView: PBFTBody {
    /// Kind of the message: NEW-VIEW.
    public static let kind = PBFTMessageKind.newView
    /// The view that begins.
    public let view: Int
    /// 2f + 1 VIEW-CHANGEs for the view by ascending sender (V in the paper).
    public let viewChanges: [PBFTSigned<PBFTViewChange>]
    /// Proposals that the VIEW-CHANGEs oblige the primary to make again (O in the paper), by ascending
    /// sequence number.
    public let prePrepares: [PBFTSigned<PBFTPrePrepare>]
    /// The same as one of all messages.
    public var message: PBFTMessage { .newView(self) }

    /// A NEW-VIEW.
    public init(
        view: Int, viewChanges: [PBFTSigned<PBFTViewChange>], prePrepares: [PBFTSigned<PBFTPrePrepare>]
    ) {
        self.view = view
        self.viewChanges = viewChanges
        self.prePrepares = prePrepares
    }

    /// Writes the message.
    public func encode(into writer: inout CanonicalWriter) {
        writer.integer(view)
        writer.list(viewChanges) { $1.encode(into: &$0) }
        writer.list(prePrepares) { $1.encode(into: &$0) }
    }

    /// Reads a message.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        view = try reader.integer(atMost: PBFTLimits.number)
        viewChanges = try reader.signed(PBFTViewChange.self, atMost: PBFTLimits.replicas)
        prePrepares = try reader.signed(PBFTPrePrepare.self, atMost: PBFTLimits.window)
    }
}

/// Everything that changes in a ``PBFTReplica``.
///
/// Sets of messages are kept by sender and not by arrival. What came first matters only where somebody breaks the
/// rules or where the protocol acts on the first quorum.
public struct PBFTState: Hashable, Sendable {
    /// The view that the replica is in, or the one it wants.
    public internal(set) var view = 0
    /// Wait for NEW-VIEW: the replica has sent VIEW-CHANGE for ``view``.
    public internal(set) var isChangingView = false
    /// The sequence number of the stable checkpoint (h in the paper).
    public internal(set) var lowWatermark = 0
    /// The highest sequence number that is accepted (H in the paper).
    public internal(set) var highWatermark: Int

    /// Proposals and votes, by view and sequence number, in the current view and above the low watermark.
    public internal(set) var rounds: [PBFTPlace: PBFTRound] = [:]
    /// For each sequence number above the low watermark the certificate of the highest view.
    public internal(set) var certificates: [Int: PBFTCertificate] = [:]
    /// Proposals that are committed and not executed yet, by sequence number.
    public internal(set) var committed: [Int: PBFTSigned<PBFTPrePrepare>] = [:]
    /// Requests that wait to be executed.
    public internal(set) var pending: [PBFTRequestID: PBFTRequest] = [:]

    /// Those of them that only a proposal has told, and that are not to be proposed again.
    var overheard: Set<PBFTRequestID> = []

    /// The last sequence number that was executed.
    public internal(set) var lastExecuted = 0
    /// Executions since ``stableSnapshot``, by ascending sequence number.
    public internal(set) var executions: [PBFTExecution] = []
    /// The digest of all that was ever executed: each time SHA-256 of the digest so far, sequence number and request.
    public internal(set) var historyDigest = PBFTDigest.null
    /// The last reply to each client.
    public internal(set) var lastReplies: [Int: PBFTLastReply] = [:]
    /// The replica's state at its last stable checkpoint, with proof; nil before the first.
    public internal(set) var stableSnapshot: PBFTSnapshot?
    /// The checkpoint whose state the replica has to be given before it can execute on.
    public internal(set) var neededState: Int?

    /// The highest sequence number that this replica has proposed as primary of its view.
    var lastProposed = 0
    /// The requests that have a place in the current view and are not executed.
    var ordered: Set<PBFTRequestID> = []
    /// VIEW-CHANGEs for this view or higher ones, this replica's own among them.
    public internal(set) var viewChanges: [PBFTOrigin: PBFTSigned<PBFTViewChange>] = [:]
    /// The NEW-VIEW of the current view.
    var newView: PBFTSigned<PBFTNewView>?
    /// Messages for views that have not begun here, by sender; their signatures are good.
    var early: [Int: Set<PBFTEnvelope>] = [:]
    /// CHECKPOINTs above the low watermark, by sender.
    var checkpoints: [Int: [PBFTSigned<PBFTCheckpoint>]] = [:]
    /// The proof that the checkpoint at the low watermark is stable.
    var stableProof: [PBFTSigned<PBFTCheckpoint>] = []
    /// The replica's own state at checkpoints that are not stable yet, by sequence number.
    public internal(set) var candidates: [Int: PBFTSnapshot] = [:]
    /// Outputs that wait to be taken, the oldest first.
    var outputs: ArraySlice<Output<PBFTEvent>> = []

    init(window: Int) { highWatermark = window }

    /// The requests executed since ``stableSnapshot``, in their order; null requests and requests that were ordered
    /// a second time are left out.
    public var history: [(sequence: Int, digest: PBFTDigest)] {
        executions.compactMap { execution in
            guard execution.isEffective, let request = execution.request else { return nil }
            return (execution.sequence, request.digest)
        }
    }

    /// The digest of what the replica has proposed or accepted at `sequence` in its view, or in `view`.
    public func accepted(at sequence: Int, in view: Int? = nil) -> PBFTDigest? {
        rounds[PBFTPlace(view: view ?? self.view, sequence: sequence)]?.digest
    }

    /// The highest view in which the replica was prepared at `sequence`, above the low watermark, and for what.
    public func prepared(at sequence: Int) -> (view: Int, digest: PBFTDigest)? {
        certificates[sequence].map { ($0.view, $0.prePrepare.body.digest) }
    }

    /// Digest of what is committed at `sequence`, executed or not; nil also if a stable checkpoint covers it.
    public func committed(at sequence: Int) -> PBFTDigest? {
        if let proposal = committed[sequence] { return proposal.body.digest }
        let execution = executions.first { $0.sequence == sequence }
        return execution.map { $0.request?.digest ?? .null }
    }
}

/// One sequence number that was executed.
public struct PBFTExecution: Hashable, Sendable {
    /// The sequence number.
    public let sequence: Int
    /// The request, or nil for the null request.
    public let request: PBFTRequest?
    /// Presence of an effect: the request was executed here, and not before, and is not the null request.
    public let isEffective: Bool
}

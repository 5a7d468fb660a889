/// One place in the order in one view: what was proposed, and who has said what about it.
public struct PBFTRound: Hashable, Sendable {
    /// The proposal that this replica has made or accepted.
    public internal(set) var proposal: PBFTSigned<PBFTPrePrepare>?
    /// The digest of that proposal.
    public internal(set) var digest: PBFTDigest?
    /// The PREPAREs of backups, this one among them: of all digests until there is a proposal, and only this
    /// replica's own once it is prepared. What comes after a quorum then leaves no trace.
    public internal(set) var prepares: [PBFTSigned<PBFTPrepare>] = []
    /// The COMMITs, this replica's own among them: of all digests until there is a proposal, and only this replica's
    /// own once it is committed.
    public internal(set) var commits: [PBFTSigned<PBFTCommit>] = []
    /// Completion of the prepare phase here: the replica was prepared and has sent COMMIT.
    public internal(set) var isPrepared = false
    /// Certainty of the replica that no other request can be executed at this place.
    public internal(set) var isCommitted = false

    /// Takes the proposal; votes for other digests have lost their meaning.
    mutating func accept(_ proposal: PBFTSigned<PBFTPrePrepare>) {
        let digest = proposal.body.digest
        self.proposal = proposal
        self.digest = digest
        prepares.removeAll { $0.body.digest != digest }
        commits.removeAll { $0.body.digest != digest }
    }

    /// The same round once it is committed: of the COMMITs only that of `replica` is needed, to be sent again.
    func committed(keeping replica: Int) -> PBFTRound {
        var round = self
        round.isCommitted = true
        round.commits.removeAll { $0.sender != replica }
        return round
    }

    /// The same round once it is prepared: of the PREPAREs only that of `replica` is needed, to be sent again.
    func prepared(keeping replica: Int) -> PBFTRound {
        var round = self
        round.isPrepared = true
        round.prepares.removeAll { $0.sender != replica }
        return round
    }

    /// Keeps a PREPARE.
    ///
    /// - Throws: a rejection when it cannot count.
    mutating func insert(
        _ prepare: PBFTSigned<PBFTPrepare>, countingRepetitions: Bool = false
    ) throws(PBFTRejection) {
        let place = try self.place(of: prepare, in: prepares, countingRepetitions)
        prepares.insert(prepare, at: place)
    }

    /// Keeps a COMMIT.
    ///
    /// - Throws: a rejection when it cannot count.
    mutating func insert(
        _ commit: PBFTSigned<PBFTCommit>, countingRepetitions: Bool = false
    ) throws(PBFTRejection) {
        let place = try self.place(of: commit, in: commits, countingRepetitions)
        commits.insert(commit, at: place)
    }

    /// Index at which a vote belongs among `votes`, which are sorted by sender and digest.
    private func place<Vote: PBFTVote>(
        of vote: PBFTSigned<Vote>, in votes: [PBFTSigned<Vote>], _ countingRepetitions: Bool
    ) throws(PBFTRejection) -> Int {
        if let digest, digest != vote.body.digest { throw .conflictingVote }
        let ofSender = votes.filter { $0.sender == vote.sender }
        if ofSender.contains(where: { $0.body.digest == vote.body.digest }), !countingRepetitions {
            throw .duplicate
        }
        guard ofSender.count < PBFTLimits.digestsPerVoter else { throw .tooManyVotes }
        let next = votes.firstIndex { ($0.sender, $0.body.digest) > (vote.sender, vote.body.digest) }
        return next ?? votes.endIndex
    }
}

/// A view and a sequence number.
public struct PBFTPlace: Hashable, Comparable, Sendable {
    /// The view.
    public let view: Int
    /// The sequence number.
    public let sequence: Int

    /// The place `sequence` in `view`.
    public init(view: Int, sequence: Int) {
        self.view = view
        self.sequence = sequence
    }

    /// By view, then by sequence number.
    public static func < (left: PBFTPlace, right: PBFTPlace) -> Bool {
        (left.view, left.sequence) < (right.view, right.sequence)
    }
}

/// A view and a replica that wants it.
public struct PBFTOrigin: Hashable, Comparable, Sendable {
    /// The view.
    public let view: Int
    /// The number of the replica.
    public let sender: Int

    /// The replica `sender` in `view`.
    public init(view: Int, sender: Int) {
        self.view = view
        self.sender = sender
    }

    /// By view, then by replica.
    public static func < (left: PBFTOrigin, right: PBFTOrigin) -> Bool {
        (left.view, left.sender) < (right.view, right.sender)
    }
}

extension PBFTPrePrepare {
    /// View and sequence number.
    var place: PBFTPlace { PBFTPlace(view: view, sequence: sequence) }
}

extension PBFTVote {
    /// View and sequence number.
    var place: PBFTPlace { PBFTPlace(view: view, sequence: sequence) }
}

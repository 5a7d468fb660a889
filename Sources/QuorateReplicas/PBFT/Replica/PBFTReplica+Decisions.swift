/// Decisions of a replica by the rules of the paper, each rule once: only here is anything asked of
/// ``PBFTConfiguration/Unsafe``.
extension PBFTReplica {
    private var unsafe: PBFTConfiguration.Unsafe { configuration.unsafe }
}

// Quorums: the introduction of section 4.
extension PBFTConfiguration {
    /// The replicas that take part: all, except where too few are allowed on purpose.
    public var memberCount: Int { unsafe.allowsTooFewReplicas ? max(1, 3 * faultCount) : replicaCount }

    /// The number of replicas that make a quorum: 2f + 1 of 3f + 1.
    public func quorum(_ rule: QuorumRule = .paper) -> Int {
        switch rule {
        // Two of these share f + 1 replicas, and the n - f correct ones are enough for one.
        case .paper:
            unsafe.allowsTooFewReplicas ? memberCount - faultCount : (memberCount + faultCount) / 2 + 1
        case .twoF: max(1, 2 * faultCount)
        case .fPlusOne: faultCount + 1
        case .all: memberCount
        }
    }

    /// The number of senders, the primary among them, that make a certificate.
    var prepareQuorum: Int { quorum(unsafe.prepareQuorum) }
    /// The number of COMMITs that order a request.
    var commitQuorum: Int { quorum(unsafe.commitQuorum) }
    /// The number of VIEW-CHANGEs that begin a view.
    var viewChangeQuorum: Int { quorum(unsafe.viewChangeQuorum) }
}

// Signatures: section 4, and section 4.1 for those of clients.
extension PBFTReplica {
    /// Returns true if `signature` shows that `signer` has said `text`.
    func isAuthentic(_ signature: [UInt8], of text: [UInt8], by signer: Authentication.Signer) -> Bool {
        let isChecked =
            switch signer {
            case .replica: unsafe.checksSignatures
            case .client: unsafe.checksClientSignatures
            }
        return !isChecked || configuration.authentication.verify(signature, text, signer)
    }

    /// Returns true if the sender of a message inside another has said it.
    func isAuthentic<Body>(_ signed: PBFTSigned<Body>) -> Bool {
        !unsafe.checksSignatures || signed.isAuthentic(under: configuration.authentication)
    }
}

// The normal case: section 4.2.
extension PBFTReplica {
    /// Returns true if proposals of `view` are taken: only of the replica's view, or of a later one.
    func takesProposals(of view: Int) -> Bool { view >= state.view || unsafe.acceptsOldViews }

    /// Returns true if votes of `view` are taken and kept: only of the replica's view, or of a later one.
    func takesVotes(of view: Int) -> Bool { takesProposals(of: view) || unsafe.commitsInOldViews }

    /// Returns true if a sequence number is between the watermarks.
    func isBetweenWatermarks(_ sequence: Int) -> Bool {
        if sequence > state.lowWatermark, sequence <= state.highWatermark { return true }
        return unsafe.ignoresWatermarks && sequence > 0
    }

    /// Availability of a sequence number that the primary may propose.
    var mayPropose: Bool { state.lastProposed < state.highWatermark || unsafe.ignoresWatermarks }

    /// Counting of repetitions: the same vote of the same replica counts as often as it comes.
    var countsRepetitions: Bool { unsafe.countsMessagesNotSenders }

    /// Returns true if a request that is prepared has the COMMITs of a quorum.
    func mayExecute(_ round: PBFTRound) -> Bool {
        round.commits.count >= configuration.commitQuorum || unsafe.skipsCommitPhase
    }

    /// Returns true if a request takes effect when its turn comes: not when it has had its effect before.
    func isDue(_ request: PBFTRequest) -> Bool { !isExecuted(request) || unsafe.executesTwice }
}

// View changes: section 4.4.
extension PBFTReplica {
    /// Returns true if a timeout makes the replica leave its view.
    var leavesOnTimeout: Bool { !unsafe.ignoresTimeouts }

    /// Returns true if a VIEW-CHANGE tells of a certificate that was made in `view`.
    func tells(ofCertificateIn view: Int) -> Bool { view >= state.view || !unsafe.commitsInOldViews }

    /// The certificates of a VIEW-CHANGE that are to be checked: all.
    func doubtedCertificates(of viewChange: PBFTViewChange) -> [PBFTCertificate] {
        unsafe.checksCertificates ? viewChange.prepared : []
    }

    /// Returns true if the PREPAREs of a certificate are of different replicas.
    func areDifferent(_ senders: [Int]) -> Bool {
        senders.isStrictlyAscending || unsafe.countsMessagesNotSenders
    }

    /// The highest sequence number of a certificate in a VIEW-CHANGE whose stable checkpoint is at `low`.
    func highWatermark(above low: Int) -> Int {
        unsafe.ignoresWatermarks ? .max : low + configuration.watermarkWindow
    }

    /// The certificates that oblige the primary of a new view: all that are reported.
    func bindingCertificates(of viewChanges: [PBFTViewChange]) -> [PBFTCertificate] {
        unsafe.ignoresCertificates ? [] : viewChanges.flatMap(\.prepared)
    }

    /// Precedence of a certificate over another for the same sequence number: that of the higher view has it.
    func isPreferred(_ certificate: PBFTCertificate, to other: PBFTCertificate) -> Bool {
        guard certificate.view == other.view else {
            return (certificate.view > other.view) != unsafe.takesAnyCertificate
        }
        // One view has one certificate, where quorums are large enough.
        return certificate.prePrepare.body.digest < other.prePrepare.body.digest
    }

    /// Returns true if a new view proposes what its VIEW-CHANGEs oblige its primary to, and nothing else.
    func areJustified(
        _ proposals: [PBFTPrePrepare], by viewChanges: [PBFTViewChange], in view: Int
    ) -> Bool {
        let sequences = proposals.map(\.sequence)
        if unsafe.ignoresCertificates { return sequences.isStrictlyAscending && (sequences.first ?? 1) > 0 }
        let obligations = obligations(of: viewChanges, in: view)
        guard sequences == obligations.map(\.sequence) else { return false }
        return zip(proposals, obligations).allSatisfy { proposal, obligation in
            proposal.digest == obligation.digest
                || unsafe.takesAnyCertificate && isReported(proposal, in: viewChanges)
        }
    }

    private func isReported(_ proposal: PBFTPrePrepare, in viewChanges: [PBFTViewChange]) -> Bool {
        viewChanges.flatMap(\.prepared).map(\.prePrepare.body)
            .contains { $0.sequence == proposal.sequence && $0.digest == proposal.digest }
    }
}

// What a crash leaves.
extension PBFTReplica {
    /// Returns true if a record is written: every one is.
    func isDurable(_ record: PBFTRecord) -> Bool { unsafe.persistsVotes || !record.isVote }

    /// Returns true if the replica can have recorded a proposal of `view` just now.
    func mayRecord(proposalOf view: Int) -> Bool {
        view == state.view && !state.isChangingView || unsafe.acceptsOldViews
    }
}

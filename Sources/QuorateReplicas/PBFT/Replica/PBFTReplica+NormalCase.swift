// Section 4.2, normal-case operation.
extension PBFTReplica {
    /// PRE-PREPARE: accepts the first proposal at its place, and sends PREPARE.
    mutating func receive(_ proposal: PBFTSigned<PBFTPrePrepare>) throws(PBFTRejection) {
        let body = proposal.body
        let place = body.place
        if let digest = state.rounds[place]?.digest {
            throw digest == body.digest ? .duplicate : .conflictingProposal
        }
        guard let request = body.request else { throw .nullRequest }
        try checkRequest(request)
        accept(proposal)
        // So that this replica asks for another view if the request is not executed.
        if !isExecuted(request) { overhear(request) }
        advance(place)
    }

    /// Accepts a proposal, durably, and sends PREPARE.
    private mutating func accept(_ proposal: PBFTSigned<PBFTPrePrepare>) {
        record(.proposal(proposal))
        sendPrepare(proposal.body.place)
    }

    /// Sends the PREPARE that was made when the proposal was accepted.
    mutating func sendPrepare(_ place: PBFTPlace) {
        if let own = state.rounds[place]?.prepares.first(where: { $0.sender == me }) { broadcast(own) }
    }

    /// PREPARE of a backup.
    mutating func receive(_ prepare: PBFTSigned<PBFTPrepare>) throws(PBFTRejection) {
        let place = prepare.body.place
        try state.rounds[place, default: PBFTRound()].insert(
            prepare, countingRepetitions: countsRepetitions)
        advance(place)
    }

    /// COMMIT of another replica.
    mutating func receive(_ commit: PBFTSigned<PBFTCommit>) throws(PBFTRejection) {
        let place = commit.body.place
        try state.rounds[place, default: PBFTRound()].insert(
            commit, countingRepetitions: countsRepetitions)
        advance(place)
    }

    /// Sends COMMIT once prepared, executes once committed.
    mutating func advance(_ place: PBFTPlace) {
        becomePrepared(place)
        becomeCommitted(place)
    }

    private mutating func becomePrepared(_ place: PBFTPlace) {
        guard let round = state.rounds[place], let proposal = round.proposal, let digest = round.digest,
            !round.isPrepared, round.prepares.count + 1 >= configuration.prepareQuorum
        else { return }
        let prepares = round.prepares.prefix(configuration.prepareQuorum - 1)
        record(.prepared(PBFTCertificate(prePrepare: proposal, prepares: Array(prepares))))
        emit(.event(.prepared(view: place.view, sequence: place.sequence, digest: digest)))
        if let own = state.rounds[place]?.commits.first(where: { $0.sender == me }) { broadcast(own) }
    }

    private mutating func becomeCommitted(_ place: PBFTPlace) {
        guard let round = state.rounds[place], let proposal = round.proposal, round.isPrepared,
            !round.isCommitted, mayExecute(round)
        else { return }
        state.rounds[place] = round.committed(keeping: me)
        if place.sequence > state.lastExecuted, state.committed[place.sequence] == nil {
            state.committed[place.sequence] = proposal
        }
        execute()
    }
}

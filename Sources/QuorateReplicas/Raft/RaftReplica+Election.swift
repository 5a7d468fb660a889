/// Standing for election: section 5.2, and section 9.6 of the thesis for the pre-vote.
extension RaftReplica {
    mutating func endElectionTimer() {
        if state.role == .leader { return drop(.isLeader) }
        // A server that does not stand itself must not keep others from being elected either.
        state.leader = nil
        if !mayStand { return drop(.hasNoVote) }
        if state.term >= RaftLimits.term { return drop(.noTermLeft) }
        if configuration.usesPreVote { askForPreVotes() } else { stand() }
    }

    /// A server that an uncommitted entry removes may be the only one whose log lets it complete the change
    /// (thesis, section 4.2.2); one that is not a member yet, or not any more, stays quiet.
    private var mayStand: Bool {
        state.voters.contains(configuration.replica) || state.votersIndex > state.commitIndex
    }

    private mutating func askForPreVotes() {
        state.role = .preCandidate
        requestVotes(in: state.term + 1)
    }

    private mutating func stand() {
        state.role = .candidate
        record(term: state.term + 1, vote: configuration.replica)
        event(.becameCandidate(term: state.term))
        requestVotes(in: state.term)
    }

    private mutating func requestVotes(in term: Int) {
        state.votes = [configuration.replica: true]
        state.grantCount = 0
        countResponse(true)
        let request = RaftMessage.requestVote(
            term: term, lastIndex: state.lastIndex, lastTerm: state.lastTerm,
            isPreVote: state.role == .preCandidate)
        for server in others { send(request, to: server) }
        countVotes()
    }

    mutating func receivePreVote(term: Int, granted: Bool, from sender: Int) {
        if !granted, term > state.term { return follow(in: term) }
        guard state.role == .preCandidate, !granted || term == state.term + 1 else {
            return drop(.unexpectedResponse)
        }
        take(granted, from: sender)
    }

    mutating func receiveVote(term: Int, granted: Bool, from sender: Int) {
        if term > state.term { return follow(in: term) }
        guard acceptsVote(of: term) else { return drop(.staleTerm(term)) }
        guard state.role == .candidate else { return drop(.unexpectedResponse) }
        take(granted, from: sender)
    }

    private mutating func take(_ granted: Bool, from sender: Int) {
        guard counts(voteOf: sender) else { return drop(.notAVoter(sender)) }
        countResponse(granted)
        // A refusal that comes late, from an earlier request, does not take a vote back.
        if state.voters.contains(sender) { state.votes[sender] = granted || state.votes[sender] == true }
        countVotes()
    }

    private mutating func countVotes() {
        guard electionResult == .won else { return }
        if state.role == .preCandidate { stand() } else { lead() }
    }

    private mutating func lead() {
        state.role = .leader
        state.leader = configuration.replica
        state.votes = [:]
        state.grantCount = 0
        addProgress()
        event(.becameLeader(term: state.term))
        if configuration.appendsNoOp { add(.noOp) }
        replicate()
        advanceCommitIndex()
    }
}

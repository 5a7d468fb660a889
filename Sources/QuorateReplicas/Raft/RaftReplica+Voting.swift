/// Voting: sections 5.2, 5.4.1 and 6.
extension RaftReplica {
    /// Answers a request for a vote, or for a pre-vote.
    ///
    /// The candidate need not be in this server's configuration: the candidate's counts (thesis, section 4.2.2).
    mutating func receiveRequestVote(term: Int, isCurrent: Bool, isPreVote: Bool, from candidate: Int) {
        guard term >= state.term else {
            drop(.staleTerm(term))
            return send(
                .voteResponse(term: state.term, granted: false, isPreVote: isPreVote), to: candidate)
        }
        if configuration.usesPreVote, let leader = state.leader { return drop(.leaderIsThere(leader)) }
        let granted = isCurrent && mayVote(for: candidate, in: term)
        if !isPreVote { cast(granted ? candidate : nil, in: term) }
        // A pre-vote changes nothing here, so that the term of the request is one that this server need not have.
        let answeredTerm = isPreVote && granted ? term : state.term
        send(.voteResponse(term: answeredTerm, granted: granted, isPreVote: isPreVote), to: candidate)
    }

    private mutating func cast(_ vote: Int?, in term: Int) {
        if term > state.term {
            follow(in: term, vote: vote)
        } else if let vote {
            if state.role == .preCandidate { follow(in: term) }
            if state.vote != vote { record(term: term, vote: vote) }
        }
        if let vote { event(.voted(for: vote, term: term)) }
    }
}

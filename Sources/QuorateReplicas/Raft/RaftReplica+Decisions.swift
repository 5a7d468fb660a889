/// Decisions of a server by the rules of the paper, each rule once: only here is anything asked of
/// ``RaftConfiguration/UnsafeRules``.
extension RaftReplica {
    private var rules: RaftConfiguration.UnsafeRules { configuration.rules }
}

// Terms: section 5.1.
extension RaftReplica {
    /// Returns true if a response of `term`, which is not later than the server's, counts.
    func accepts(_ term: Int) -> Bool { term == state.term || rules.acceptsOldTerms }

    /// Returns true if a vote of `term`, which is not later than the server's, counts.
    func acceptsVote(of term: Int) -> Bool { accepts(term) || rules.countsOldVotes }

    /// Returns true if AppendEntries of `term` are heeded at all.
    func heeds(leaderOf term: Int) -> Bool {
        term >= state.term || rules.acceptsOldTerms || rules.takesStaleEntries
    }

    /// Returns true if the server follows the leader of `term`, which it heeds: a leader follows only the
    /// leader of a later term.
    func mayFollow(leaderOf term: Int) -> Bool {
        if state.role != .leader || term > state.term { return true }
        return rules.takesStaleEntries && term < state.term
    }
}

// Elections: sections 5.2 and 5.4.1.
extension RaftReplica {
    /// Returns true if a log that ends there is at least as new as this server's (section 5.4.1).
    func isUpToDate(lastIndex: Int, lastTerm: Int) -> Bool {
        (lastTerm, lastIndex) >= (state.lastTerm, state.lastIndex) || !rules.checksLog
    }

    /// Availability of the server's vote for `candidate` in `term`, which is not before its own: the vote is
    /// free, or already the candidate's.
    func mayVote(for candidate: Int, in term: Int) -> Bool {
        if term > state.term || rules.votesTwice { return true }
        return state.vote == nil || state.vote == candidate
    }

    /// Returns true if a candidate counts the vote of `sender`.
    func counts(voteOf sender: Int) -> Bool {
        state.voters.contains(sender) || rules.countsMessagesNotSenders
    }

    /// Counts a response by itself, where votes are not counted by sender.
    mutating func countResponse(_ granted: Bool) {
        if rules.countsMessagesNotSenders, granted { state.grantCount += 1 }
    }

    /// Result of the election so far.
    var electionResult: VoteResult {
        guard rules.countsMessagesNotSenders else {
            return state.voters.voteResult(of: state.votes, quorum: electionQuorum)
        }
        let needed = max(electionQuorum(of: state.voters.old), electionQuorum(of: state.voters.new))
        return state.grantCount >= needed ? .won : .pending
    }

    /// The number of votes that elect: more than half of the voters.
    private func electionQuorum(of voters: Majority) -> Int {
        switch rules.electionQuorum {
        case .majority: voters.quorum
        case .half: voters.voters.count / 2
        }
    }
}

// Replication: section 5.3.
extension RaftReplica {
    /// Consistency check: the log has the entry of `term` at `index`, behind which entries come.
    func hasEntry(at index: Int, of term: Int) -> Bool {
        state.term(at: index) == term || !rules.checksPreviousEntry && index <= state.lastIndex
    }

    /// The number of `entries` that the log has behind `previousIndex`, up to the first that conflicts.
    func knownCount(of entries: [RaftEntry], after previousIndex: Int) -> Int {
        let own = state.log.dropFirst(previousIndex)
        if rules.keepsConflictingEntries { return min(own.count, entries.count) }
        return zip(own, entries).prefix { $0.term == $1.term }.count
    }

    /// Removal of what the log has behind `index`, although none of the `count` entries up to it conflicts.
    func isCut(behind index: Int, afterTaking count: Int) -> Bool {
        guard index < state.lastIndex else { return false }
        return rules.truncatesAlways || !rules.checksPreviousEntry && count > 0
    }

    /// Sending ahead: a leader takes entries for received as soon as they are sent.
    var sendsAhead: Bool { !rules.checksPreviousEntry }
}

// Commitment and durable state: section 5.4.2, and figure 2.
extension RaftReplica {
    /// Permission for a leader to commit the entry at `index`, held by a quorum: only one of its own term.
    func mayCommit(_ index: Int) -> Bool { state.term(at: index) == state.term || rules.commitsOldTerms }

    /// Part of a record that is written: all of it.
    func durable(_ record: RaftRecord) -> RaftRecord? {
        switch record {
        case .term(let term, let vote):
            rules.persistsTerm ? .term(term, vote: rules.persistsVote ? vote : nil) : nil
        case .entries: rules.persistsEntries ? record : nil
        }
    }
}

// Changes of membership: section 6, and section 4.1 of the thesis.
extension RaftReplica {
    /// Change of membership through a configuration in which old and new members decide together.
    var changesJointly: Bool { !rules.changesMembersInOneStep && !rules.changesSingleServers }

    /// Change of membership by one server at a time.
    var changesSingleServers: Bool { rules.changesSingleServers && !rules.changesMembersInOneStep }
}

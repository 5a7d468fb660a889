extension RaftReplica {
    /// Event that a server reports to those who watch it.
    public enum Event: Hashable, Sendable {
        /// It stands for election in the term.
        case becameCandidate(term: Int)
        /// It leads from now on.
        case becameLeader(term: Int)
        /// It does not lead any more the term that it led.
        case steppedDown(term: Int)
        /// It has voted, for somebody else.
        case voted(for: Int, term: Int)
        /// A message of the leader of the current term came.
        case heardFromLeader(Int, term: Int)
        /// A command is committed and is next in order for the state machine; after a restart, from the first on
        /// again.
        case applied(index: Int, command: [UInt8])
        /// Voters are in effect, whether committed or not: the latest ones in the log (section 6).
        case votersChanged(JointMajority, index: Int)
        /// Voters are committed.
        case votersCommitted(JointMajority, index: Int)
        /// An entry that was committed here, and all behind it, had to give way to a leader's: safety is broken,
        /// which takes an unsafe rule or a log that has lost what it held.
        case committedEntryLost(index: Int)
        /// An input was dropped.
        case dropped(DropReason)
    }

    /// Reason for dropping an input.
    public enum DropReason: Hashable, Sendable {
        /// The bytes are no message.
        case malformed(DecodingFailure)
        /// Nobody has that number, or the server itself does.
        case impossibleSender(Int)
        /// The message is of a lower term than the server's.
        case staleTerm(Int)
        /// A response that nobody waits for, or that cannot be.
        case unexpectedResponse
        /// A response of a server that is not in the configuration.
        case notAVoter(Int)
        /// A request for a vote, while a leader is there (section 6).
        case leaderIsThere(Int)
        /// Entries of the server's own term, which it leads.
        case secondLeader(Int)
        /// Only leaders do that; the leader is the one named, if the server knows it.
        case notLeader(leader: Int?)
        /// A leader has no election timer.
        case isLeader
        /// A server that has no vote does not stand for election.
        case hasNoVote
        /// The command is larger than ``RaftLimits/commandSize``.
        case commandTooLarge(Int)
        /// There is no term after this one.
        case noTermLeft
        /// The last change of members is not complete, or not known to be.
        case changeInProgress
        /// The members are these already.
        case sameMembers
        /// No members, too many, or one twice or with an impossible number.
        case impossibleMembers
        /// Members change by one server at a time.
        case notASingleServer
        /// The leader has not committed an entry of its term yet.
        case nothingCommittedInTerm
    }
}

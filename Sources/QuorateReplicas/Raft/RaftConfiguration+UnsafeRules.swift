extension RaftConfiguration {
    /// Rules of Raft that can be broken on purpose; the defaults are the paper's.
    public struct UnsafeRules: Hashable, Sendable {
        /// UNSAFE: when false, the term survives a crash and the vote does not: a server votes twice in one term
        /// (section 5.2).
        public var persistsVote = true
        /// UNSAFE: when false, neither term nor vote survives a crash: a server returns to a term in which it has
        /// voted.
        public var persistsTerm = true
        /// UNSAFE: when false, the log does not survive a crash: entries that were acknowledged are lost.
        public var persistsEntries = true
        /// UNSAFE: when true, a leader commits entries of old terms by counting replicas, and a later leader
        /// overwrites them (section 5.4.2, figure 8).
        public var commitsOldTerms = false
        /// UNSAFE: when false, a vote goes to a candidate whatever its log, so that a leader may lack committed
        /// entries (section 5.4.1).
        public var checksLog = true
        /// UNSAFE when `.half`: two candidates win in the same term, whenever there are two voters or more.
        public var electionQuorum = ElectionQuorum.majority
        /// UNSAFE: when true, a server votes for everybody who asks in a term: two leaders in one term.
        public var votesTwice = false
        /// UNSAFE: when true, a candidate counts responses instead of those who sent them: a response that comes
        /// twice counts twice, and one of a server that is no voter counts.
        public var countsMessagesNotSenders = false
        /// UNSAFE: when true, AppendEntries, votes and acknowledgements of lower terms are taken for ones of the
        /// current term: a leader that was replaced still writes, and old votes elect.
        public var acceptsOldTerms = false
        /// UNSAFE: when true, votes of lower terms are taken for ones of the current term, and elect (section 5.2).
        public var countsOldVotes = false
        /// UNSAFE: when true, members change from any configuration to any other with one entry: a majority of the
        /// old one and one of the new one need not meet (section 6, figure 10).
        public var changesMembersInOneStep = false
        /// UNSAFE without ``RaftConfiguration/appendsNoOp``: when true, members change by one server at a time
        /// with one entry (thesis 2014, section 4.1).
        ///
        /// With the no-op, a leader first commits an entry of its own term; without it, a committed change can be
        /// lost (Ongaro, "bug in single-server membership changes", raft-dev, July 2015).
        public var changesSingleServers = false
        /// UNSAFE: when true, a follower keeps entries that differ from the leader's and acknowledges all the same
        /// (section 5.3).
        public var keepsConflictingEntries = false
        /// UNSAFE: when true, a server takes entries from the leader of a lower term and follows it, even if it leads
        /// itself: a leader that was replaced commits what the next one does not have (section 5.1).
        public var takesStaleEntries = false
        /// UNSAFE: when false, a leader takes entries for received when they are sent, and a follower writes what
        /// comes at its index, whatever the entry before it is, and keeps nothing behind it (section 5.3).
        ///
        /// To send ahead is safe by itself: it is the check that finds what got lost.
        public var checksPreviousEntry = true
        /// UNSAFE: when true, a follower removes what its log has behind the entries of a message, which may be a late
        /// one: entries that were acknowledged are lost (section 5.3).
        public var truncatesAlways = false
    }

    /// Rule for the number of votes that elect.
    public enum ElectionQuorum: Hashable, Sendable {
        /// More than half of the voters, of n they are n/2 + 1 rounded down.
        case majority
        /// UNSAFE: n/2, rounded down.
        case half
    }
}

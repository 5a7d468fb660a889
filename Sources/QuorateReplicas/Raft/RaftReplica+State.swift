extension RaftReplica {
    /// Role of a server.
    public enum Role: Hashable, Sendable {
        /// It answers.
        case follower
        /// It asks whether it would be elected.
        case preCandidate
        /// It wants to lead its term.
        case candidate
        /// It leads its term.
        case leader
    }

    /// Progress of another server's log, as far as a leader knows it.
    public struct Progress: Hashable, Sendable {
        /// The index of the next entry to send, at least 1.
        public internal(set) var nextIndex: Int
        /// Up to where the other log is known to be the leader's.
        public internal(set) var matchIndex: Int
    }

    /// Everything that changes.
    public struct State: Hashable, Sendable {
        /// The current term; 0 before the first.
        public internal(set) var term = 0
        /// Server that this one has voted for in this term.
        public internal(set) var vote: Int?
        /// Role of the server.
        public internal(set) var role = Role.follower
        /// The leader of this term, if the server has heard from it since its election timer last ended, or is it.
        public internal(set) var leader: Int?
        /// The entries; the first has index 1.
        public internal(set) var log: [RaftEntry] = []
        /// Up to where the log is known to be committed, and applied.
        public internal(set) var commitIndex = 0
        /// The voters in effect: the latest ones in the log, the initial ones if there are none in it.
        public internal(set) var voters: JointMajority
        /// The index of the entry that holds ``voters``, 0 for the initial ones.
        public internal(set) var votersIndex = 0
        /// The votes of a candidate or pre-candidate, its own among them; empty in other roles.
        public internal(set) var votes: [Int: Bool] = [:]
        /// The responses that granted a vote, its own included, where they are counted instead of their senders; 0
        /// otherwise.
        public internal(set) var grantCount = 0
        /// Progress of the others to which a leader sends, by server; empty in other roles.
        public internal(set) var progress: [Int: Progress] = [:]
        var outputs: ArraySlice<Output<Event>> = []

        /// The index of the last entry, 0 without entries.
        public var lastIndex: Int { log.count }

        /// The term of the last entry, 0 without entries.
        public var lastTerm: Int { log.last?.term ?? 0 }

        /// The term of the entry at `index`, 0 at index 0, nil where there is none.
        public func term(at index: Int) -> Int? {
            if index == 0 { return 0 }
            return log.indices.contains(index - 1) ? log[index - 1].term : nil
        }
    }

    /// Up to where each log is known to be the leader's, its own included; empty unless the server leads.
    public var matchIndices: [Int: Int] {
        if state.role != .leader { return [:] }
        var indices = state.progress.mapValues(\.matchIndex)
        indices[configuration.replica] = state.lastIndex
        return indices
    }
}

public import QuorateLanguage

extension Raft {
    public enum Mutant: String, SpecMutant {
        case appendsStaleEntries = "appends-stale-entries"
        case countsOldTerms = "counts-old-terms"
        case countsOldVotes = "counts-old-votes"
        case keepsConflicts = "keeps-conflicts"
        case minority = "minority"
        case skipsConsistencyCheck = "skips-consistency-check"
        case truncatesAlways = "truncates-always"
        case volatileLog = "volatile-log"
        case volatileVote = "volatile-vote"
        case votesForAnyLog = "votes-for-any-log"
        case votesTwice = "votes-twice"

        public var expectation: MutantExpectation {
            switch self {
            case .appendsStaleEntries:
                .breaks("leader completeness", "a follower takes entries from the leader of an earlier term")
            case .countsOldTerms:
                .breaks(
                    "leader completeness", "a leader commits an entry of an earlier term by counting copies")
            case .countsOldVotes:
                .breaks("one leader per term", "a candidate counts the votes of its earlier elections")
            case .keepsConflicts:
                .breaks("leader completeness", "a follower acknowledges entries that conflict with its own")
            case .minority: .breaks("one leader per term", "half of the servers are taken for a majority")
            case .skipsConsistencyCheck:
                .breaks("log matching", "a follower takes an entry whatever the entry before it is")
            case .truncatesAlways:
                .breaks("leader completeness", "a late AppendEntries removes the entries behind its own")
            case .volatileLog: .breaks("leader completeness", "a restart loses the log")
            case .volatileVote: .breaks("one leader per term", "a restart loses the vote, not the term")
            case .votesForAnyLog:
                .breaks("leader completeness", "a server votes for a candidate whose log is behind its own")
            case .votesTwice: .breaks("one leader per term", "a server votes for everybody who asks")
            }
        }
    }

    /// Two bugs take three or four terms to show, more than a search from the beginning gets through quickly,
    /// and one takes two entries.
    mutating func makeRoomForMutant() {
        switch mutant {
        case .countsOldTerms, .keepsConflicts: figure8 = true
        case .skipsConsistencyCheck: entries = 2
        default: break
        }
    }
}

enum RaftMutant: String, ModelMutant {
    case noIntersection = "no-intersection"
    case forgetsVote = "forgets-vote"
    case votesTwice = "votes-twice"
    case votesForAnyLog = "votes-for-any-log"
    case losesLog = "loses-log"
    case skipsConsistencyCheck = "skips-consistency-check"
    case keepsConflicts = "keeps-conflicts"
    case truncatesAlways = "truncates-always"
    case appendsStaleEntries = "appends-stale-entries"
    case countsOldTerms = "counts-old-terms"

    var change: String {
        switch self {
        case .noIntersection: "Nothing is known of how quorums meet."
        case .forgetsVote: "A server that restarts has forgotten its vote."
        case .votesTwice: "A server votes again in a term in which it has voted."
        case .votesForAnyLog: "A server votes for a candidate whose log is behind its own."
        case .losesLog: "A server that restarts has lost its log."
        case .skipsConsistencyCheck: "A server takes entries whatever the entry before them is."
        case .keepsConflicts: "A server acknowledges entries that conflict with its own, and keeps its own."
        case .truncatesAlways: "Entries behind those that arrive are removed, in conflict or not."
        case .appendsStaleEntries: "A server takes entries from a leader of an earlier term."
        case .countsOldTerms: "A leader commits an entry of an earlier term by counting copies."
        }
    }

    var breaks: String {
        switch self {
        case .noIntersection: "win keeps \"\(RaftModel.unchoosable)\""
        case .forgetsVote: "restart keeps \"a vote is stored\""
        case .votesTwice: "vote keeps \"one vote in a term\""
        case .votesForAnyLog: "vote keeps \"\(RaftModel.voted)\""
        case .losesLog: "restart keeps \"\(RaftModel.kept)\""
        case .skipsConsistencyCheck, .keepsConflicts: "append keeps \"\(RaftModel.matching)\""
        case .truncatesAlways: "append keeps \"\(RaftModel.kept)\""
        case .appendsStaleEntries: "append keeps \"\(RaftModel.voted)\""
        case .countsOldTerms: "commit keeps \"\(RaftModel.counted)\""
        }
    }
}

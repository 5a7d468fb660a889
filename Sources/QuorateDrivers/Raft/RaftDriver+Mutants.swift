internal import RaftSpecs

// The mutants whose code is the same protocol as the mutated spec, and at which sizes: what is compared elsewhere would be
// two mistakes, and not one.
extension RaftDriver {
    public var unsuitability: String? {
        switch spec.mutant {
        case .minority where spec.entries > 0:
            "half of the servers elect in the changed code, and in the mutant they commit too; set entries to 0"
        case .minority where spec.figure8, .volatileLog where spec.figure8, .volatileVote where spec.figure8:
            "the changed code does not come to the start of figure 8 as the spec has it; set figure8 to 0"
        default: nil
        }
    }
}

extension Raft.Mutant {
    /// The change of the code that is the same mistake.
    func change(_ rules: inout RaftDriver.Rules) {
        switch self {
        case .appendsStaleEntries: rules.takesStaleEntries = true
        case .countsOldTerms: rules.commitsOldTerms = true
        case .countsOldVotes: rules.countsOldVotes = true
        case .countsUnwrittenEntries: break
        case .keepsConflicts: rules.keepsConflictingEntries = true
        case .minority: rules.electionQuorum = .half
        case .skipsConsistencyCheck: rules.checksPreviousEntry = false
        case .truncatesAlways: rules.truncatesAlways = true
        case .volatileLog: rules.persistsEntries = false
        case .volatileVote: rules.persistsVote = false
        case .votesForAnyLog: rules.checksLog = false
        case .votesTwice: rules.votesTwice = true
        }
    }
}

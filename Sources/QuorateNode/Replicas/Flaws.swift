import QuorateReplicas

/// Rule of Raft that a cluster breaks on purpose, by the name that it has in the code.
public enum RaftFlaw: String, CaseIterable, Sendable {
    case persistsVote, persistsTerm, persistsEntries, commitsOldTerms, checksLog, electionQuorum, votesTwice
    case countsMessagesNotSenders, acceptsOldTerms, keepsConflictingEntries, takesStaleEntries
    case checksPreviousEntry, truncatesAlways

    func apply(_ rules: inout RaftConfiguration.UnsafeRules) {
        switch self {
        case .persistsVote: rules.persistsVote = false
        case .persistsTerm: rules.persistsTerm = false
        case .persistsEntries: rules.persistsEntries = false
        case .commitsOldTerms: rules.commitsOldTerms = true
        case .checksLog: rules.checksLog = false
        case .electionQuorum: rules.electionQuorum = .half
        case .votesTwice: rules.votesTwice = true
        case .countsMessagesNotSenders: rules.countsMessagesNotSenders = true
        case .acceptsOldTerms: rules.acceptsOldTerms = true
        case .keepsConflictingEntries: rules.keepsConflictingEntries = true
        case .takesStaleEntries: rules.takesStaleEntries = true
        case .checksPreviousEntry: rules.checksPreviousEntry = false
        case .truncatesAlways: rules.truncatesAlways = true
        }
    }
}

/// Rule of PBFT that a cluster breaks on purpose, by the name that it has in the code.
public enum PBFTFlaw: String, CaseIterable, Sendable {
    case prepareQuorum, commitQuorum, viewChangeQuorum, skipsCommitPhase, ignoresCertificates
    case takesAnyCertificate, checksCertificates, commitsInOldViews, checksClientSignatures, checksSignatures
    case countsMessagesNotSenders, persistsVotes, acceptsOldViews, executesTwice, ignoresTimeouts

    func apply(_ rules: inout PBFTConfiguration.Unsafe) {
        switch self {
        case .prepareQuorum: rules.prepareQuorum = .fPlusOne
        case .commitQuorum: rules.commitQuorum = .fPlusOne
        case .viewChangeQuorum: rules.viewChangeQuorum = .fPlusOne
        case .skipsCommitPhase: rules.skipsCommitPhase = true
        case .ignoresCertificates: rules.ignoresCertificates = true
        case .takesAnyCertificate: rules.takesAnyCertificate = true
        case .checksCertificates: rules.checksCertificates = false
        case .commitsInOldViews: rules.commitsInOldViews = true
        case .checksClientSignatures: rules.checksClientSignatures = false
        case .checksSignatures: rules.checksSignatures = false
        case .countsMessagesNotSenders: rules.countsMessagesNotSenders = true
        case .persistsVotes: rules.persistsVotes = false
        case .acceptsOldViews: rules.acceptsOldViews = true
        case .executesTwice: rules.executesTwice = true
        case .ignoresTimeouts: rules.ignoresTimeouts = true
        }
    }
}

import QuorateFaults

/// Raft in the model `raft-election`: a round is a term, counted from 0. Logs are not in the model, and a restart that
/// loses nothing changes nothing there.
extension Raft: RefiningSpec {
    public enum ModelRelation: FiniteValue, CaseIterable {
        case member, candidate, left, vote, stored, leader
    }

    public static let model = "raft-election"
    public static let mapping = [
        "a candidate of a term is who has sent a RequestVote in it, a leader who has sent an AppendEntries",
        "a server has left all terms before its current one",
        "a vote is stored as long as the server knows that it has voted in the term",
        "logs, and what depends on them, are not in the model: a vote that is denied for a log changes nothing",
    ]

    /// Logs are not in the model.
    public static var refiningMutants: Set<Mutant> {
        [
            .appendsStaleEntries, .countsOldTerms, .countsUnwrittenEntries, .keepsConflicts,
            .skipsConsistencyCheck, .truncatesAlways, .volatileLog, .votesForAnyLog,
        ]
    }

    /// Mutants that are wrong with a log need entries.
    public func leavesRoom(for mutant: Mutant) -> Bool {
        entries > 0 || !Self.refiningMutants.contains(mutant)
    }

    public var modelSizes: [String: Int] {
        ["replica": servers.count, "quorum": modelQuorums.count, "round": lastTerm]
    }

    /// Smallest quorums: a larger one is one of them and more.
    private var modelQuorums: [ReplicaSet] { servers.subsets(ofSize: rule(n: servers.count)) }

    public var fixedPicture: ModelPicture<ModelRelation> {
        var picture = ModelPicture<ModelRelation>()
        picture.hold(.member, membersOf: modelQuorums)
        return picture
    }

    public func picture(of s: State) -> ModelPicture<ModelRelation> {
        var picture = ModelPicture<ModelRelation>()
        for t in 1...lastTerm {
            for c in servers where s.requests[t][c] != nil { picture.hold(.candidate, c.number, t - 1) }
            picture.hold(.leader, ofEach: s.leaders(of: t, among: servers), t - 1)
            var voters = ReplicaSet()
            for c in servers {
                let granting = s.voters(for: c, in: t, of: servers)
                for r in granting { picture.hold(.vote, r.number, t - 1, c.number) }
                voters.formUnion(granting)
            }
            for r in voters where s.term[r].value != t || s.vote[r] != .nobody {
                picture.hold(.stored, r.number, t - 1)
            }
            for r in servers where s.term[r].value > t { picture.hold(.left, r.number, t - 1) }
        }
        return picture
    }
}

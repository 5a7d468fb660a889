import QuorateFaults

/// Raft in the model `raft`: a round is a term, and a slot an index. The first of each, 0, is that of the entry with which
/// every log begins in the model.
extension Raft: RefiningSpec {
    public enum ModelRelation: FiniteValue, CaseIterable {
        case member, request, left, vote, stored, leader, log, sent, command, acknowledged, committed
        case overruled
    }

    public static let model = "raft"
    public static let notedActions = ["count a later vote"]
    public static let mapping = [
        "a request tells the end of the candidate's log, a leader is who has sent an AppendEntries, with each quorum that has voted for it",
        "a server has left all terms before its current one, and a vote is stored as long as the server knows of it",
        "an entry is its index and term, in the spec as in the model; so the one command of each is the same everywhere in the picture",
        "the model has no roles: there who has been elected may lead after a restart, in the same term and with the same log; in the spec it may not",
        "in the model a server compares where the entries begin; in the spec they begin where it agrees, here at the start of the log",
        "a commitment is of the entries of the leader's own term up to it; those before are committed with them",
        "what a server applies of what is committed is neither in the spec nor in the model",
        "what is overruled, an entry that a later leader does not have, is read off what leaders have sent; no action asks for it",
    ]

    private static let mutantsOfLogs: Set<Mutant> = [
        .appendsStaleEntries, .countsOldTerms, .countsUnwrittenEntries, .keepsConflicts,
        .skipsConsistencyCheck, .truncatesAlways, .volatileLog, .votesForAnyLog,
    ]

    /// Mutants that are wrong with a log need entries.
    public func leavesRoom(for mutant: Mutant) -> Bool {
        entries > 0 || !Self.mutantsOfLogs.contains(mutant)
    }

    public var modelSizes: [String: Int] {
        [
            "replica": servers.count, "quorum": modelQuorums.count, "round": lastTerm + 1,
            "slot": entries + 1, "value": 1,
        ]
    }

    public var modelConstants: [String: Int] { ["start": 0, "zero": 0] }

    /// Smallest quorums: a larger one is one of them and more.
    private var modelQuorums: [ReplicaSet] { servers.subsets(ofSize: rule(n: servers.count)) }

    public var fixedPicture: ModelPicture<ModelRelation> {
        var picture = ModelPicture<ModelRelation>()
        picture.hold(.member, membersOf: modelQuorums)
        picture.hold(.log, ofEach: servers, 0, 0)
        picture.hold(.sent, 0, 0, 0)
        return picture
    }

    public func picture(of s: State) -> ModelPicture<ModelRelation> {
        var picture = ModelPicture<ModelRelation>()
        let quorums = modelQuorums
        for t in 1...lastTerm {
            draw(electionIn: t, quorums, s, &picture)
            for r in servers where s.term[r].value > t { picture.hold(.left, r.number, t) }
            for c in s.leaders(of: t, among: servers) { draw(leader: c, of: t, s, &picture) }
        }
        for r in servers where s.term[r].value > 0 { picture.hold(.left, r.number, 0) }
        for r in servers {
            for i in 0..<s.log[r].count { picture.hold(.log, r.number, i + 1, s.log[r][i + 1]) }
        }
        return picture
    }

    private func draw(
        electionIn t: Int, _ quorums: [ReplicaSet], _ s: State, _ picture: inout ModelPicture<ModelRelation>
    ) {
        var voters = ReplicaSet()
        for c in servers {
            if let end = s.requests[t][c] { picture.hold(.request, c.number, t, end.index, end.term) }
            let granting = s.voters(for: c, in: t, of: servers)
            picture.hold(.vote, ofEach: granting, t, c.number)
            voters.formUnion(granting)
            guard s.appends[t][c] != nil else { continue }
            for (position, quorum) in quorums.enumerated() where quorum.isSubset(of: granting) {
                picture.hold(.leader, c.number, t, position)
            }
        }
        for r in voters where s.term[r].value != t || s.vote[r] != .nobody {
            picture.hold(.stored, r.number, t)
        }
    }

    private func draw(
        leader c: ReplicaID, of t: Int, _ s: State, _ picture: inout ModelPicture<ModelRelation>
    ) {
        guard let sent = s.appends[t][c] else { return }
        let length = s.committedLength(in: t)
        picture.hold(.sent, t, 0, 0)
        for i in 0..<sent.count {
            let (index, term) = (i + 1, sent[i + 1])
            picture.hold(.sent, t, index, term)
            picture.hold(
                .acknowledged, ofEach: s.followers(having: index, in: t, of: servers), t, index, term)
            if term == t {
                picture.hold(.command, t, index, 0)
                picture.hold(.acknowledged, c.number, t, index, term)
            }
            // One of an earlier term is told where it is the last: the model commits none.
            if index <= length && (term == t || index == length) { picture.hold(.committed, t, index) }
        }
        for index in 0...entries {
            // The entry at 0 is of term 0; behind the end there is none.
            let term = index <= sent.count ? sent[index] : nil
            for earlier in 0..<t where earlier != term { picture.hold(.overruled, earlier, index) }
        }
    }
}

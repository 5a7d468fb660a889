private let candidate = Relation<Replicas, Rounds>("candidate")
private let granted = Relation<Replicas, Rounds, Replicas>("vote")
private let stored = Relation<Replicas, Rounds>("stored")
private let leader = Relation<Replicas, Rounds>("leader")

enum RaftElectionMutant: String, ModelMutant {
    case noIntersection = "no-intersection"
    case forgetsVote = "forgets-vote"
    case votesTwice = "votes-twice"

    var change: String {
        switch self {
        case .noIntersection: "Nothing is known of how quorums meet."
        case .forgetsVote: "A server that restarts has forgotten its vote."
        case .votesTwice: "A server votes again in a term in which it has voted."
        }
    }

    var breaks: String {
        switch self {
        case .noIntersection: "the invariants imply \"one leader in a term\""
        case .forgetsVote: "restart keeps \"a vote is stored\""
        case .votesTwice: "vote keeps \"one vote in a term\""
        }
    }
}

extension ProtocolModel {
    /// Leader election of Raft; a round is a term, which servers learn of from messages and leave for a later one.
    static func raftElection(_ mutant: RaftElectionMutant?) -> ProtocolModel {
        ProtocolModel(
            "raft-election", "Leader election of Raft: a term has one leader at most.",
            source:
                "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (2014), section 5.2",
            mutant: mutant
        ) {
            if mutant != .noIntersection {
                quorums(proved: "majority-intersection", ["A": member.each, "B": member.each])
            }
            action("stand") { (r: Replica, t: Round) in
                !left(r, t)
                !stored(r, t)
                candidate.insert(r, t)
                stored.insert(r, t)
                granted.insert(r, t, r)
                leaveRounds(before: t, by: r)
            }
            action("vote") { (r: Replica, t: Round, c: Replica) in
                candidate(c, t)
                !left(r, t)
                if mutant != .votesTwice { !stored(r, t) }
                stored.insert(r, t)
                granted.insert(r, t, c)
                leaveRounds(before: t, by: r)
            }
            action("learn of a term") { (r: Replica, t: Round) in
                leaveRounds(before: t, by: r)
            }
            action("win") { (c: Replica, t: Round, q: Quorum) in
                everyMember(of: q) { r in granted(r, t, c) }
                leader.insert(c, t)
            }
            action("restart") { (r: Replica) in
                if mutant == .forgetsVote {
                    stored.set { a, t in stored(a, t) && a != r }
                }
            }
            invariant("a vote is stored") {
                forAll { (r: Replica, t: Round, c: Replica) in granted(r, t, c) ==> stored(r, t) }
            }
            invariant("one vote in a term") {
                forAll { (r: Replica, t: Round, c: Replica, d: Replica) in
                    granted(r, t, c) && granted(r, t, d) ==> c == d
                }
            }
            invariant("a leader has a quorum of votes") {
                forAll { (c: Replica, t: Round) in
                    leader(c, t)
                        ==> exists { (q: Quorum) in everyMember(of: q) { r in granted(r, t, c) } }
                }
            }
            safety("one leader in a term") {
                forAll { (t: Round, c: Replica, d: Replica) in leader(c, t) && leader(d, t) ==> c == d }
            }
        }
    }
}

private let prepareVote = Relation<Replicas, Rounds, Values>("prepareVote")
private let prepareQC = Relation<Rounds, Values>("prepareQC")
private let preCommitVote = Relation<Replicas, Rounds, Values>("preCommitVote")
private let preCommitQC = Relation<Rounds, Values>("preCommitQC")
private let commitVote = Relation<Replicas, Rounds, Values>("commitVote")
private let decided = Relation<Rounds, Values>("decided")

enum HotStuffMutant: String, ModelMutant {
    case noIntersection = "no-intersection"
    case noSafetyRule = "no-safety-rule"
    case earlierCertificate = "earlier-certificate"
    case votesTwice = "votes-twice"
    case noPreCommit = "no-pre-commit"

    var change: String {
        switch self {
        case .noIntersection: "Quorums share a replica, which may be faulty."
        case .noSafetyRule: "A replica that is locked votes for what it likes."
        case .earlierCertificate: "A certificate of any view unlocks, before that of the lock as well."
        case .votesTwice: "A replica votes for several proposals of a view."
        case .noPreCommit: "A replica locks a proposal that has no certificate."
        }
    }

    var breaks: String {
        switch self {
        case .noIntersection: "form prepareQC keeps \"one prepareQC in a view\""
        case .noSafetyRule: "vote freely keeps \"\(lockHolds)\""
        case .earlierCertificate: "vote for a certificate keeps \"\(lockHolds)\""
        case .votesTwice: "vote freely keeps \"one vote in a view\""
        case .noPreCommit: "commit keeps \"a lock has a preCommitQC\""
        }
    }
}

private let lockHolds = "a vote against a lock is for a value that cannot be decided otherwise"
private let unchoosable = "no other value can be decided before a prepareQC"

extension ProtocolModel {
    /// Basic HotStuff, three phases. A value stands for a branch: a proposal that extends what is locked is for the
    /// same value, one that conflicts is for another.
    static func hotStuff(_ mutant: HotStuffMutant?) -> ProtocolModel {
        ProtocolModel(
            "hotstuff",
            "Basic HotStuff for one decision, three phases with locks: two values are never decided. The growing "
                + "tree of blocks is not modelled.",
            source: "Yin et al., HotStuff: BFT Consensus in the Lens of Blockchain (2019), section 4",
            mutant: mutant
        ) {
            if mutant == .noIntersection {
                quorums(proved: "majority-intersection", ["A": member.each, "B": member.each])
            } else {
                quorums(
                    proved: "byzantine-intersection",
                    ["A": member.each, "B": member.each, "F": faulty.those])
            }
            action("vote freely") { (r: Replica, t: Round, v: Value) in
                !faulty(r) && !left(r, t)
                if mutant != .votesTwice { forAll { (w: Value) in !prepareVote(r, t, w) } }
                if mutant != .noSafetyRule { forAll { (u: Round, w: Value) in !commitVote(r, u, w) } }
                prepareVote.insert(r, t, v)
                leaveRounds(before: t, by: r)
            }
            action("vote for the lock") { (r: Replica, t: Round, v: Value, u: Round) in
                !faulty(r) && !left(r, t)
                forAll { (w: Value) in !prepareVote(r, t, w) }
                commitVote(r, u, v)
                forAll { (s: Round, w: Value) in commitVote(r, s, w) ==> s <= u }
                prepareVote.insert(r, t, v)
                leaveRounds(before: t, by: r)
            }
            action("vote for a certificate") { (r: Replica, t: Round, v: Value, u: Round) in
                !faulty(r) && !left(r, t)
                forAll { (w: Value) in !prepareVote(r, t, w) }
                prepareQC(u, v) && u < t
                if mutant != .earlierCertificate {
                    forAll { (s: Round, w: Value) in commitVote(r, s, w) ==> s < u }
                }
                prepareVote.insert(r, t, v)
                leaveRounds(before: t, by: r)
            }
            action("form prepareQC") { (t: Round, v: Value, q: Quorum) in
                everyMember(of: q) { r in prepareVote(r, t, v) || faulty(r) }
                prepareQC.insert(t, v)
            }
            action("pre-commit") { (r: Replica, t: Round, v: Value) in
                !faulty(r) && !left(r, t)
                prepareQC(t, v)
                preCommitVote.insert(r, t, v)
            }
            action("form preCommitQC") { (t: Round, v: Value, q: Quorum) in
                everyMember(of: q) { r in preCommitVote(r, t, v) || faulty(r) }
                preCommitQC.insert(t, v)
            }
            action("commit") { (r: Replica, t: Round, v: Value) in
                !faulty(r) && !left(r, t)
                if mutant != .noPreCommit { preCommitQC(t, v) }
                commitVote.insert(r, t, v)
                leaveRounds(before: t, by: r)
            }
            action("decide") { (t: Round, v: Value, q: Quorum) in
                everyMember(of: q) { r in commitVote(r, t, v) || faulty(r) }
                decided.insert(t, v)
            }
            action("leave") { (r: Replica, t: Round) in
                !faulty(r)
                leaveRounds(before: t, by: r)
            }
            invariant("one vote in a view") {
                forAll { (r: Replica, t: Round, v: Value, w: Value) in
                    !faulty(r) && prepareVote(r, t, v) && prepareVote(r, t, w) ==> v == w
                }
            }
            invariant("a vote leaves the views before") {
                forAll { (r: Replica, t: Round, v: Value, u: Round) in
                    !faulty(r) && prepareVote(r, t, v) && u < t ==> left(r, u)
                }
            }
            invariant("a prepareQC has a quorum of votes") {
                forAll { (t: Round, v: Value) in
                    prepareQC(t, v) ==> someQuorum { r in prepareVote(r, t, v) }
                }
            }
            invariant("one prepareQC in a view") {
                forAll { (t: Round, v: Value, w: Value) in prepareQC(t, v) && prepareQC(t, w) ==> v == w }
            }
            invariant("a pre-commit has a prepareQC") {
                forAll { (r: Replica, t: Round, v: Value) in
                    !faulty(r) && preCommitVote(r, t, v) ==> prepareQC(t, v)
                }
            }
            invariant("a preCommitQC has a prepareQC") {
                forAll { (t: Round, v: Value) in preCommitQC(t, v) ==> prepareQC(t, v) }
            }
            invariant("a lock has a preCommitQC") {
                forAll { (r: Replica, t: Round, v: Value) in
                    !faulty(r) && commitVote(r, t, v) ==> preCommitQC(t, v)
                }
            }
            invariant("a decision has a quorum of locks") {
                forAll { (t: Round, v: Value) in decided(t, v) ==> someQuorum { r in commitVote(r, t, v) } }
            }
            invariant(lockHolds) {
                forAll { (r: Replica, t: Round, v: Value, u: Round, w: Value) in
                    !faulty(r) && prepareVote(r, t, v) && commitVote(r, u, w) && u < t && v != w
                        ==> everyQuorumHasCorrect { a in left(a, u) && !commitVote(a, u, w) }
                }
            }
            invariant(unchoosable) {
                forAll { (t: Round, v: Value, u: Round, w: Value) in
                    prepareQC(t, v) && u < t && v != w
                        ==> everyQuorumHasCorrect { a in left(a, u) && !commitVote(a, u, w) }
                }
            }
            safety("one decision") {
                forAll { (t: Round, v: Value, u: Round, w: Value) in
                    decided(t, v) && decided(u, w) ==> v == w
                }
            }
        }
    }
}

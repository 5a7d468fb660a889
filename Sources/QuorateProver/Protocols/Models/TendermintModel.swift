private let prevoted = Relation<Replicas, Rounds, Values>("prevote")
private let polka = Relation<Rounds, Values>("polka")
private let precommitted = Relation<Replicas, Rounds, Values>("precommit")
private let decided = Relation<Rounds, Values>("decided")

enum TendermintMutant: String, ModelMutant {
    case noIntersection = "no-intersection"
    case noLock = "no-lock"
    case earlierPolka = "earlier-polka"
    case prevotesTwice = "prevotes-twice"

    var change: String {
        switch self {
        case .noIntersection: "Quorums share a replica, which may be faulty."
        case .noLock: "A validator that is locked prevotes what it likes."
        case .earlierPolka: "A polka of any round unlocks, before that of the lock as well."
        case .prevotesTwice: "A validator prevotes for several values in a round."
        }
    }

    var breaks: String {
        switch self {
        case .noIntersection: "see a polka keeps \"one polka in a round\""
        case .noLock: "prevote keeps \"\(lockHolds)\""
        case .earlierPolka: "prevote for a polka keeps \"\(lockHolds)\""
        case .prevotesTwice: "prevote keeps \"one prevote in a round\""
        }
    }
}

private let lockHolds = "a prevote against a lock is for a value that cannot be decided otherwise"
private let unchoosable = "no other value can be decided before a polka"

extension ProtocolModel {
    /// Tendermint for one height. A proposal is no message of its own: a validator may be shown any value.
    static func tendermint(_ mutant: TendermintMutant?) -> ProtocolModel {
        ProtocolModel(
            "tendermint", "Tendermint with locks: two values are never decided at a height.",
            source: "Buchman, Kwon and Milosevic, The Latest Gossip on BFT Consensus (2018), section 3",
            mutant: mutant
        ) {
            if mutant == .noIntersection {
                quorums(proved: "majority-intersection", ["A": member.each, "B": member.each])
            } else {
                quorums(
                    proved: "byzantine-intersection",
                    ["A": member.each, "B": member.each, "F": faulty.those])
            }
            action("prevote") { (r: Replica, t: Round, v: Value) in
                !faulty(r) && !left(r, t)
                if mutant != .prevotesTwice { forAll { (w: Value) in !prevoted(r, t, w) } }
                if mutant != .noLock { forAll { (u: Round, w: Value) in !precommitted(r, u, w) } }
                prevoted.insert(r, t, v)
                leaveRounds(before: t, by: r)
            }
            action("prevote the lock") { (r: Replica, t: Round, v: Value, u: Round) in
                !faulty(r) && !left(r, t)
                forAll { (w: Value) in !prevoted(r, t, w) }
                precommitted(r, u, v)
                forAll { (s: Round, w: Value) in precommitted(r, s, w) ==> s <= u }
                prevoted.insert(r, t, v)
                leaveRounds(before: t, by: r)
            }
            action("prevote for a polka") { (r: Replica, t: Round, v: Value, u: Round) in
                !faulty(r) && !left(r, t)
                forAll { (w: Value) in !prevoted(r, t, w) }
                polka(u, v) && u < t
                if mutant != .earlierPolka {
                    forAll { (s: Round, w: Value) in precommitted(r, s, w) ==> s <= u }
                }
                prevoted.insert(r, t, v)
                leaveRounds(before: t, by: r)
            }
            action("see a polka") { (t: Round, v: Value, q: Quorum) in
                everyMember(of: q) { r in prevoted(r, t, v) || faulty(r) }
                polka.insert(t, v)
            }
            action("precommit") { (r: Replica, t: Round, v: Value) in
                !faulty(r) && !left(r, t)
                polka(t, v)
                precommitted.insert(r, t, v)
                leaveRounds(before: t, by: r)
            }
            action("decide") { (t: Round, v: Value, q: Quorum) in
                everyMember(of: q) { r in precommitted(r, t, v) || faulty(r) }
                decided.insert(t, v)
            }
            invariant("one prevote in a round") {
                forAll { (r: Replica, t: Round, v: Value, w: Value) in
                    !faulty(r) && prevoted(r, t, v) && prevoted(r, t, w) ==> v == w
                }
            }
            invariant("a vote leaves the rounds before") {
                forAll { (r: Replica, t: Round, v: Value, u: Round) in
                    !faulty(r) && prevoted(r, t, v) && u < t ==> left(r, u)
                }
            }
            invariant("a polka has a quorum of prevotes") {
                forAll { (t: Round, v: Value) in polka(t, v) ==> someQuorum { r in prevoted(r, t, v) } }
            }
            invariant("one polka in a round") {
                forAll { (t: Round, v: Value, w: Value) in polka(t, v) && polka(t, w) ==> v == w }
            }
            invariant("a lock has a polka") {
                forAll { (r: Replica, t: Round, v: Value) in
                    !faulty(r) && precommitted(r, t, v) ==> polka(t, v)
                }
            }
            invariant("a decision has a quorum of precommits") {
                forAll { (t: Round, v: Value) in
                    decided(t, v) ==> someQuorum { r in precommitted(r, t, v) }
                }
            }
            invariant(lockHolds) {
                forAll { (r: Replica, t: Round, v: Value, u: Round, w: Value) in
                    !faulty(r) && prevoted(r, t, v) && precommitted(r, u, w) && u < t && v != w
                        ==> everyQuorumHasCorrect { a in left(a, u) && !precommitted(a, u, w) }
                }
            }
            invariant(unchoosable) {
                forAll { (t: Round, v: Value, u: Round, w: Value) in
                    polka(t, v) && u < t && v != w
                        ==> everyQuorumHasCorrect { a in left(a, u) && !precommitted(a, u, w) }
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

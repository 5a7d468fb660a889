private let joined = Relation<Replicas, Rounds>("promise")
private let reported = Relation<Replicas, Rounds, Slots, Rounds, Values>("report")
private let proposed = Relation<Rounds, Slots, Values>("proposal")
private let voted = Relation<Replicas, Rounds, Slots, Values>("vote")
private let chosen = Relation<Rounds, Slots, Values>("chosen")
private let applied = Relation<Replicas, Slots, Rounds, Values>("applied")

enum MultiPaxosMutant: String, ModelMutant {
    case noIntersection = "no-intersection"
    case votesAfterPromising = "votes-after-promising"
    case ignoresReports = "ignores-reports"
    case anyReport = "any-report"
    case otherSlot = "other-slot"
    case appliesProposals = "applies-proposals"

    /// The same mistake where there is one slot; nil of one that needs several.
    private var inOneSlot: PaxosMutant? { PaxosMutant(rawValue: rawValue) }

    var change: String {
        if let inOneSlot { return inOneSlot.change }
        return self == .otherSlot
            ? "A leader takes the value of a report on another slot."
            : "A replica applies what was proposed, chosen or not."
    }

    var breaks: String {
        if let inOneSlot { return inOneSlot.breaks }
        return self == .otherSlot
            ? "propose the latest keeps \"\(PaxosMutant.unchoosable)\""
            : "apply keeps \"what is applied was chosen\""
    }
}

extension ProtocolModel {
    /// Multi-Paxos: a log of slots, in each of which a value is chosen. A promise is for all slots at once, so that a leader
    /// is elected once for as many values as it likes; it reports all votes before its round.
    static func multiPaxos(_ mutant: MultiPaxosMutant?) -> ProtocolModel {
        ProtocolModel(
            "multi-paxos",
            "Multi-Paxos: a promise for all slots of a log, and in no slot are two values chosen or applied.",
            source: "Lamport, Paxos Made Simple (2001), section 3", mutant: mutant
        ) {
            if mutant != .noIntersection {
                quorums(proved: "majority-intersection", ["A": member.each, "B": member.each])
            }
            action("promise") { (r: Replica, t: Round) in
                !joined(r, t)
                !left(r, t)
                joined.insert(r, t)
                leaveRounds(before: t, by: r)
                reported.set { a, s, i, u, v in
                    reported(a, s, i, u, v) || a == r && s == t && u < t && voted(r, u, i, v)
                }
            }
            action("propose freely") { (t: Round, i: Slot, v: Value, q: Quorum) in
                forAll { (w: Value) in !proposed(t, i, w) }
                everyMember(of: q) { r in joined(r, t) }
                if mutant != .ignoresReports {
                    everyMember(of: q) { r in
                        forAll { (u: Round, w: Value) in !reported(r, t, i, u, w) }
                    }
                }
                proposed.insert(t, i, v)
            }
            action("propose the latest") {
                (t: Round, i: Slot, v: Value, q: Quorum, a: Replica, u: Round, j: Slot) in
                forAll { (w: Value) in !proposed(t, i, w) }
                everyMember(of: q) { r in joined(r, t) }
                member(a, q)
                reported(a, t, j, u, v)
                if mutant != .otherSlot { j == i }
                if mutant != .anyReport {
                    everyMember(of: q) { r in
                        forAll { (s: Round, w: Value) in reported(r, t, j, s, w) ==> s <= u }
                    }
                }
                proposed.insert(t, i, v)
            }
            action("vote") { (r: Replica, t: Round, i: Slot, v: Value) in
                if mutant != .votesAfterPromising { !left(r, t) }
                proposed(t, i, v)
                voted.insert(r, t, i, v)
                leaveRounds(before: t, by: r)
            }
            action("choose") { (t: Round, i: Slot, v: Value, q: Quorum) in
                everyMember(of: q) { r in voted(r, t, i, v) }
                chosen.insert(t, i, v)
            }
            // Slots are applied in their order, each once.
            action("apply") { (r: Replica, t: Round, i: Slot, v: Value) in
                if mutant == .appliesProposals { proposed(t, i, v) } else { chosen(t, i, v) }
                forAll { (u: Round, w: Value) in !applied(r, i, u, w) }
                forAll { (j: Slot) in j < i ==> exists { (u: Round, w: Value) in applied(r, j, u, w) } }
                applied.insert(r, i, t, v)
            }
            invariant("one proposal for a slot in a round") {
                forAll { (t: Round, i: Slot, v: Value, w: Value) in
                    proposed(t, i, v) && proposed(t, i, w) ==> v == w
                }
            }
            invariant("a vote is for a proposal") {
                forAll { (r: Replica, t: Round, i: Slot, v: Value) in
                    voted(r, t, i, v) ==> proposed(t, i, v)
                }
            }
            invariant("a chosen value has a quorum of votes") {
                forAll { (t: Round, i: Slot, v: Value) in
                    chosen(t, i, v)
                        ==> exists { (q: Quorum) in everyMember(of: q) { r in voted(r, t, i, v) } }
                }
            }
            invariant("a promise leaves the rounds before") {
                forAll { (r: Replica, t: Round, u: Round) in joined(r, t) && u < t ==> left(r, u) }
            }
            invariant("a promise reports the votes before") {
                forAll { (r: Replica, t: Round, i: Slot, u: Round, v: Value) in
                    joined(r, t) && u < t && voted(r, u, i, v) ==> reported(r, t, i, u, v)
                }
            }
            invariant("a report is of a vote before") {
                forAll { (r: Replica, t: Round, i: Slot, u: Round, v: Value) in
                    reported(r, t, i, u, v) ==> u < t && voted(r, u, i, v)
                }
            }
            invariant(PaxosMutant.unchoosable) {
                forAll { (t: Round, i: Slot, v: Value, u: Round, w: Value, q: Quorum) in
                    proposed(t, i, v) && u < t && v != w
                        ==> exists { (r: Replica) in member(r, q) && left(r, u) && !voted(r, u, i, w) }
                }
            }
            invariant("what is applied was chosen") {
                forAll { (r: Replica, i: Slot, t: Round, v: Value) in
                    applied(r, i, t, v) ==> chosen(t, i, v)
                }
            }
            safety("two values are never chosen in a slot") {
                forAll { (i: Slot, t: Round, v: Value, u: Round, w: Value) in
                    chosen(t, i, v) && chosen(u, i, w) ==> v == w
                }
            }
            safety("no two replicas apply different values in a slot") {
                forAll { (i: Slot, a: Replica, t: Round, v: Value, b: Replica, u: Round, w: Value) in
                    applied(a, i, t, v) && applied(b, i, u, w) ==> v == w
                }
            }
        }
    }
}

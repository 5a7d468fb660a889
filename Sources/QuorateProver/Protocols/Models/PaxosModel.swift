private let joined = Relation<Replicas, Rounds>("promise")
private let reported = Relation<Replicas, Rounds, Rounds, Values>("report")
private let proposed = Relation<Rounds, Values>("proposal")
private let voted = Relation<Replicas, Rounds, Values>("vote")
private let chosen = Relation<Rounds, Values>("chosen")

enum PaxosMutant: String, ModelMutant {
    case noIntersection = "no-intersection"
    case votesAfterPromising = "votes-after-promising"
    case ignoresReports = "ignores-reports"
    case anyReport = "any-report"

    /// Name of the invariant that all of them break.
    static let unchoosable = "no other value can be chosen before a proposal"

    var change: String {
        switch self {
        case .noIntersection: "Nothing is known of how quorums meet."
        case .votesAfterPromising: "An acceptor votes in a round that it has promised to leave."
        case .ignoresReports: "A proposer proposes what it likes, whatever was reported."
        case .anyReport: "A proposer takes the value of any report, not of the latest vote."
        }
    }

    var breaks: String {
        switch self {
        case .noIntersection, .ignoresReports: "propose freely keeps \"\(Self.unchoosable)\""
        case .votesAfterPromising: "vote keeps \"\(Self.unchoosable)\""
        case .anyReport: "propose the latest keeps \"\(Self.unchoosable)\""
        }
    }
}

extension ProtocolModel {
    /// Single-decree Paxos. A promise reports all votes before its round, of which the proposer looks at the latest; in
    /// the paper it reports that one alone.
    static func paxos(_ mutant: PaxosMutant?) -> ProtocolModel {
        ProtocolModel(
            "paxos", "Single-decree Paxos: two values are never chosen.",
            source: "Lamport, Paxos Made Simple (2001), section 2", mutant: mutant
        ) {
            if mutant != .noIntersection {
                quorums(proved: "majority-intersection", ["A": member.each, "B": member.each])
            }
            action("promise") { (r: Replica, t: Round) in
                !joined(r, t)
                !left(r, t)
                joined.insert(r, t)
                leaveRounds(before: t, by: r)
                reported.set { a, s, u, v in
                    reported(a, s, u, v) || a == r && s == t && u < t && voted(r, u, v)
                }
            }
            action("propose freely") { (t: Round, v: Value, q: Quorum) in
                forAll { (w: Value) in !proposed(t, w) }
                everyMember(of: q) { r in joined(r, t) }
                if mutant != .ignoresReports {
                    everyMember(of: q) { r in forAll { (u: Round, w: Value) in !reported(r, t, u, w) } }
                }
                proposed.insert(t, v)
            }
            action("propose the latest") { (t: Round, v: Value, q: Quorum, a: Replica, u: Round) in
                forAll { (w: Value) in !proposed(t, w) }
                everyMember(of: q) { r in joined(r, t) }
                member(a, q)
                reported(a, t, u, v)
                if mutant != .anyReport {
                    everyMember(of: q) { r in
                        forAll { (s: Round, w: Value) in reported(r, t, s, w) ==> s <= u }
                    }
                }
                proposed.insert(t, v)
            }
            action("vote") { (r: Replica, t: Round, v: Value) in
                if mutant != .votesAfterPromising { !left(r, t) }
                proposed(t, v)
                voted.insert(r, t, v)
                leaveRounds(before: t, by: r)
            }
            action("choose") { (t: Round, v: Value, q: Quorum) in
                everyMember(of: q) { r in voted(r, t, v) }
                chosen.insert(t, v)
            }
            invariant("one proposal in a round") {
                forAll { (t: Round, v: Value, w: Value) in proposed(t, v) && proposed(t, w) ==> v == w }
            }
            invariant("a vote is for a proposal") {
                forAll { (r: Replica, t: Round, v: Value) in voted(r, t, v) ==> proposed(t, v) }
            }
            invariant("a chosen value has a quorum of votes") {
                forAll { (t: Round, v: Value) in
                    chosen(t, v) ==> exists { (q: Quorum) in everyMember(of: q) { r in voted(r, t, v) } }
                }
            }
            invariant("a promise leaves the rounds before") {
                forAll { (r: Replica, t: Round, u: Round) in joined(r, t) && u < t ==> left(r, u) }
            }
            invariant("a promise reports the votes before") {
                forAll { (r: Replica, t: Round, u: Round, v: Value) in
                    joined(r, t) && u < t && voted(r, u, v) ==> reported(r, t, u, v)
                }
            }
            invariant("a report is of a vote before") {
                forAll { (r: Replica, t: Round, u: Round, v: Value) in
                    reported(r, t, u, v) ==> u < t && voted(r, u, v)
                }
            }
            invariant(PaxosMutant.unchoosable) {
                forAll { (t: Round, v: Value, u: Round, w: Value, q: Quorum) in
                    proposed(t, v) && u < t && v != w
                        ==> exists { (r: Replica) in member(r, q) && left(r, u) && !voted(r, u, w) }
                }
            }
            safety("two values are never chosen") {
                forAll { (t: Round, v: Value, u: Round, w: Value) in chosen(t, v) && chosen(u, w) ==> v == w }
            }
        }
    }
}

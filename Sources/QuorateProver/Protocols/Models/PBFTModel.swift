private let first = Round(constant: "first")
private let changed = Relation<Replicas, Rounds>("viewChange")
private let reported = Relation<Replicas, Rounds, Rounds, Values>("report")
private let justified = Relation<Rounds, Values>("prePrepare")
private let prepared = Relation<Replicas, Rounds, Values>("prepare")
private let certified = Relation<Rounds, Values>("certificate")
private let committed = Relation<Replicas, Rounds, Values>("commit")
private let executed = Relation<Rounds, Values>("executed")

enum PBFTMutant: String, ModelMutant {
    case noIntersection = "no-intersection"
    case preparesTwice = "prepares-twice"
    case ignoresCertificates = "ignores-certificates"
    case anyCertificate = "any-certificate"
    case commitsAfterLeaving = "commits-after-leaving"

    var change: String {
        switch self {
        case .noIntersection: "Quorums share a replica, which may be faulty."
        case .preparesTwice: "A replica prepares both requests of a primary that sends two."
        case .ignoresCertificates: "A new view takes any request, whatever certificates are reported."
        case .anyCertificate: "A new view takes the request of any certificate, not of the latest."
        case .commitsAfterLeaving: "A replica commits in a view that it has left."
        }
    }

    var breaks: String {
        switch self {
        case .noIntersection: "certify keeps \"one certificate in a view\""
        case .preparesTwice: "prepare keeps \"one prepare in a view\""
        case .ignoresCertificates: "new view keeps \"\(unchoosable)\""
        case .anyCertificate: "new view with the latest keeps \"\(unchoosable)\""
        case .commitsAfterLeaving: "commit keeps \"\(unchoosable)\""
        }
    }
}

private let unchoosable = "no other request can be executed before a new view"

extension ProtocolModel {
    /// PBFT for one sequence number: prepare, commit, and view changes that report certificates. A primary may send
    /// several new views, each with a quorum of view changes behind it, which replicas check; in the first view it may
    /// send anything.
    static func pbft(_ mutant: PBFTMutant?) -> ProtocolModel {
        ProtocolModel(
            "pbft",
            "PBFT for one sequence number, with view changes, an equivocating primary and no checkpoints: the number "
                + "never gets two requests.",
            source: "Castro and Liskov, Practical Byzantine Fault Tolerance (1999), section 4", mutant: mutant
        ) {
            if mutant == .noIntersection {
                quorums(proved: "majority-intersection", ["A": member.each, "B": member.each])
            } else {
                quorums(
                    proved: "pbft-intersection", ["A": member.each, "B": member.each, "F": faulty.those])
            }
            assumption("no view is before the first") { forAll { (t: Round) in first <= t } }
            initially(justified) { t, v in t == first }
            action("change view") { (r: Replica, t: Round) in
                !faulty(r) && !left(r, t)
                changed.insert(r, t)
                leaveRounds(before: t, by: r)
                reported.set { a, s, u, v in
                    reported(a, s, u, v) || a == r && s == t && u < t && committed(r, u, v)
                }
            }
            action("new view") { (t: Round, v: Value, q: Quorum) in
                everyMember(of: q) { r in changed(r, t) || faulty(r) }
                if mutant != .ignoresCertificates {
                    everyMember(of: q) { r in
                        forAll { (u: Round, w: Value) in !reported(r, t, u, w) } || faulty(r)
                    }
                }
                justified.insert(t, v)
            }
            action("new view with the latest") { (t: Round, v: Value, q: Quorum, u: Round) in
                everyMember(of: q) { r in changed(r, t) || faulty(r) }
                certified(u, v) && u < t
                if mutant != .anyCertificate {
                    everyMember(of: q) { r in
                        forAll { (s: Round, w: Value) in reported(r, t, s, w) ==> s <= u } || faulty(r)
                    }
                }
                justified.insert(t, v)
            }
            action("prepare") { (r: Replica, t: Round, v: Value) in
                !faulty(r) && !left(r, t)
                justified(t, v)
                if mutant != .preparesTwice { forAll { (w: Value) in !prepared(r, t, w) } }
                prepared.insert(r, t, v)
            }
            action("certify") { (t: Round, v: Value, q: Quorum) in
                everyMember(of: q) { r in prepared(r, t, v) || faulty(r) }
                certified.insert(t, v)
            }
            action("commit") { (r: Replica, t: Round, v: Value) in
                !faulty(r)
                if mutant != .commitsAfterLeaving { !left(r, t) }
                certified(t, v)
                committed.insert(r, t, v)
            }
            action("execute") { (t: Round, v: Value, q: Quorum) in
                everyMember(of: q) { r in committed(r, t, v) || faulty(r) }
                executed.insert(t, v)
            }
            invariant("one prepare in a view") {
                forAll { (r: Replica, t: Round, v: Value, w: Value) in
                    !faulty(r) && prepared(r, t, v) && prepared(r, t, w) ==> v == w
                }
            }
            invariant("a prepare is for a request of the view") {
                forAll { (r: Replica, t: Round, v: Value) in
                    !faulty(r) && prepared(r, t, v) ==> justified(t, v)
                }
            }
            invariant("a certificate has a quorum of prepares") {
                forAll { (t: Round, v: Value) in
                    certified(t, v) ==> someQuorum { r in prepared(r, t, v) }
                }
            }
            invariant("one certificate in a view") {
                forAll { (t: Round, v: Value, w: Value) in certified(t, v) && certified(t, w) ==> v == w }
            }
            invariant("a commit has a certificate") {
                forAll { (r: Replica, t: Round, v: Value) in
                    !faulty(r) && committed(r, t, v) ==> certified(t, v)
                }
            }
            invariant("what is executed has a quorum of commits") {
                forAll { (t: Round, v: Value) in
                    executed(t, v) ==> someQuorum { r in committed(r, t, v) }
                }
            }
            invariant("a view change leaves the views before") {
                forAll { (r: Replica, t: Round, u: Round) in
                    !faulty(r) && changed(r, t) && u < t ==> left(r, u)
                }
            }
            invariant("a view change reports the certificates before") {
                forAll { (r: Replica, t: Round, u: Round, v: Value) in
                    !faulty(r) && changed(r, t) && u < t && committed(r, u, v) ==> reported(r, t, u, v)
                }
            }
            invariant(unchoosable) {
                forAll { (t: Round, v: Value, u: Round, w: Value) in
                    justified(t, v) && u < t && v != w
                        ==> everyQuorumHasCorrect { r in left(r, u) && !committed(r, u, w) }
                }
            }
            safety("one request for a number") {
                forAll { (t: Round, v: Value, u: Round, w: Value) in
                    executed(t, v) && executed(u, w) ==> v == w
                }
            }
        }
    }
}

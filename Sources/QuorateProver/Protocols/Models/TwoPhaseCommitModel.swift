private let prepared = Relation<Replicas>("prepared")
private let committed = Relation<Replicas>("committed")
private let aborted = Relation<Replicas>("aborted")
private let announced = Relation<Replicas>("sentPrepared")
private let acknowledged = Relation<Replicas>("acknowledged")
private let down = Relation<Replicas>("down")
private let mayCommit = Flag("commitSent")
private let mustAbort = Flag("abortSent")

enum TwoPhaseCommitMutant: String, ModelMutant {
    case silenceIsYes = "silence-is-yes"
    case preparedMayAbort = "prepared-may-abort"
    case decidesTwice = "decides-twice"

    var change: String {
        switch self {
        case .silenceIsYes: "The coordinator does not wait for managers that are down."
        case .preparedMayAbort: "A manager that is prepared aborts on its own."
        case .decidesTwice: "The coordinator aborts what it has committed."
        }
    }

    var breaks: String {
        switch self {
        case .silenceIsYes: "commit keeps \"a commit was prepared by all\""
        case .preparedMayAbort: "abort alone keeps \"no manager goes back before a decision to abort\""
        case .decidesTwice: "abort keeps \"one decision\""
        }
    }
}

extension ProtocolModel {
    /// Two-phase commit with managers and a coordinator that may crash; a replica that is down takes no step, and the
    /// coordinator may stop at any time because it is never obliged to go on.
    static func twoPhaseCommit(_ mutant: TwoPhaseCommitMutant?) -> ProtocolModel {
        ProtocolModel(
            "two-phase-commit", "Two-phase commit with crashes: no two managers decide differently.",
            source: "Gray and Lamport, Consensus on Transaction Commit (2006), section 3", mutant: mutant
        ) {
            action("prepare") { (r: Replica) in
                !down(r)
                !prepared(r) && !committed(r) && !aborted(r)
                prepared.insert(r)
                announced.insert(r)
            }
            action("abort alone") { (r: Replica) in
                !down(r)
                !committed(r) && !aborted(r)
                if mutant != .preparedMayAbort { !prepared(r) }
                prepared.remove(r)
                aborted.insert(r)
            }
            action("crash") { (r: Replica) in down.insert(r) }
            action("receive prepared") { (r: Replica) in
                !mayCommit() && !mustAbort()
                announced(r)
                acknowledged.insert(r)
            }
            action("commit") {
                !mayCommit() && !mustAbort()
                forAll { (r: Replica) in
                    mutant == .silenceIsYes ? acknowledged(r) || down(r) : acknowledged(r)
                }
                mayCommit.insert()
            }
            action("abort") {
                if mutant != .decidesTwice { !mayCommit() }
                !mustAbort()
                mustAbort.insert()
            }
            action("obey commit") { (r: Replica) in
                !down(r)
                mayCommit()
                prepared.remove(r)
                aborted.remove(r)
                committed.insert(r)
            }
            action("obey abort") { (r: Replica) in
                !down(r)
                mustAbort()
                prepared.remove(r)
                committed.remove(r)
                aborted.insert(r)
            }
            invariant("one decision") { !(mayCommit() && mustAbort()) }
            invariant("an acknowledged Prepared was sent") {
                forAll { (r: Replica) in acknowledged(r) ==> announced(r) }
            }
            invariant("no manager goes back before a decision to abort") {
                forAll { (r: Replica) in announced(r) && !mustAbort() ==> prepared(r) || committed(r) }
            }
            invariant("a commit was prepared by all") {
                forAll { (r: Replica) in mayCommit() ==> acknowledged(r) }
            }
            invariant("a manager commits only what the coordinator does") {
                forAll { (r: Replica) in committed(r) ==> mayCommit() }
            }
            invariant("a manager is in one phase") {
                forAll { (r: Replica) in
                    !(prepared(r) && aborted(r)) && !(committed(r) && aborted(r))
                        && !(prepared(r) && committed(r))
                }
            }
            safety("consistency") {
                forAll { (r: Replica, s: Replica) in !(committed(r) && aborted(s)) }
            }
        }
    }
}

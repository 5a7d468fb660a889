private typealias Amplifier = Term<Amplifiers>
private typealias Deliverer = Term<Deliverers>

private let amplifies = Relation<Replicas, Amplifiers>.fixed("inAmplifier")
private let delivers = Relation<Replicas, Deliverers>.fixed("inDeliverer")
private let honest = Flag.fixed("senderIsCorrect")
private let initial = Relation<Values>("initial")
private let echoed = Relation<Replicas, Values>("echo")
private let readied = Relation<Replicas, Values>("ready")
private let delivered = Relation<Replicas, Values>("delivered")

enum BrachaMutant: String, ModelMutant {
    case noIntersection = "no-intersection"
    case anyAmplifier = "any-amplifier"
    case echoesTwice = "echoes-twice"
    case readiesAlone = "readies-alone"

    var change: String {
        switch self {
        case .noIntersection: "Nothing is known of how quorums of echoes meet."
        case .anyAmplifier: "The READY messages that a replica follows may all be from faulty replicas."
        case .echoesTwice: "A replica echoes every value that it hears."
        case .readiesAlone: "A replica sends READY for a value that it has heard, without echoes."
        }
    }

    var breaks: String {
        switch self {
        case .noIntersection: "the invariants imply \"agreement\""
        case .anyAmplifier: "follow keeps \"READY has a quorum of echoes\""
        case .echoesTwice: "echo keeps \"one echo\""
        case .readiesAlone: "ready keeps \"READY has a quorum of echoes\""
        }
    }
}

extension ProtocolModel {
    /// Bracha's reliable broadcast of one value. What faulty replicas send is there for whoever wants it.
    static func brachaBroadcast(_ mutant: BrachaMutant?) -> ProtocolModel {
        ProtocolModel(
            "bracha-broadcast", "Bracha's reliable broadcast: agreement, and validity of a correct sender.",
            source: "Bracha, Asynchronous Byzantine Agreement Protocols (1987), section 3", mutant: mutant
        ) {
            quorums(
                proved: "bracha-amplification",
                [
                    "E1": mutant == .noIntersection ? nil : member.each, "E2": member.each,
                    "A": mutant == .anyAmplifier ? nil : amplifies.each, "R": delivers.each,
                    "F": faulty.those,
                ])
            action("send") { (v: Value) in
                honest() ==> forAll { (w: Value) in !initial(w) }
                initial.insert(v)
            }
            action("echo") { (r: Replica, v: Value) in
                !faulty(r) && initial(v)
                if mutant != .echoesTwice { forAll { (w: Value) in !echoed(r, w) } }
                echoed.insert(r, v)
            }
            action("echo for echoes") { (r: Replica, v: Value, q: Quorum) in
                !faulty(r) && forAll { (w: Value) in !echoed(r, w) }
                everyMember(of: q) { a in echoed(a, v) || faulty(a) }
                echoed.insert(r, v)
            }
            action("echo for readies") { (r: Replica, v: Value, s: Amplifier) in
                !faulty(r) && forAll { (w: Value) in !echoed(r, w) }
                forAll { (a: Replica) in amplifies(a, s) ==> readied(a, v) || faulty(a) }
                echoed.insert(r, v)
            }
            action("ready") { (r: Replica, v: Value, q: Quorum) in
                !faulty(r) && forAll { (w: Value) in !readied(r, w) }
                if mutant == .readiesAlone {
                    initial(v)
                } else {
                    everyMember(of: q) { a in echoed(a, v) || faulty(a) }
                }
                readied.insert(r, v)
            }
            action("follow") { (r: Replica, v: Value, s: Amplifier) in
                !faulty(r) && forAll { (w: Value) in !readied(r, w) }
                forAll { (a: Replica) in amplifies(a, s) ==> readied(a, v) || faulty(a) }
                readied.insert(r, v)
            }
            action("deliver") { (r: Replica, v: Value, s: Deliverer) in
                !faulty(r) && forAll { (w: Value) in !delivered(r, w) }
                forAll { (a: Replica) in delivers(a, s) ==> readied(a, v) || faulty(a) }
                delivered.insert(r, v)
            }
            invariant("a correct sender sends one value") {
                forAll { (v: Value, w: Value) in honest() && initial(v) && initial(w) ==> v == w }
            }
            invariant("an echo is of a value sent") {
                forAll { (r: Replica, v: Value) in echoed(r, v) ==> initial(v) }
            }
            invariant("one echo") {
                forAll { (r: Replica, v: Value, w: Value) in
                    !faulty(r) && echoed(r, v) && echoed(r, w) ==> v == w
                }
            }
            invariant("READY has a quorum of echoes") {
                forAll { (v: Value) in
                    exists { (r: Replica) in readied(r, v) && !faulty(r) }
                        ==> someQuorum { r in echoed(r, v) }
                }
            }
            invariant("what is delivered was readied by a correct replica") {
                forAll { (v: Value) in
                    exists { (r: Replica) in delivered(r, v) }
                        ==> exists { (r: Replica) in readied(r, v) && !faulty(r) }
                }
            }
            safety("agreement") {
                forAll { (r: Replica, v: Value, s: Replica, w: Value) in
                    delivered(r, v) && delivered(s, w) ==> v == w
                }
            }
            safety("validity") {
                forAll { (r: Replica, v: Value, w: Value) in
                    honest() && delivered(r, v) ==> initial(v) && (initial(w) ==> v == w)
                }
            }
        }
    }
}

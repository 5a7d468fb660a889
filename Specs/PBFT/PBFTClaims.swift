import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let prepared: SetExpression = "P1"
private let otherPrepared: SetExpression = "P2"
private let committed: SetExpression = "C"
private let viewChange: SetExpression = "V"
private let faulty: SetExpression = "F"
private let read: SetExpression = "R"
private let written: SetExpression = "W"

private let castroLiskov = "Castro and Liskov, Practical Byzantine Fault Tolerance (1999)"

/// PBFT with n = 3f + 1: certificates of 2f + 1 messages.
package let pbftClaims: [Claim] = [
    Claim(
        "pbft-view-change", "A view change hears a correct replica that prepared what was committed.",
        source: "\(castroLiskov), section 4.4"
    ) {
        certificates(committed, viewChange)
    } then: {
        (committed & viewChange - faulty).count >= 1
    },
    Claim(
        "pbft-all-certificates",
        "Any two certificates share a correct replica: prepared for either digest, committed, view change.",
        source: "\(castroLiskov), section 4.5"
    ) {
        certificates(prepared, otherPrepared, committed, viewChange)
    } then: {
        (prepared & otherPrepared - faulty).count >= 1
        (prepared & committed - faulty).count >= 1
        (otherPrepared & committed - faulty).count >= 1
        (committed & viewChange - faulty).count >= 1
    },
    Claim(
        "pbft-three-certificates",
        "Prepared, committed and view change certificates share one correct replica.", source: castroLiskov
    ) {
        certificates(prepared, committed, viewChange)
    } then: {
        (prepared & committed & viewChange - faulty).count >= 1
    }.refuted(["n": 4, "f": 1]),
    Claim(
        "pbft-read-only",
        "2f + 1 equal answers to a read share f + 1 replicas, one of them correct, with each write.",
        source: "\(castroLiskov), section 5.1"
    ) {
        certificates(read, written)
    } then: {
        (read & written).count >= f + 1
        (read & written - faulty).count >= 1
    },
    Claim(
        "pbft-read-only-correct",
        "2f + 1 equal answers to a read share f + 1 correct replicas with each write.", source: castroLiskov
    ) {
        certificates(read, written)
    } then: {
        (read & written - faulty).count >= f + 1
    }.refuted(["n": 4, "f": 1]),
]

private func certificates(_ sets: SetExpression...) -> [Proposition] {
    [n == 3 * f + 1, faulty.count <= f] + sets.map { $0.count == 2 * f + 1 }
}

import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let q1: Quantity = "q1"
private let q2: Quantity = "q2"
private let preparing: SetExpression = "Q1"
private let accepting: SetExpression = "Q2"
private let otherAccepting: SetExpression = "Q3"
private let faulty: SetExpression = "F"

private let howard =
    "Howard, Malkhi and Spiegelman, Flexible Paxos: Quorum Intersection Revisited (2016), section 3"

/// Flexible Paxos: only quorums of different phases have to meet.
package let flexiblePaxosClaims: [Claim] = [
    Claim(
        "flexible-paxos", "With q1 + q2 > n, a quorum of phase 1 meets every quorum of phase 2.",
        source: howard
    ) {
        q1 + q2 > n
        preparing.count == q1
        accepting.count == q2
    } then: {
        (preparing & accepting).count >= 1
    },
    Claim("flexible-paxos-same-phase", "With q1 + q2 > n, two quorums of phase 2 meet.", source: howard) {
        q1 + q2 > n
        q2 >= 1
        accepting.count == q2
        otherAccepting.count == q2
    } then: {
        (accepting & otherAccepting).count >= 1
    }.refuted(["n": 2, "q1": 2, "q2": 1]),
    Claim(
        "flexible-paxos-sum-n", "With q1 + q2 = n, a quorum of phase 1 meets every quorum of phase 2.",
        source: howard
    ) {
        q1 + q2 == n
        q1 >= 1
        q2 >= 1
        preparing.count == q1
        accepting.count == q2
    } then: {
        (preparing & accepting).count >= 1
    }.refuted(["n": 2, "q1": 1, "q2": 1]),
    Claim(
        "flexible-byzantine", "With q1 + q2 > n + f, quorums of different phases share a correct replica.",
        source: "Malkhi, Nayak and Ren, Flexible Byzantine Fault Tolerance (2019)"
    ) {
        q1 + q2 > n + f
        preparing.count == q1
        accepting.count == q2
        faulty.count <= f
    } then: {
        (preparing & accepting - faulty).count >= 1
    },
]

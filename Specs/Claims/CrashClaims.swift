import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let q: Quantity = "q"
private let k: Quantity = "k"
private let w: Quantity = "w"
private let a: SetExpression = "A"
private let b: SetExpression = "B"
private let faulty: SetExpression = "F"
private let witnesses: SetExpression = "W"

private let thomas = "Thomas, A Majority Consensus Approach to Concurrency Control (1979)"

/// Majorities, for replicas that crash and do not lie.
package let crashClaims: [Claim] = [
    .intersection(
        "majority-intersection", "Two majorities share a replica.", source: thomas, of: (a, b),
        each: { $0.count == q }
    ) {
        2 * q > n
    },
    Claim(
        "crash-quorums", "Quorums of f + 1 out of 2f + 1 share a replica and survive f crashes.",
        source: "Lamport, The Part-Time Parliament (1998)"
    ) {
        n == 2 * f + 1
        q == f + 1
        a.count == q
        b.count == q
        faulty.count <= f
    } then: {
        (a & b).count >= 1
        (.everyone - faulty).count >= q
    },
    Claim(
        "crash-overlap", "Two quorums of q = f + 1 out of 2f + 1 share at least 2q - n = 1 replica.",
        source: "Lamport, The Part-Time Parliament (1998)"
    ) {
        n == 2 * f + 1
        q == f + 1
        a.count == q
        b.count == q
    } then: {
        2 * q - n == 1
        (a & b).count >= 2 * q - n
    },
    .intersection(
        "split-brain", "Two halves of an even cluster share a replica.", source: thomas, of: (a, b),
        each: { $0.count == f }
    ) {
        f >= 1
        n == 2 * f
    }.refuted(["n": 2, "f": 1]),
    .intersection(
        "even-cluster", "In a cluster of 2k replicas, two quorums of k + 1 share a replica.", source: thomas,
        of: (a, b), each: { $0.count == k + 1 }
    ) {
        n == 2 * k
    },
    witnessed(
        "witness-data", "Every majority holds a replica with data, and two majorities share a replica."
    ) {
        (a - witnesses).count >= 1
        (a & b).count >= 1
    },
    witnessed("witness-common-data", "Two majorities share a replica with data.") {
        (a & b - witnesses).count >= 1
    }.refuted(["n": 3, "w": 1]),
]

/// Voting with at most (n - 1)/2 witnesses, replicas that vote and hold no data.
private func witnessed(
    _ name: String, _ sentence: String, @PropositionBuilder then: () -> [Proposition]
) -> Claim {
    Claim(name, sentence, source: "Pâris, Voting with Witnesses (1986)") {
        w <= floor((n - 1) / 2)
        witnesses.count == w
        2 * a.count > n
        2 * b.count > n
    } then: {
        then()
    } inTheCase: {
        w >= 1
    }
}

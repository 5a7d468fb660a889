import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let replies: SetExpression = "Q"
private let faulty: SetExpression = "F"

private let schneider =
    "Schneider, Implementing Fault-Tolerant Services Using the State Machine Approach (1990)"

/// Number of identical copies that a reader needs in order to trust a value that is not being changed.
package let readClaims: [Claim] = [
    Claim("matching-reads", "f + 1 identical copies hold one from a correct replica.", source: schneider) {
        replies.count == f + 1
        faulty.count <= f
    } then: {
        (replies - faulty).count >= 1
    },
    Claim("matching-reads-f", "f identical copies hold one from a correct replica.", source: schneider) {
        f >= 1
        replies.count == f
        faulty.count <= f
    } then: {
        (replies - faulty).count >= 1
    }.refuted(["n": 1, "f": 1]),
    .availability(
        "matching-reads-availability",
        "With n ≥ 2f + 1, the correct replicas can send f + 1 identical copies.", source: schneider,
        of: f + 1, without: faulty
    ) {
        n >= 2 * f + 1
    },
    .availability(
        "matching-reads-of-2f", "With n = 2f, the correct replicas can send f + 1 identical copies.",
        source: schneider, of: f + 1, without: faulty
    ) {
        f >= 1
        n == 2 * f
    }.refuted(["n": 2, "f": 1]),
]

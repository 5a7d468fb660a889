import QuorateQuorums

private let n: Quantity = "n"
private let u: Quantity = "u"
private let r: Quantity = "r"
private let a: Quantity = "a"
private let s: Quantity = "s"
private let b: Quantity = "b"
private let quorum: SetExpression = "Q1"
private let other: SetExpression = "Q2"
private let commission: SetExpression = "B"
private let omission: SetExpression = "O"
private let asymmetric: SetExpression = "A"
private let symmetric: SetExpression = "S"
private let benign: SetExpression = "N"

private let clement = "Clement et al., UpRight Cluster Services (2009)"

/// Fault models that tell liars from the silent: UpRight, and the three classes of Thambidurai and Park.
package let hybridClaims: [Claim] = [
    Claim(
        "upright",
        "With n = 2u + r + 1, quorums of u + r + 1 share a replica that does not lie, and can be formed.",
        source: clement
    ) {
        n == 2 * u + r + 1
        quorum.count == u + r + 1
        other.count == u + r + 1
        upRightFaults
    } then: {
        (quorum & other - commission).count >= 1
        (.everyone - (commission | omission)).count >= u + r + 1
    } inTheCase: {
        u >= 1
        r >= 1
    },
    Claim(
        "upright-2u-plus-r", "With n = 2u + r, the quorums of n - u share a replica that does not lie.",
        source: clement
    ) {
        n == 2 * u + r
        r >= 1
        quorum.count == n - u
        other.count == n - u
        upRightFaults
    } then: {
        (quorum & other - commission).count >= 1
    }.refuted(["n": 3, "u": 1, "r": 1]),
    hybrid(
        "hybrid-same-word",
        "With n > 3a + 2s + b, two quorums share a replica that told both the same, be it true or false."
    ) {
        n > 3 * a + 2 * s + b
    } then: {
        (quorum & other - asymmetric).count >= 1
    },
    hybrid("hybrid-same-truth", "With n > 3a + 2s + b, two quorums share a replica that told both the truth.")
    {
        n > 3 * a + 2 * s + b
    } then: {
        (quorum & other - asymmetric - symmetric).count >= 1
    }.refuted(["n": 3, "a": 0, "s": 1, "b": 0]),
    hybrid("hybrid-truth-3s", "With n > 3a + 3s + b, two quorums share a replica that told both the truth.") {
        n > 3 * a + 3 * s + b
    } then: {
        (quorum & other - asymmetric - symmetric).count >= 1
    },
]

// At most u replicas fail in any way, at most r of them by saying what is wrong.
private let upRightFaults: [Proposition] = [
    commission.count <= r,
    (commission | omission).count <= u,
]

/// a replicas tell everybody something else, s tell everybody the same wrong thing, and b fail so that everybody
/// sees it and leaves them out; a quorum is as many as are left.
private func hybrid(
    _ name: String, _ sentence: String, @PropositionBuilder _ replicas: () -> [Proposition],
    @PropositionBuilder then: () -> [Proposition]
) -> Claim {
    Claim(
        name, sentence,
        source: "Thambidurai and Park, Interactive Consistency with Multiple Failure Modes (1988)"
    ) {
        replicas()
        asymmetric.count <= a
        symmetric.count <= s
        benign.count == b
        for voters in [quorum, other] {
            voters.count == n - (a + s + b)
            voters.isDisjoint(with: benign)
        }
    } then: {
        then()
    } inTheCase: {
        a >= 1
        s >= 1
        b >= 1
    }
}

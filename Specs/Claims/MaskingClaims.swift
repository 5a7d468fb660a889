import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let q: Quantity = "q"
private let a: SetExpression = "A"
private let b: SetExpression = "B"
private let faulty: SetExpression = "F"
private let otherFaulty: SetExpression = "G"

private let malkhiReiter = "Malkhi and Reiter, Byzantine Quorum Systems (1998)"

/// Malkhi and Reiter's masking and opaque quorums: data that can be forged needs a correct majority in common.
package let maskingClaims: [Claim] = [
    Claim(
        "masking-intersection",
        "With n > 4f, what two quorums of ⌈(n + 2f + 1)/2⌉ share without f faulty is more than another f.",
        source: "\(malkhiReiter), section 4"
    ) {
        n > 4 * f
        q == QuorumSize.masking.quantity()
        a.count == q
        b.count == q
        faulty.count <= f
        otherFaulty.count <= f
    } then: {
        !(a & b - faulty).isSubset(of: otherFaulty)
    },
    Claim(
        "masking-outvotes",
        "Two quorums of ⌈(n + 2f + 1)/2⌉ share more correct replicas than faulty ones, and can be formed.",
        source: "\(malkhiReiter), section 4"
    ) {
        n > 4 * f
        q == QuorumSize.masking.quantity()
        a.count == q
        b.count == q
        faulty.count <= f
    } then: {
        (a & b - faulty).count > (a & b & faulty).count
        q <= n - f
    },
    Claim(
        "masking-of-4f", "Out of 4f replicas, quorums of n - f share more correct replicas than faulty ones.",
        source: "\(malkhiReiter), section 4"
    ) {
        f >= 1
        n == 4 * f
        q == n - f
        a.count == q
        b.count == q
        faulty.count <= f
    } then: {
        (a & b - faulty).count > (a & b & faulty).count
    }.refuted(["n": 4, "f": 1, "q": 3]).run(
        // Its values are signed, so that a reader needs one correct replica and no majority of them.
        by: "ReplicatedRegister", settings: ["replicas": n, "faults": f, "quorum": q]),
    opaque(
        "opaque-5f-plus-1",
        "With n > 5f, quorums of ⌈(2n + 2f)/3⌉ hold as many correct as faulty or stale, and can be formed."
    ) {
        n > 5 * f
    },
    opaque(
        "opaque-5f",
        "With n ≥ 5f, quorums of ⌈(2n + 2f)/3⌉ hold as many correct as faulty or stale, and can be formed."
    ) {
        n >= 5 * f
        n >= 1
    },
    opaque(
        "opaque-5f-minus-1",
        "With n = 5f - 1, quorums of ⌈(2n + 2f)/3⌉ hold as many correct as faulty or stale, and can be formed."
    ) {
        n == 5 * f - 1
    }.refuted(["n": 4, "f": 1, "q": 4]),
]

/// Opaque quorums of ⌈(2n + 2f)/3⌉: a reader who does not know f takes the value that most replicas report.
private func opaque(
    _ name: String, _ sentence: String, @PropositionBuilder _ replicas: () -> [Proposition]
) -> Claim {
    Claim(name, sentence, source: "\(malkhiReiter), section 6") {
        replicas()
        q == ceiling((2 * n + 2 * f) / 3)
        a.count == q
        b.count == q
        faulty.count <= f
    } then: {
        (a & b - faulty).count >= (b & faulty | (b - a)).count
        (a & b - faulty).count > (b & faulty).count
        q <= n - f
    }
}

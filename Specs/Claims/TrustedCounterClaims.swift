import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let a: SetExpression = "A"
private let b: SetExpression = "B"
private let faulty: SetExpression = "F"

/// Replicas with a trusted counter cannot say two things under one number: it is enough that quorums meet.
package let trustedCounterClaims: [Claim] = [
    counted("trusted-counter", "Quorums of f + 1 out of 2f + 1 share a replica, and can be formed.") {
        (a & b).count >= 1
        (.everyone - faulty).count >= f + 1
    },
    counted("trusted-counter-correct", "Quorums of f + 1 out of 2f + 1 share a correct replica.") {
        (a & b - faulty).count >= 1
    }.refuted(["n": 3, "f": 1]),
]

private func counted(
    _ name: String, _ sentence: String, @PropositionBuilder then: () -> [Proposition]
) -> Claim {
    Claim(name, sentence, source: "Veronese et al., Efficient Byzantine Fault-Tolerance (2013)") {
        n == 2 * f + 1
        a.count == f + 1
        b.count == f + 1
        faulty.count <= f
    } then: {
        then()
    }
}

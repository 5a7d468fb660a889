import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let answers: SetExpression = "A"
private let viewChange: SetExpression = "V"
private let faulty: SetExpression = "F"

private let zyzzyva = "Kotla et al., Zyzzyva: Speculative Byzantine Fault Tolerance (2007)"

/// Zyzzyva's fast path: what all replicas have answered must be found again by a view change.
package let zyzzyvaClaims: [Claim] = [
    Claim(
        "zyzzyva-fast-path",
        "When all 3f + 1 have answered, 2f + 1 of a view change hold f + 1 correct witnesses, at most f others.",
        source: zyzzyva
    ) {
        n == 3 * f + 1
        viewChange.count == 2 * f + 1
        faulty.count <= f
    } then: {
        (viewChange - faulty).count >= f + 1
        (viewChange & faulty).count <= f
    },
    Claim(
        "zyzzyva-fast-path-3f",
        "When 3f have answered, 2f + 1 of a view change hold f + 1 correct witnesses.", source: zyzzyva
    ) {
        f >= 1
        n == 3 * f + 1
        answers.count == 3 * f
        viewChange.count == 2 * f + 1
        faulty.count <= f
    } then: {
        (viewChange & answers - faulty).count >= f + 1
    }.refuted(["n": 4, "f": 1]),
]

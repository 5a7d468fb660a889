import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let fast: SetExpression = "F1"
private let otherFast: SetExpression = "F2"
private let recovery: SetExpression = "R"

private let epaxos =
    "Moraru, Andersen and Kaminsky, There Is More Consensus in Egalitarian Parliaments (2013)"

/// EPaxos with n = 2f + 1: what a majority that recovers an instance sees of fast quorums.
package let epaxosClaims: [Claim] = [
    Claim(
        "epaxos-recovery",
        "A recovery majority meets a fast quorum of f + ⌊(f + 1)/2⌋ in ⌊(f + 1)/2⌋ replicas.",
        source: "\(epaxos), section 4"
    ) {
        n == 2 * f + 1
        fast.count == f + floor((f + 1) / 2)
        recovery.count == f + 1
    } then: {
        (fast & recovery).count >= floor((f + 1) / 2)
    },
    Claim(
        "epaxos-plain", "With f ≥ 2, two fast quorums of 2f meet inside every recovery majority.",
        source: "\(epaxos), section 4"
    ) {
        f >= 2
        n == 2 * f + 1
        fast.count == 2 * f
        otherFast.count == 2 * f
        recovery.count == f + 1
    } then: {
        (fast & otherFast & recovery).count >= 1
    },
    Claim(
        "epaxos-optimised", "Two fast quorums of f + ⌊(f + 1)/2⌋ meet inside every recovery majority.",
        source: epaxos
    ) {
        f >= 1
        n == 2 * f + 1
        fast.count == f + floor((f + 1) / 2)
        otherFast.count == f + floor((f + 1) / 2)
        recovery.count == f + 1
    } then: {
        (fast & otherFast & recovery).count >= 1
    }.refuted(["n": 3, "f": 1]),
]

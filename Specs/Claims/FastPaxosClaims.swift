import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let e: Quantity = "e"
private let q: Quantity = "q"
private let r: Quantity = "r"
private let classic: SetExpression = "Q"
private let fast: SetExpression = "R1"
private let otherFast: SetExpression = "R2"

private let lamport = "Lamport, Fast Paxos (2006), section 3"

/// Fast Paxos: a classic quorum must meet what two fast quorums share, so that at most one value can be chosen.
package let fastPaxosClaims: [Claim] = [
    Claim(
        "fast-paxos",
        "With n > 2f and n > 2e + f, a classic quorum of n - f and two fast ones of n - e meet.",
        source: lamport
    ) {
        n > 2 * f
        n > 2 * e + f
        classic.count == n - f
        fast.count == n - e
        otherFast.count == n - e
    } then: {
        (classic & fast & otherFast).count >= 1
    },
    Claim(
        "fast-paxos-three-quarters", "A classic majority and two fast quorums of ⌈3n/4⌉ meet.",
        source: lamport
    ) {
        classic.count == floor(n / 2) + 1
        fast.count == ceiling(3 * n / 4)
        otherFast.count == ceiling(3 * n / 4)
    } then: {
        (classic & fast & otherFast).count >= 1
    },
    Claim("fast-paxos-two-thirds", "Three quorums of more than 2n/3 meet.", source: lamport) {
        3 * classic.count > 2 * n
        3 * fast.count > 2 * n
        3 * otherFast.count > 2 * n
    } then: {
        (classic & fast & otherFast).count >= 1
    },
    Claim(
        "fast-paxos-rounded-down",
        "A classic majority and two fast quorums of ⌊3n/4⌋ meet, if the fast ones are no smaller.",
        source: lamport
    ) {
        q == floor(n / 2) + 1
        r == floor(3 * n / 4)
        r >= q
        classic.count == q
        fast.count == r
        otherFast.count == r
    } then: {
        (classic & fast & otherFast).count >= 1
    }.refuted(["n": 3, "q": 2]),
    Claim("fast-paxos-majorities", "Three majorities meet.", source: lamport) {
        2 * classic.count > n
        2 * fast.count > n
        2 * otherFast.count > n
    } then: {
        (classic & fast & otherFast).count >= 1
    }.refuted(["n": 3]),
]

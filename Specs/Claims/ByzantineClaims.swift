import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let q: Quantity = "q"
private let a: SetExpression = "A"
private let b: SetExpression = "B"
private let faulty: SetExpression = "F"

private let malkhiReiter = "Malkhi and Reiter, Byzantine Quorum Systems (1998), section 5"

/// Malkhi and Reiter's dissemination quorums: data that nobody can forge needs one correct replica in common.
let byzantineClaims: [Claim] = [
    Claim(
        "byzantine-intersection", "Two quorums of ⌈(n + f + 1)/2⌉ share a correct replica when n > 3f.",
        source: malkhiReiter
    ) {
        n > 3 * f
        q == QuorumSize.byzantine.quantity()
        a.count == q
        b.count == q
        faulty.count <= f
    } then: {
        (a & b - faulty).count >= 1
    },
    Claim(
        "byzantine-availability", "The correct replicas hold a quorum of ⌈(n + f + 1)/2⌉ when n > 3f.",
        source: malkhiReiter
    ) {
        n > 3 * f
        q == QuorumSize.byzantine.quantity()
        faulty.count <= f
    } then: {
        (.everyone - faulty).count >= q
    },
    Claim(
        "byzantine-any-quorum-size",
        "Quorums of more than (n + f)/2 share a correct replica, whatever n, f and q.", source: malkhiReiter
    ) {
        2 * q > n + f
        a.count == q
        b.count == q
        faulty.count <= f
    } then: {
        (a & b - faulty).count >= 1
    },
    Claim(
        "byzantine-off-by-one", "Quorums that replicas can always form need to exceed only (n + f - 1)/2.",
        source: malkhiReiter
    ) {
        f >= 1
        2 * q > n + f - 1
        q <= n - f
        a.count == q
        b.count == q
        faulty.count <= f
    } then: {
        (a & b - faulty).count >= 1
    }.refuted(["n": 3, "f": 1, "q": 2]),
    Claim(
        "majority-under-byzantine",
        "Majorities, which serve when replicas only crash, share a correct replica.",
        source: "Bracha and Toueg, Asynchronous Consensus and Broadcast Protocols (1985)"
    ) {
        f >= 1
        n >= 2 * f + 1
        2 * a.count > n
        2 * b.count > n
        faulty.count <= f
    } then: {
        (a & b - faulty).count >= 1
    }.refuted(["n": 3, "f": 1]).run(
        by: "ReplicatedRegister", settings: ["replicas": n, "faults": f, "quorum": a.count]),
]

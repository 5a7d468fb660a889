import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let q: Quantity = "q"
private let a: SetExpression = "A"
private let b: SetExpression = "B"
private let faulty: SetExpression = "F"

private let malkhiReiter = "Malkhi and Reiter, Byzantine Quorum Systems (1998), section 5"

/// Malkhi and Reiter's dissemination quorums: data that cannot be forged need one correct replica in common.
package let byzantineClaims: [Claim] = [
    .intersection(
        "byzantine-intersection", "Two quorums of ⌈(n + f + 1)/2⌉ share a correct replica when n > 3f.",
        source: malkhiReiter, of: (a, b), each: { $0.count == q }, outside: faulty
    ) {
        n > 3 * f
        q == QuorumSize.byzantine.quantity()
    },
    .availability(
        "byzantine-availability", "The correct replicas hold a quorum of ⌈(n + f + 1)/2⌉ when n > 3f.",
        source: malkhiReiter, of: q, without: faulty
    ) {
        n > 3 * f
        q == QuorumSize.byzantine.quantity()
    },
    .intersection(
        "byzantine-any-quorum-size",
        "Quorums of more than (n + f)/2 share a correct replica, whatever n, f and q.", source: malkhiReiter,
        of: (a, b), each: { $0.count == q }, outside: faulty
    ) {
        2 * q > n + f
    },
    .intersection(
        "byzantine-off-by-one", "Quorums that replicas can always form need to exceed only (n + f - 1)/2.",
        source: malkhiReiter, of: (a, b), each: { $0.count == q }, outside: faulty
    ) {
        f >= 1
        2 * q > n + f - 1
        q <= n - f
    }.refuted(["n": 3, "f": 1, "q": 2]),
    .intersection(
        "majority-under-byzantine",
        "Majorities, which serve when replicas only crash, share a correct replica.",
        source: "Bracha and Toueg, Asynchronous Consensus and Broadcast Protocols (1985)", of: (a, b),
        each: { 2 * $0.count > n }, outside: faulty
    ) {
        f >= 1
        n >= 2 * f + 1
    }.refuted(["n": 3, "f": 1]).run(
        by: "ReplicatedRegister", settings: ["replicas": n, "faults": f, "quorum": a.count]),
]

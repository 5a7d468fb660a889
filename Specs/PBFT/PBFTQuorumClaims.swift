import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let a: SetExpression = "A"
private let b: SetExpression = "B"
private let faulty: SetExpression = "F"

private let castroLiskov = "Castro and Liskov, Practical Byzantine Fault Tolerance (1999), section 4"

/// The textbook form, n = 3f + 1 with quorums of 2f + 1, and what becomes of it when a number is changed.
package let pbftQuorumClaims: [Claim] = [
    .intersection(
        "pbft-intersection", "Two quorums of 2f + 1 out of 3f + 1 share a correct replica.",
        source: castroLiskov, of: (a, b), each: { $0.count == 2 * f + 1 }, outside: faulty
    ) {
        n == 3 * f + 1
    },
    Claim(
        "pbft-overlap", "Two quorums of q = 2f + 1 out of 3f + 1 share at least 2q - n = f + 1 replicas.",
        source: castroLiskov
    ) {
        n == 3 * f + 1
        "q" == 2 * f + 1
        a.count == "q"
        b.count == "q"
    } then: {
        2 * "q" - n == f + 1
        (a & b).count >= f + 1
    },
    .intersection(
        "pbft-quorum-2f", "Quorums of 2f out of 3f + 1 share a correct replica.", source: castroLiskov,
        of: (a, b), each: { $0.count == 2 * f }, outside: faulty
    ) {
        f >= 1
        n == 3 * f + 1
    }.refuted(["n": 4, "f": 1]).run(
        by: "ReplicatedRegister", settings: ["replicas": n, "faults": f, "quorum": 2 * f]),
    .intersection(
        "pbft-of-3f", "Out of 3f replicas, quorums of the n - f that answer share a correct replica.",
        source: castroLiskov, of: (a, b), each: { $0.count == n - f }, outside: faulty
    ) {
        f >= 1
        n == 3 * f
    }.refuted(["n": 3, "f": 1]).run(
        by: "ReplicatedRegister", settings: ["replicas": n, "faults": f, "quorum": n - f]),
    .availability(
        "pbft-of-3f-availability", "Out of 3f replicas, the correct ones hold a quorum of 2f + 1.",
        source: castroLiskov, of: 2 * f + 1, without: faulty
    ) {
        f >= 1
        n == 3 * f
    }.refuted(["n": 3, "f": 1]),
    .intersection(
        "pbft-more-replicas",
        "Quorums of 2f + 1 share a correct replica also when there are more than 3f + 1.",
        source: castroLiskov, of: (a, b), each: { $0.count == 2 * f + 1 }, outside: faulty
    ) {
        f >= 1
        n > 3 * f
    }.refuted(["n": 5, "f": 1]),
]

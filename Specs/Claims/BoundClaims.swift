import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let q: Quantity = "q"
private let faulty: SetExpression = "F"

private let generals = "Lamport, Shostak and Pease, The Byzantine Generals Problem (1982)"
private let brachaToueg = "Bracha and Toueg, Asynchronous Consensus and Broadcast Protocols (1985)"

/// Number of replicas that there must be for quorums that are safe and can be formed: 2f + 1 when replicas
/// crash, 3f + 1 when they lie. Each bound in both directions.
package let boundClaims: [Claim] = [
    Claim(
        "crash-bound-necessary", "Quorums that intersect and survive f crashes need n > 2f.",
        source: brachaToueg
    ) {
        2 * q > n
        q <= n - f
    } then: {
        n > 2 * f
    },
    Claim(
        "crash-bound-sufficient", "With n > 2f, majorities intersect and survive f crashes.",
        source: brachaToueg
    ) {
        n > 2 * f
        q == QuorumSize.majority.quantity()
    } then: {
        2 * q > n
        q <= n - f
    },
    Claim(
        "byzantine-bound-necessary", "Quorums that are safe (2q > n + f) and live (q ≤ n - f) need n > 3f.",
        source: brachaToueg
    ) {
        2 * q > n + f
        q <= n - f
    } then: {
        n > 3 * f
    },
    Claim(
        "byzantine-bound-sufficient", "With n > 3f, quorums of ⌈(n + f + 1)/2⌉ are safe and live.",
        source: "Malkhi and Reiter, Byzantine Quorum Systems (1998), section 5"
    ) {
        n > 3 * f
        q == QuorumSize.byzantine.quantity()
    } then: {
        2 * q > n + f
        q <= n - f
    },
    Claim(
        "byzantine-bound-2f-plus-1", "The n > 2f replicas that suffice for crashes suffice against liars.",
        source: brachaToueg
    ) {
        f >= 1
        n > 2 * f
        q == QuorumSize.byzantine.quantity()
    } then: {
        2 * q > n + f
        q <= n - f
    }.refuted(["n": 3, "f": 1, "q": 3]),
    Claim(
        "generals-3f",
        "With 3f generals, a quorum that the loyal ones can form is never large enough to be safe.",
        source: "\(generals), section 2"
    ) {
        n == 3 * f
        faulty.count == f
        q <= (.everyone - faulty).count
    } then: {
        !(2 * q > n + f)
    },
    Claim(
        "generals-3f-plus-1",
        "With 3f + 1 generals the loyal ones outnumber the traitors more than two to one.",
        source: "\(generals), section 3"
    ) {
        n == 3 * f + 1
        faulty.count <= f
    } then: {
        (.everyone - faulty).count > 2 * faulty.count
    },
    Claim(
        "generals-3f-outnumber",
        "With 3f generals the loyal ones outnumber the traitors more than two to one.",
        source: "\(generals), section 2"
    ) {
        f >= 1
        n == 3 * f
        faulty.count <= f
    } then: {
        (.everyone - faulty).count > 2 * faulty.count
    }.refuted(["n": 3, "f": 1]),
    Claim(
        "signed-generals", "Among m + 2 generals, of whom at most m are traitors, at least two are loyal.",
        source: "\(generals), section 4"
    ) {
        n >= "m" + 2
        faulty.count <= "m"
    } then: {
        (.everyone - faulty).count >= 2
    } inTheCase: {
        "m" >= 1
    },
]

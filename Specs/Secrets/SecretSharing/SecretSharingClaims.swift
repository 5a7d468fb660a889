import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let t: Quantity = "t"
private let k: Quantity = "k"
private let faulty: SetExpression = "F"
private let seen: SetExpression = "S"
private let agreeing: SetExpression = "A1"
private let otherAgreeing: SetExpression = "A2"
private let a: SetExpression = "A"
private let b: SetExpression = "B"

private let sharing = "McEliece and Sarwate, On Sharing Secrets and Reed-Solomon Codes (1981)"

/// Shares of a secret, t of which determine it, and fragments of a file, k of which do.
package let secretSharingClaims: [Claim] = [
    Claim(
        "secret-sharing",
        "With f + 1 ≤ t ≤ n - 2f, f colluders learn nothing, and polynomials that each fit n - f shares are equal.",
        source: sharing
    ) {
        f + 1 <= t
        t <= n - 2 * f
        faulty.count <= f
        agreeing.count == n - f
        otherAgreeing.count == n - f
    } then: {
        faulty.count < t
        (agreeing & otherAgreeing).count >= t
    },
    Claim(
        "secret-sharing-threshold-above",
        "With t = n - 2f + 1, polynomials that each fit n - f shares have t of them in common.",
        source: sharing
    ) {
        f >= 1
        f + 1 <= t
        t == n - 2 * f + 1
        agreeing.count == n - f
        otherAgreeing.count == n - f
    } then: {
        (agreeing & otherAgreeing).count >= t
    }.refuted(["n": 3, "f": 1, "t": 2]),
    Claim(
        "secret-sharing-asynchronous",
        "Of n - f shares seen, f wrong, polynomials that each fit n - 2f are equal when t ≤ n - 3f.",
        source: "Ben-Or, Canetti and Goldreich, Asynchronous Secure Computation (1993)"
    ) {
        t <= n - 3 * f
        seen.count == n - f
        agreeing.isSubset(of: seen)
        otherAgreeing.isSubset(of: seen)
        agreeing.count == n - 2 * f
        otherAgreeing.count == n - 2 * f
    } then: {
        (agreeing & otherAgreeing).count >= t
    },
    Claim(
        "secret-sharing-necessary", "A threshold with f + 1 ≤ t ≤ n - 2f needs n ≥ 3f + 1.", source: sharing
    ) {
        f + 1 <= t
        t <= n - 2 * f
    } then: {
        n >= 3 * f + 1
    },
    Claim("secret-sharing-sufficient", "With n ≥ 3f + 1 the threshold t = f + 1 is one.", source: sharing) {
        n >= 3 * f + 1
        t == f + 1
    } then: {
        f + 1 <= t
        t <= n - 2 * f
    },
    Claim("secret-sharing-of-3f", "With n = 3f the threshold t = f + 1 is at most n - 2f.", source: sharing) {
        f >= 1
        n == 3 * f
        t == f + 1
    } then: {
        t <= n - 2 * f
    }.refuted(["n": 3, "f": 1, "t": 2]),
    Claim(
        "erasure-code", "Quorums of at least (n + k + f)/2 share k fragments at correct replicas.",
        source:
            "Cachin and Tessaro, Optimal Resilience for Erasure-Coded Byzantine Distributed Storage (2006)"
    ) {
        2 * a.count >= n + k + f
        2 * b.count >= n + k + f
        faulty.count <= f
    } then: {
        (a & b - faulty).count >= k
    },
]

import QuorateQuorums

private let a: SetExpression = "A"
private let b: SetExpression = "B"
private let c: SetExpression = "C"

private let shapiro = "Shapiro et al., Conflict-Free Replicated Data Types (2011)"

/// Merging of sets that copies have grown apart. What is counted here are the elements: `n` is their number.
package let mergeClaims: [Claim] = [
    Claim(
        "grow-only-set", "Union is commutative, associative and idempotent, and loses nothing.",
        source: shapiro
    ) {
    } then: {
        a | b == b | a
        a | b | c == a | (b | c)
        a | a == a
        a.isSubset(of: a | b)
    },
    Claim(
        "toggling-set", "Merging by symmetric difference is commutative, associative and idempotent.",
        source: shapiro
    ) {
    } then: {
        a ^ b == b ^ a
        a ^ b ^ c == a ^ (b ^ c)
        a ^ a == a
    }.refuted(["n": 1]),
]

public import QuorateQuorums

private let n: Quantity = "n", f: Quantity = "f"
private let colluders: SetExpression = "F", one: SetExpression = "A", other: SetExpression = "B"

extension SecretSharing {
    /// Why the threshold f + 1 is enough for all n and f; that n ≥ 3f + 1 is needed as well is among the
    /// claims that stand on their own.
    public var claims: [Claim] {
        let threshold = thresholdRule.quantity()
        let fitting = QuorumSize.allButFaulty.quantity()
        let secrecy = Claim(
            "colluders-below-threshold", "f colluders hold fewer shares than determine the secret.",
            source: Self.source
        ) {
            colluders.count <= f
        } then: {
            colluders.count < threshold
        }
        let robustness = Claim(
            "fitting-polynomials-agree",
            "Two polynomials that each fit n - f shares agree at t points, and so are one polynomial.",
            source: Self.source
        ) {
            n > 3 * f
            one.count >= fitting
            other.count >= fitting
        } then: {
            (one & other).count >= threshold
        }
        return [secrecy, robustness]
    }
}

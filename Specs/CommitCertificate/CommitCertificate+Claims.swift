public import QuorateQuorums

private let n: Quantity = "n", f: Quantity = "f"
private let signers: SetExpression = "A", others: SetExpression = "B", unreliable: SetExpression = "F"

extension CommitCertificate {
    /// Two certificates meet in f + 1 signers, one of whom is correct, and the correct replicas can make one.
    public var claims: [Claim] {
        let size = rule.quantity()
        let overlap = Claim(
            "certificate-overlap", "Two certificates share at least f + 1 signers.", source: Self.source
        ) {
            n == 3 * f + 1
            signers.count == size
            others.count == size
        } then: {
            (signers & others).count >= f + 1
        }
        let share = Claim(
            "common-correct-signer", "Two certificates share a correct signer.", source: Self.source
        ) {
            n == 3 * f + 1
            signers.count >= size
            others.count >= size
            unreliable.count <= f
        } then: {
            (signers & others - unreliable).count >= 1
        }
        let available = Claim(
            "available-certificate", "The correct replicas are enough for a certificate.", source: Self.source
        ) {
            n == 3 * f + 1
            unreliable.count <= f
        } then: {
            (.everyone - unreliable).count >= size
        }
        let run = share.run(
            by: Self.name, mutant: mutant?.rawValue, settings: ["replicas": n, "faults": f])
        guard mutant == .smallCertificate else { return [overlap, run, available] }
        return [overlap.refuted(["n": 4, "f": 1]), run.refuted(["n": 4, "f": 1]), available]
    }
}

public import QuorateQuorums

private let n: Quantity = "n", f: Quantity = "f"
private let signers: SetExpression = "C", reporters: SetExpression = "R", liars: SetExpression = "F"

extension MachineMigration {
    public var claims: [Claim] {
        let size = quorum > 0 ? .number(quorum) : quorumRule.quantity()
        let share = Claim(
            "common-correct-verifier", "A certificate and 2f + 1 reports share a correct verifier.",
            source: Self.source
        ) {
            n == 3 * f + 1
            signers.count >= size
            reporters.count >= size
            liars.count <= f
        } then: {
            (signers & reporters - liars).count >= 1
        }
        let available = Claim(
            "available-certificate", "The correct verifiers can certify a checkpoint.", source: Self.source
        ) {
            n == 3 * f + 1
            liars.count <= f
        } then: {
            (.everyone - liars).count >= size
        }
        let run = share.run(
            by: Self.name, mutant: mutant?.rawValue,
            settings: ["verifiers": n, "faults": f, "quorum": .number(quorum)])
        return [mutant == .quorumOfFPlusOne ? run.refuted(["n": 4, "f": 1]) : run, available]
    }
}

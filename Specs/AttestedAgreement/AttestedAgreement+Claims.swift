public import QuorateQuorums

private let n: Quantity = "n", f: Quantity = "f"
private let voters: SetExpression = "A", others: SetExpression = "B", unreliable: SetExpression = "F"

extension AttestedAgreement {
    /// A voter in common is enough where nobody votes twice; a correct one in each quorum keeps lies out.
    public var claims: [Claim] {
        let size = QuorumSize.majority.quantity()
        let share = Claim(
            "common-voter", "The voters for two decided values have one in common, who may be a liar.",
            source: Self.source
        ) {
            n == 2 * f + 1
            voters.count >= size
            others.count >= size
        } then: {
            (voters & others).count >= 1
        }
        let correct = Claim(
            "correct-voter", "Among the voters for a decided value is a correct one, and they can be found.",
            source: Self.source
        ) {
            n == 2 * f + 1
            voters.count >= size
            unreliable.count <= f
        } then: {
            (voters - unreliable).count >= 1
            (.everyone - unreliable).count >= size
        }
        return [share, correct]
    }
}

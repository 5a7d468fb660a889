public import QuorateQuorums

private let n: Quantity = "n", f: Quantity = "f"
private let voters: SetExpression = "A", otherVoters: SetExpression = "B", liars: SetExpression = "F"

extension FairScheduler {
    public var claims: [Claim] {
        let size = quorum > 0 ? .number(quorum) : quorumRule.quantity()
        let share = Claim(
            "common-correct-voter", "The votes for two decisions share a correct replica.",
            source: Self.source
        ) {
            n == 3 * f + 1
            voters.count >= size
            otherVoters.count >= size
            liars.count <= f
        } then: {
            (voters & otherVoters - liars).count >= 1
        }
        let available = Claim(
            "available-decision", "The correct replicas can decide.", source: Self.source
        ) {
            n == 3 * f + 1
            liars.count <= f
        } then: {
            (.everyone - liars).count >= size
        }
        let run = share.run(
            by: Self.name, mutant: mutant?.rawValue,
            settings: ["replicas": n, "faults": f, "quorum": .number(quorum)])
        return [mutant == .quorumOfFPlusOne ? run.refuted(["n": 4, "f": 1]) : run, available]
    }
}

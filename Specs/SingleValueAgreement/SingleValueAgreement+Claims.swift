public import QuorateQuorums

private let n: Quantity = "n", f: Quantity = "f"
private let voters: SetExpression = "A", others: SetExpression = "B", unreliable: SetExpression = "F"

extension SingleValueAgreement {
    /// What agreement stands on under the spec's model: a replica in common, or a correct one.
    public var claims: [Claim] {
        let size = rule.quantity()
        let lies = actualModel == .byzantine
        let share = Claim(
            "common-voter", "The voters for two decided values have one in common who votes once.",
            source: Self.source
        ) {
            bound
            // Without faults f votes are none at all.
            if mutant == .minorityQuorum { f >= 1 }
            voters.count >= size
            others.count >= size
            unreliable.count <= f
        } then: {
            lies ? (voters & others - unreliable).count >= 1 : (voters & others).count >= 1
        }
        let available = Claim(
            "available-quorum", "The replicas that are not faulty are a quorum.", source: Self.source
        ) {
            bound
            unreliable.count <= f
        } then: {
            (.everyone - unreliable).count >= size
        }
        let run = share.run(
            by: Self.name, mutant: mutant?.rawValue,
            settings: ["replicas": n, "faults": f, "model": .number(model.rawValue)])
        let isRefuted = mutant == .minorityQuorum || mutant == .byzantineReplica
        return [isRefuted ? run.refuted(["n": 3, "f": 1]) : run, available]
    }

    /// How many replicas the protocol is made for.
    private var bound: Statement { model == .byzantine ? n == 3 * f + 1 : n == 2 * f + 1 }
}

public import QuorateQuorums

private let n: Quantity = "n", f: Quantity = "f"
private let writers: SetExpression = "W", readers: SetExpression = "R", faulty: SetExpression = "F"

extension ReplicatedRegister {
    public var claims: [Claim] {
        let size = quorum > 0 ? .number(quorum) : rule.quantity()
        let share = Claim(
            "common-correct-replica",
            "A quorum of writers' acknowledgments and one of answers share a correct replica.",
            source: Self.source
        ) {
            n > 3 * f
            // Without faults a quorum of 2f is nobody at all.
            if mutant == .quorumOf2f { f >= 1 }
            writers.count >= size
            readers.count >= size
            faulty.count <= f
        } then: {
            (writers & readers - faulty).count >= 1
        }
        let available = Claim(
            "available-quorum", "The correct replicas are a quorum.", source: Self.source
        ) {
            n > 3 * f
            faulty.count <= f
        } then: {
            (.everyone - faulty).count >= size
        }
        let run = share.run(
            by: Self.name, mutant: mutant?.rawValue,
            settings: ["replicas": n, "faults": f, "quorum": .number(quorum)])
        return [mutant == .quorumOf2f ? run.refuted(["n": 4, "f": 1]) : run, available]
    }
}

public import QuorateQuorums

private let n: Quantity = "n", f: Quantity = "f"
private let echoes: SetExpression = "E", byzantine: SetExpression = "F"

/// The intersection facts behind the three properties of the paper, for N = n and T = f.
extension ReliableBroadcast {
    public var claims: [Claim] {
        let (echo, accept) = (echoRule.quantity(), acceptRule.quantity())
        let unforgeability = Claim(
            "correct-echo", "Whoever echoes because of ECHOs has heard a correct process.",
            source: Self.source
        ) {
            n > 3 * f
            byzantine.count <= f
            echoes.count >= echo
        } then: {
            (echoes - byzantine).count >= 1
        }
        let correctness = Claim(
            "enough-to-accept", "The correct processes alone send enough ECHOs to accept.",
            source: Self.source
        ) {
            byzantine.count <= f
        } then: {
            (.everyone - byzantine).count >= accept
        }
        let relay = Claim(
            "accepted-is-echoed",
            "When one process accepts, the correct ECHOs it has heard make everybody echo.",
            source: Self.source
        ) {
            n > 3 * f
            byzantine.count <= f
            echoes.count >= accept
        } then: {
            (echoes - byzantine).count >= echo
        }
        let run = unforgeability.run(
            by: Self.name, mutant: mutant?.rawValue,
            settings: ["processes": n, "threshold": f, "faulty": byzantine.count, "broadcast": 0])
        return [mutant == .hastyEcho ? run.refuted(["n": 4, "f": 1]) : run, correctness, relay]
    }
}

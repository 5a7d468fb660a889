public import QuorateQuorums

private let n: Quantity = "n", f: Quantity = "f"
private let some: SetExpression = "A", others: SetExpression = "B", byzantine: SetExpression = "F"

/// The intersection facts behind agreement, for n = 3f + 1 and all f, with this spec's own thresholds.
extension PBFT {
    public var claims: [Claim] {
        let (prepare, quorum) = (prepareRule.quantity(), quorumRule.quantity())
        let oneCertificate = Claim(
            "one-certificate", "Two prepared certificates of one view share a correct replica.",
            source: Self.source
        ) {
            size
            some.count >= prepare
            others.count >= prepare
            byzantine.count <= f
        } then: {
            (some & others - byzantine).count >= 1
        }
        let isReported = Claim(
            "reported-certificate",
            "A quorum that committed and one that changes view share a correct replica.", source: Self.source
        ) {
            size
            some.count >= quorum
            others.count >= quorum
            byzantine.count <= f
        } then: {
            (some & others - byzantine).count >= 1
        }
        let available = Claim(
            "available-quorum", "The correct replicas are a quorum.", source: Self.source
        ) {
            size
            byzantine.count <= f
        } then: {
            (.everyone - byzantine).count >= quorum
        }
        return [
            falls([.prepareQuorum2f, .quorum2f, .quorumOfFPlus1, .tooFewReplicas], oneCertificate),
            falls([.quorum2f, .quorumOfFPlus1, .tooFewReplicas], isReported), available,
        ]
    }

    /// n = 3f + 1, or 3f in the mutant that runs on too few; and f is not 0, with which no mutant differs.
    private var size: QuorateQuorums.Statement {
        n == (mutant == .tooFewReplicas ? 3 * f : 3 * f + 1) && f >= 1
    }

    /// `claim` as a claim that these mutants refute.
    private func falls(_ mutants: [Mutant], _ claim: Claim) -> Claim {
        guard let mutant, mutants.contains(mutant) else { return claim }
        return claim.refuted(["n": mutant == .tooFewReplicas ? 3 : 4, "f": 1])
    }
}

public import QuorateQuorums

private let n: Quantity = "n", f: Quantity = "f"
private let voters: SetExpression = "Q", promisers: SetExpression = "P", crashed: SetExpression = "F"

extension Paxos {
    /// The rule for the size of a quorum.
    static var quorumSize: QuorumSize { .majority }

    public var claims: [Claim] {
        let size = Self.quorumSize.quantity()
        let intersection = Claim(
            "common-acceptor", "A quorum that promises and a quorum that votes share an acceptor.",
            source: Self.source
        ) {
            promisers.count >= size
            voters.count >= size
        } then: {
            (promisers & voters).count >= 1
        }
        let availability = Claim(
            "available-quorum", "The acceptors that do not crash are a quorum when n > 2f.",
            source: Self.source
        ) {
            n > 2 * f
            crashed.count <= f
        } then: {
            (.everyone - crashed).count >= size
        }
        return [intersection, availability]
    }
}

public import QuorateLanguage
import QuorateQuorums

extension Paxos {
    public var properties: [Property<State>] {
        let (acceptors, values, ballots) = (acceptors, values, ballots)
        let quorums = ThresholdQuorums(of: acceptors, size: Self.quorumSize(n: acceptors.count))
        return [
            .always("agreement") { s in
                var chosen: Int? = nil
                for b in 0...ballots where quorums.isQuorum(s.voters(in: b, of: acceptors)) {
                    let value = s.proposal(in: b, values: values)
                    if chosen != nil && chosen != value { return false }
                    chosen = value
                }
                return true
            },
            .reachable("a value is chosen") { s in
                (0...ballots).contains { quorums.isQuorum(s.voters(in: $0, of: acceptors)) }
            },
        ]
    }
}

public import QuorateLanguage
public import QuorateQuorums

extension GrowOnlyCounter {
    public enum Action: SpecAction {
        case increment(ReplicaID), gossip(from: ReplicaID, to: ReplicaID)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case increment, gossip }

        public var kind: Kind {
            switch self {
            case .increment: .increment
            case .gossip: .gossip
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        for n in nodes {
            next.take(.increment(n)) { $0.counter[n, n] += 1 }
            // As in the module, a node may gossip with itself, which changes nothing.
            for o in nodes {
                next.take(.gossip(from: n, to: o)) {
                    for k in nodes { $0.counter[o, k] = max(s.counter[o, k], s.counter[n, k]) }
                }
            }
        }
    }
}

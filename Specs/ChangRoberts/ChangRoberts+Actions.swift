public import QuorateLanguage
public import QuorateQuorums

extension ChangRoberts {
    public enum Action: SpecAction {
        case start(ReplicaID)
        case forward(ReplicaID, id: ReplicaID)
        case lose(ReplicaID, id: ReplicaID)
        case win(ReplicaID)
        case discard(ReplicaID, id: ReplicaID)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case start, forward, lose, win, discard }

        public var kind: Kind {
            switch self {
            case .start: .start
            case .forward: .forward
            case .lose: .lose
            case .win: .win
            case .discard: .discard
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        for node in nodes {
            let ownID = id(of: node)
            let successor = successor(of: node)
            next.take(.start(node), if: !s.started.contains(node)) {
                $0.started.insert(node)
                if s.initiators.contains(node) { $0.messages.insert(Message(id: ownID, receiver: successor)) }
            }
            guard s.started.contains(node) else { continue }
            let hasLost = s.standing[node] == .lost
            for id in nodes where s.messages.contains(Message(id: id, receiver: node)) {
                next.take(.forward(node, id: id), if: hasLost) {
                    $0.messages.remove(Message(id: id, receiver: node))
                    $0.messages.insert(Message(id: id, receiver: successor))
                }
                next.take(.lose(node, id: id), if: !hasLost && id < ownID) {
                    $0.standing[node] = .lost
                    $0.messages.remove(Message(id: id, receiver: node))
                    $0.messages.insert(Message(id: id, receiver: successor))
                }
                next.take(.win(node), if: !hasLost && id == ownID) {
                    $0.standing[node] = .won
                    $0.messages.remove(Message(id: id, receiver: node))
                }
                next.take(.discard(node, id: id), if: !hasLost && id > ownID) {
                    $0.messages.remove(Message(id: id, receiver: node))
                }
            }
        }
    }
}

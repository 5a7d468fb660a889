public import QuorateLanguage
public import QuorateQuorums

extension TerminationDetection {
    public enum Action: SpecAction {
        case initiateProbe, passToken(ReplicaID)
        case sendMessage(from: ReplicaID, to: ReplicaID), deactivate(ReplicaID)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case initiateProbe, passToken, sendMessage, deactivate
        }

        public var kind: Kind {
            switch self {
            case .initiateProbe: .initiateProbe
            case .passToken: .passToken
            case .sendMessage: .sendMessage
            case .deactivate: .deactivate
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let blackens =
            switch mutant {
            case nil: true
            case .withoutBlackening: false
            }
        let holder = s.token
        let holderIsBlack = s.black.contains(holder)
        next.take(.initiateProbe, if: holder == 0 && (s.tokenColor == .black || holderIsBlack)) {
            $0.token = ReplicaID(nodes.count - 1)
            $0.tokenColor = .white
            $0.black.remove(0)
        }
        next.take(
            .passToken(holder),
            if: holder > 0 && (!s.active.contains(holder) || holderIsBlack || s.tokenColor == .black)
        ) {
            $0.token = ReplicaID(holder.number - 1)
            if holderIsBlack { $0.tokenColor = .black }
            $0.black.remove(holder)
        }
        for i in s.active {
            for j in nodes where j != i {
                next.take(.sendMessage(from: i, to: j)) {
                    $0.active.insert(j)
                    if blackens && j > i { $0.black.insert(i) }
                }
            }
            next.take(.deactivate(i)) { $0.active.remove(i) }
        }
    }
}

public import QuorateLanguage
public import QuorateQuorums

extension Peterson {
    public enum Action: SpecAction {
        case want(ReplicaID), raiseFlag(ReplicaID), yieldTurn(ReplicaID)
        case enter(ReplicaID), leave(ReplicaID), lowerFlag(ReplicaID)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case want, raiseFlag, yieldTurn, enter, leave, lowerFlag
        }

        public var kind: Kind {
            switch self {
            case .want: .want
            case .raiseFlag: .raiseFlag
            case .yieldTurn: .yieldTurn
            case .enter: .enter
            case .leave: .leave
            case .lowerFlag: .lowerFlag
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        for i in processes {
            let other = ReplicaID(1 - i.number)
            let phase = s.phase[i]
            next.take(.want(i), if: phase == .idle) { $0.phase[i] = .wanting }
            next.take(.raiseFlag(i), if: phase == .wanting) {
                $0.flags.insert(i)
                $0.phase[i] = .yielding
            }
            next.take(.yieldTurn(i), if: phase == .yielding) {
                $0.turn = other
                $0.phase[i] = .waiting
            }
            next.take(.enter(i), if: phase == .waiting && (!s.flags.contains(other) || s.turn == i)) {
                $0.phase[i] = .critical
            }
            next.take(.leave(i), if: phase == .critical) { $0.phase[i] = .leaving }
            next.take(.lowerFlag(i), if: phase == .leaving) {
                $0.flags.remove(i)
                $0.phase[i] = .idle
            }
        }
    }
}

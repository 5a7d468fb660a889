public import QuorateLanguage
public import QuorateQuorums

extension LostUpdate {
    public enum Action: SpecAction {
        case acquire(ReplicaID), read(ReplicaID), write(ReplicaID), release(ReplicaID)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case acquire, read, write, release }

        public var kind: Kind {
            switch self {
            case .acquire: .acquire
            case .read: .read
            case .write: .write
            case .release: .release
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        for t in threads {
            let phase = s.phase[t]
            next.take(.acquire(t), if: phase == .acquiring && !s.isLocked) {
                $0.isLocked = true
                $0.phase[t] = .reading
            }
            next.take(.read(t), if: phase == .reading) {
                $0.copy[t] = s.counter
                $0.phase[t] = .writing
            }
            next.take(.write(t), if: phase == .writing) {
                $0.counter = s.copy[t] + 1
                $0.phase[t] = lock ? .releasing : .done
            }
            next.take(.release(t), if: phase == .releasing) {
                $0.isLocked = false
                $0.phase[t] = .done
            }
        }
    }
}

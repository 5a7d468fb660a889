public import QuorateLanguage
public import QuorateQuorums

extension AtomicCommitWithDetector {
    public enum Action: SpecAction {
        case crash(ReplicaID), sendYes(ReplicaID), sendNo(ReplicaID)
        case receiveYes(ReplicaID), receiveNo(ReplicaID), receiveNothing(ReplicaID)
        case abortUnsent(ReplicaID), abortSent(ReplicaID), commit(ReplicaID), stutter(ReplicaID)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case crash, sendYes, sendNo, receiveYes, receiveNo, receiveNothing, abortUnsent, abortSent, commit
            case stutter
        }

        public var kind: Kind {
            switch self {
            case .crash: .crash
            case .sendYes: .sendYes
            case .sendNo: .sendNo
            case .receiveYes: .receiveYes
            case .receiveNo: .receiveNo
            case .receiveNothing: .receiveNothing
            case .abortUnsent: .abortUnsent
            case .abortSent: .abortSent
            case .commit: .commit
            case .stutter: .stutter
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let yesMessages = s.sentYes.value + s.crashedYes.value
        let noMessages = s.sentNo.value + s.crashedNo.value
        for i in processes {
            let phase = s.phase[i]
            let votes = phase == .yes || phase == .no
            let isSuspicious = s.suspicious.contains(i)
            let missesYes = s.receivedYes[i].value < yesMessages
            let missesNo = s.receivedNo[i].value < noMessages
            let hasReceivedNo = s.receivedNo[i] > 0

            next.take(.crash(i), if: phase != .crashed) {
                $0.phase[i] = .crashed
                if phase == .yes { $0.crashedYes += 1 }
                if phase == .no { $0.crashedNo += 1 }
            }
            next.take(.sendYes(i), if: phase == .yes && !isSuspicious) {
                $0.phase[i] = .sent
                $0.sentYes += 1
            }
            next.take(.sendNo(i), if: phase == .no && !isSuspicious) {
                $0.phase[i] = .sent
                $0.sentNo += 1
            }
            next.take(.abortUnsent(i), if: votes && isSuspicious) { $0.phase[i] = .aborted }

            next.take(.receiveYes(i), if: phase == .sent && missesYes) { $0.receivedYes[i] += 1 }
            next.take(.receiveNo(i), if: phase == .sent && missesNo) { $0.receivedNo[i] += 1 }
            next.take(.receiveNothing(i), if: phase == .sent && !missesYes && !missesNo) { _ in }
            next.take(.abortSent(i), if: phase == .sent && hasReceivedNo) { $0.phase[i] = .aborted }
            next.take(
                .commit(i),
                if: phase == .sent && !hasReceivedNo && s.receivedYes[i].value >= processes.count
            ) {
                $0.phase[i] = .committed
            }
            // The module lets every process stand still; it counts in the generated states.
            next.take(.stutter(i)) { _ in }
        }
    }
}

public import QuorateLanguage
public import QuorateQuorums

extension ReplicatedRegister {
    public enum Action: SpecAction {
        case beginWrite
        case acknowledge(ReplicaID)
        case completeWrite
        case beginRead
        case answer(ReplicaID, timestamp: Int)
        case completeRead

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case beginWrite, acknowledge, completeWrite, beginRead, answer, completeRead
        }

        public var kind: Kind {
            switch self {
            case .beginWrite: .beginWrite
            case .acknowledge: .acknowledge
            case .completeWrite: .completeWrite
            case .beginRead: .beginRead
            case .answer: .answer
            case .completeRead: .completeRead
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let (correct, quorums) = (correct, quorums)
        next.take(.beginWrite, if: s.begun == s.completed && s.begun.value < writes) {
            $0.begun += 1
            $0.acknowledged = ReplicaSet()
        }
        next.take(.completeWrite, if: s.completed < s.begun && quorums.isQuorum(s.acknowledged)) {
            $0.completed = $0.begun
        }
        next.take(.beginRead, if: s.reader == .idle) {
            $0.reader = .reading
            $0.expected = $0.completed
        }
        next.take(.completeRead, if: s.reader == .reading && quorums.isQuorum(s.heard)) {
            $0.reader = .finished
        }
        for r in allReplicas {
            let isCorrect = correct.contains(r)
            next.take(.acknowledge(r), if: s.begun > 0 && !s.acknowledged.contains(r)) {
                $0.acknowledged.insert(r)
                if isCorrect { $0.stored[r] = $0.begun }
            }
            // A correct replica answers with what it keeps, a Byzantine one with whatever will pass for signed.
            let first = isCorrect ? s.stored[r].value : 0
            let last = isCorrect ? first : mutant == .uncheckedSignature ? writes : s.begun.value
            for timestamp in first...last {
                next.take(
                    .answer(r, timestamp: timestamp), if: s.reader == .reading && !s.heard.contains(r)
                ) {
                    $0.heard.insert(r)
                    $0.latestHeard = max($0.latestHeard, Timestamp(timestamp))
                }
            }
        }
    }
}

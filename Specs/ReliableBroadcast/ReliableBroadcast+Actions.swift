public import QuorateLanguage
public import QuorateQuorums

extension ReliableBroadcast {
    /// What a correct process does on INIT or on the ECHOs that it hears now and has heard before.
    public enum Action: SpecAction {
        case echo(ReplicaID, hearing: ReplicaSet)
        case join(ReplicaID, hearing: ReplicaSet)
        case accept(ReplicaID, hearing: ReplicaSet)
        case idle

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case echo, join, accept, idle }

        public var kind: Kind {
            switch self {
            case .echo: .echo
            case .join: .join
            case .accept: .accept
            case .idle: .idle
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let (enoughToEcho, enoughToAccept) = (enoughToEcho, enoughToAccept)
        let senders = s.echoed.union(processes.subtracting(s.correct))
        // The module lets every state follow itself.
        next.take(.idle) { _ in }
        for r in s.correct.subtracting(s.accepted) {
            let isInformed = s.informed.contains(r)
            let hasEchoed = s.echoed.contains(r)
            for heard in senders.subsets {
                let received = s.received[r].union(heard)
                let count = received.count
                next.take(.echo(r, hearing: heard), if: isInformed) {
                    $0.received[r] = received
                    $0.informed.remove(r)
                    $0.echoed.insert(r)
                }
                next.take(
                    .join(r, hearing: heard),
                    if: !hasEchoed && count >= enoughToEcho && count < enoughToAccept
                ) {
                    $0.received[r] = received
                    $0.informed.remove(r)
                    $0.echoed.insert(r)
                }
                next.take(.accept(r, hearing: heard), if: count >= enoughToAccept) {
                    $0.received[r] = received
                    $0.informed.remove(r)
                    $0.echoed.insert(r)
                    $0.accepted.insert(r)
                }
            }
        }
    }
}

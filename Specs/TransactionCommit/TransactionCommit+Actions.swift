public import QuorateLanguage
public import QuorateQuorums

extension TransactionCommit {
    public enum Action: SpecAction {
        case prepare(ReplicaID), commit(ReplicaID), abort(ReplicaID)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case prepare, commit, abort }

        public var kind: Kind {
            switch self {
            case .prepare: .prepare
            case .commit: .commit
            case .abort: .abort
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let mayCommit = managers.allSatisfy { s.manager[$0] == .prepared || s.manager[$0] == .committed }
        let mayAbort = !managers.contains { s.manager[$0] == .committed }
        for r in managers {
            let isWorking = s.manager[r] == .working
            let isPrepared = s.manager[r] == .prepared
            next.take(.prepare(r), if: isWorking) { $0.manager[r] = .prepared }
            next.take(.commit(r), if: isPrepared && mayCommit) { $0.manager[r] = .committed }
            next.take(.abort(r), if: (isWorking || isPrepared) && mayAbort) { $0.manager[r] = .aborted }
        }
    }
}

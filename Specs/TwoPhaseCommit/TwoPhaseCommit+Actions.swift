public import QuorateLanguage
public import QuorateQuorums

extension TwoPhaseCommit {
    public enum Action: SpecAction {
        case prepare(ReplicaID), abortAlone(ReplicaID), receivePrepared(ReplicaID)
        case commit, abort
        case obeyCommit(ReplicaID), obeyAbort(ReplicaID)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case prepare, abortAlone, receivePrepared, commit, abort, obeyCommit, obeyAbort
        }

        public var kind: Kind {
            switch self {
            case .prepare: .prepare
            case .abortAlone: .abortAlone
            case .receivePrepared: .receivePrepared
            case .commit: .commit
            case .abort: .abort
            case .obeyCommit: .obeyCommit
            case .obeyAbort: .obeyAbort
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let enough =
            switch mutant {
            case nil: s.acknowledged == managers
            case .hastyCommit: !s.acknowledged.isEmpty
            }
        next.take(.commit, if: s.decision == .undecided && enough) { $0.decision = .committed }
        next.take(.abort, if: s.decision == .undecided) { $0.decision = .aborted }
        for r in managers {
            next.take(.receivePrepared(r), if: s.decision == .undecided && s.prepared.contains(r)) {
                $0.acknowledged.insert(r)
            }
            next.take(.prepare(r), if: s.manager[r] == .working) {
                $0.manager[r] = .prepared
                $0.prepared.insert(r)
            }
            next.take(.abortAlone(r), if: s.manager[r] == .working) { $0.manager[r] = .aborted }
            next.take(.obeyCommit(r), if: s.decision == .committed) { $0.manager[r] = .committed }
            next.take(.obeyAbort(r), if: s.decision == .aborted) { $0.manager[r] = .aborted }
        }
    }
}

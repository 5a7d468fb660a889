import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension PBFT {
    /// What a correct replica sends.
    public enum Action: SpecAction {
        case prePrepare(ReplicaID, View, Value)
        case prepare(ReplicaID, View, Value)
        case commit(ReplicaID, View, Value)
        case changeView(ReplicaID, to: View)
        case newView(ReplicaID, View, Value)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case prePrepare, prepare, commit, changeView, newView
        }

        public var kind: Kind {
            switch self {
            case .prePrepare: .prePrepare
            case .prepare: .prepare
            case .commit: .commit
            case .changeView: .changeView
            case .newView: .newView
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: members)
        for i in correct {
            let view = s.view[i.id]
            next.take(
                .changeView(i.id, to: view.following), if: Int(view.packed) &+ 1 < views
            ) { $0.view[i.id] = view.following }
            let leads = primary(of: view) == i.id
            for value in Value.values {
                propose(value, by: i, leading: leads, in: s, view, &next)
                next.take(
                    .prepare(i.id, view, value),
                    if: !leads && accepts(value, in: s) && hasNotPrepared(i, in: s, view),
                    given: hasProposal(value, in: s, view)
                ) { $0.votes.cast(.prepare(view, value), by: i.id) }
                commit(value, by: i, in: s, view, &next)
            }
        }
    }

    /// PRE-PREPARE in the first view, NEW-VIEW in the others, by a correct primary.
    @inline(__always)
    private func propose(
        _ value: Value, by i: CorrectReplica, leading: Bool, in s: State, _ view: View,
        _ next: inout Next<Self>
    ) {
        let mayPropose = leading && s.requested.include(value) && hasNotPrepared(i, in: s, view)
        next.take(.prePrepare(i.id, view, value), if: mayPropose && view == .v0) {
            $0.votes.cast(.prepare(view, value), by: i.id)
        }
        next.take(
            .newView(i.id, view, value), if: mayPropose && view > .v0, given: justifies(view, value, in: s)
        ) { $0.votes.cast(.prepare(view, value), by: i.id) }
    }

    /// COMMIT in the replica's view; in one mutant also in a view that it has left.
    @inline(__always)
    private func commit(
        _ value: Value, by i: CorrectReplica, in s: State, _ current: View, _ next: inout Next<Self>
    ) {
        for view in current.andLower where mutant == .lateCommit || view == current {
            next.take(
                .commit(i.id, view, value),
                if: s.votes.hasCast(.prepare(view, value), by: i)
                    && !s.votes.hasCast(.commit(view, value), by: i),
                given: s.votes[.prepare(view, value)].count >= prepareQuorum
            ) {
                $0.votes.cast(.commit(view, value), by: i.id)
                if view < current { $0.late[i.id] = $0.late[i.id].inserting(view) }
            }
        }
    }

    /// Whether a backup takes the request for one that a client has signed.
    @inline(__always)
    private func accepts(_ value: Value, in s: State) -> Bool {
        mutant == .uncheckedRequest || s.requested.include(value)
    }

    @inline(__always)
    private func hasNotPrepared(_ i: CorrectReplica, in s: State, _ view: View) -> Bool {
        !s.votes.hasCast(.prepare(view, .a), by: i) && !s.votes.hasCast(.prepare(view, .b), by: i)
    }

    /// Whether the primary of `view` has sent a valid proposal for `value`. That of a correct primary was valid when it
    /// was sent, and stays so.
    @inline(__always)
    private func hasProposal(_ value: Value, in s: State, _ view: View) -> Evidence {
        let primary = primary(of: view)
        return s.votes[.prepare(view, value)].contains(primary)
            && (view == .v0 || !s.faulty.contains(primary)
                ? Evidence(true) : justifies(view, value, in: s))
    }
}

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
        for view in PrefixViews(count: UInt64(truncatingIfNeeded: views)) {
            var present = correct.members
            for i in correct where s.view[i.id] != view { present.remove(i.id) }
            if present.isEmpty { continue }
            let following = view.following
            for i in present {
                next.take(.changeView(i, to: following), if: Int(view.packed) &+ 1 < views) {
                    $0.view[i] = following
                }
            }
            let undecided = present.subtracting(havePrepared(view, correct, in: s))
            for value in Value.values {
                propose(value, to: undecided, in: s, view, &next)
                for i in correct where present.contains(i.id) { commit(value, by: i, in: s, view, &next) }
            }
        }
    }

    /// The proposal of a correct primary, PRE-PREPARE in the first view and NEW-VIEW in the others, and the PREPAREs of
    /// backups. `undecided` are the correct replicas that are in the view and have sent nothing for either value.
    @inline(__always)
    private func propose(
        _ value: Value, to undecided: ReplicaSet, in s: State, _ view: View, _ next: inout Next<Self>
    ) {
        if undecided.isEmpty { return }
        let primary = primary(of: view)
        let isCorrect = !s.faulty.contains(primary)
        let leads = undecided.contains(primary) && s.requested.include(value)
        // What a correct primary has sent was valid then, and stays so.
        let needsJustification = view > .v0 && (isCorrect ? leads : true)
        let isJustified = needsJustification ? justifies(view, value, in: s) : Evidence(true)
        next.take(.prePrepare(primary, view, value), if: leads && view == .v0) {
            $0.votes.cast(.prepare(view, value), by: primary)
        }
        next.take(.newView(primary, view, value), if: leads && view > .v0, given: isJustified) {
            $0.votes.cast(.prepare(view, value), by: primary)
        }
        let isProposed = s.votes[.prepare(view, value)].contains(primary) && isJustified
        for i in undecided where i != primary {
            next.take(.prepare(i, view, value), if: accepts(value, in: s), given: isProposed) {
                $0.votes.cast(.prepare(view, value), by: i)
            }
        }
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

    /// The correct replicas that have sent PREPARE (or, as primary, a proposal) in `view`.
    @inline(__always)
    private func havePrepared(_ view: View, _ correct: CorrectReplicas, in s: State) -> ReplicaSet {
        s.votes.senders(of: .prepare(view, .a), in: correct)
            .union(s.votes.senders(of: .prepare(view, .b), in: correct))
    }
}

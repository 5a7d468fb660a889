import QuorateFaults

extension DelegatedBFT {
    // dBFT 2.0: one ChangeView, which a replica that has sent a Commit ignores.

    /// Return of a replica that has sent ChangeView to the preparations of its view: more than F have
    /// committed, so that not enough are left to change it.
    func returnsToPreparing(_ r: ReplicaID, in s: State) -> Bool {
        revision == 0 && s.phase[r] == .changingView && committed(asSeenBy: r, in: s).count > faults
    }

    /// Replicas that are known to have sent a Commit, in any view: they are lost to all others.
    private func committed(asSeenBy r: ReplicaID, in s: State) -> ReplicaSet {
        if mutant == .countsOwnView { return s.sent[s.view[r]].commits }
        return View.values.reduce(ReplicaSet()) { $0 | s.sent[$1].commits }
    }

    /// Commit in phases that allow it, once enough preparations are there.
    func mayCommit(_ r: ReplicaID, in s: State) -> Bool {
        let sent = s.sent[s.view[r]]
        if revision == 0 { return s.phase[r] == .prepareSent || returnsToPreparing(r, in: s) }
        guard sent.changeViews3.isEmpty else { return false }
        return switch s.phase[r] {
        case .prepareSent, .changingView: true
        case .changingView2: sent.commits.count > faults
        default: false
        }
    }

    func changeViewAtOnce(_ r: ReplicaID, in s: State, _ next: inout Next<Self>) {
        let (phase, view) = (s.phase[r], s.view[r])
        next.take(
            .sendChangeView(r, stage: 1),
            if: timerMayFire(r, in: s) && !s.sent[view].changeViews.contains(r)
        ) {
            $0.phase[r] = .changingView
            $0.sent[view].changeViews.insert(r)
        }
        next.take(.changeView(r), if: phase != .commitSent && isEnough(\.changeViews, from: view, in: s)) {
            enterNextView(r, from: view, &$0)
        }
    }

    /// Timer of a replica that waits for preparations; the primary sends its PrepareRequest instead.
    private func timerMayFire(_ r: ReplicaID, in s: State) -> Bool {
        s.phase[r] == .prepareSent || s.phase[r] == .initialized && r.number != Int(s.view[r].number)
    }

    // dBFT 2.1: a ChangeView for each of three stages, and M messages of a stage before the next.

    func changeViewInStages(_ r: ReplicaID, in s: State, _ next: inout Next<Self>) {
        let (phase, view) = (s.phase[r], s.view[r])
        let sent = s.sent[view]
        next.take(.sendChangeView(r, stage: 1), if: phase == .initialized && r.number != Int(view.number)) {
            $0.phase[r] = .changingView
            $0.sent[view].changeViews.insert(r)
        }
        let isDisturbed = phase == .changingView || phase == .prepareSent && !sent.changeViews.isEmpty
        next.take(
            .sendChangeView(r, stage: 2),
            if: isDisturbed && sent.changeViews.count + sent.preparations.count >= quorum
                && (sent.commits.count <= faults || !sent.changeViews3.isEmpty)
        ) {
            $0.phase[r] = .changingView2
            $0.sent[view].changeViews2.insert(r)
        }
        next.take(
            .sendChangeView(r, stage: 3),
            if: leavesSecondStage(phase) && !sent.changeViews2.isEmpty && sent.commits.count <= faults
                && sent.changeViews2.count + sent.commits.count >= quorum
        ) {
            $0.phase[r] = .changingView3
            $0.sent[view].changeViews3.insert(r)
        }
        next.take(.changeView(r), if: mayBeLeft(view, in: s)) { enterNextView(r, from: view, &$0) }
    }

    private func leavesSecondStage(_ phase: Phase) -> Bool {
        phase == .changingView2 || phase == .commitSent && mutant != .commitIsFinal
    }

    /// M replicas that have sent such a ChangeView in this view or in a later one.
    private func isEnough(
        _ kind: KeyPath<Messages, ReplicaSet>, from view: View, in s: State
    ) -> Bool {
        let senders = View.values.reduce(ReplicaSet()) { $1 < view ? $0 : $0 | s.sent[$1][keyPath: kind] }
        return senders.count >= quorum
    }

    /// Messages of M replicas behind each stage of a view change, which can come to its end.
    var viewChanges: [Property<State>] {
        let (spec, quorum) = (self, quorum)
        let common: [Property<State>] = [
            .always("a view is left on M ChangeViews") { s in
                spec.replicas.allSatisfy { r in
                    spec.viewsLeft(by: r, in: s).allSatisfy { spec.mayBeLeft($0, in: s) }
                }
            },
            .reachable("a view is left") { s in
                spec.replicas.contains { !spec.viewsLeft(by: $0, in: s).isEmpty }
            },
        ]
        guard revision > 0 else { return common + [lock] }
        return common + [
            .always("a stage of a view change follows M messages") { s in
                View.values.allSatisfy { view in
                    let sent = s.sent[view]
                    return
                        (sent.changeViews2.isEmpty
                        || sent.changeViews.count + sent.preparations.count >= quorum)
                        && (sent.changeViews3.isEmpty
                            || sent.changeViews2.count + sent.commits.count >= quorum)
                }
            },
            .reachable("a view change takes three stages") { s in
                View.values.contains { !s.sent[$0].changeViews3.isEmpty }
            },
        ]
    }

    /// Property of dBFT 2.0: a Commit is for good.
    private var lock: Property<State> {
        .always("whoever has sent a Commit stays in its view") { s in
            View.values.allSatisfy { view in
                s.sent[view].commits.allSatisfy { r in
                    s.phase[r] == .blockAccepted || s.phase[r] == .commitSent && s.view[r] == view
                }
            }
        }
    }

    private func viewsLeft(by r: ReplicaID, in s: State) -> [View] {
        View.values.filter { $0 < s.view[r] || $0 == s.view[r] && s.phase[r] == .gone }
    }

    private func mayBeLeft(_ view: View, in s: State) -> Bool {
        isEnough(\.changeViews, from: view, in: s) || isEnough(\.changeViews2, from: view, in: s)
            || isEnough(\.changeViews3, from: view, in: s)
    }

    private func enterNextView(_ r: ReplicaID, from view: View, _ s: inout State) {
        if Int(view.number) + 1 < views {
            s.phase[r] = .initialized
            s.view[r] = view.next
        } else {
            s.phase[r] = .gone
        }
    }
}

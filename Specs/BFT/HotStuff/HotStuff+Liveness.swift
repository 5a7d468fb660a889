import QuorateFaults

// Theorem 4, with partial synchrony: after the last timer that was too short, a view with a correct leader that all correct
// replicas enter comes to a decision.

extension HotStuffIn {
    /// Obligations of the correct replicas, and of their timers in a view that has failed: its leader is faulty or has
    /// proposed what some correct replica refuses, or another correct replica has left.
    var fairness: [Fairness<Self>] {
        partialSynchrony(
            { [self] action in
                switch action {
                case .propose(let view, _, _): leader(of: view)
                case .prepare(let i, _, _), .preCommit(let i, _, _), .commit(let i, _, _),
                    .nextView(let i, _):
                    i
                }
            },
            isTimeout: { if case .nextView = $0 { true } else { false } },
            isDue: { [self] action, s in
                guard case .nextView(_, let view) = action else { return false }
                return !haveEntered(view, in: s).isEmpty || isRefused(view - 1, in: s)
            })
    }

    /// A decision of the correct replicas. The last view of the instance must bring it about only where its leader is
    /// correct.
    var liveness: Property<State> {
        let spec = self
        return .eventually(
            "liveness",
            given: { s in
                Evidence(spec.hasRunOutOfViews(s)) || Self.decided(.left, s, spec.quorum, spec.views)
                    || Self.decided(.right, s, spec.quorum, spec.views)
            })
    }

    /// Refusal of the view's proposal by some correct replica; a faulty leader can always send one to be refused.
    private func isRefused(_ view: Int, in s: State) -> Bool {
        let correct = s.faulty.correct(among: replicas)
        for i in correct where mayReject(view, lockedQC(of: i, before: view, in: s), in: s) { return true }
        return false
    }

    /// End of what the instance says: a correct replica is in the last view, and the leader of that is faulty.
    private func hasRunOutOfViews(_ s: State) -> Bool {
        let last = views - 1
        return s.faulty.contains(leader(of: last)) && (last == 0 || !haveEntered(last, in: s).isEmpty)
    }
}

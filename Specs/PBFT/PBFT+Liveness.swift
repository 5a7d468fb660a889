import QuorateFaults

// Section 4.5.2, with partial synchrony: after the last timer that was too short, every view with a correct primary that
// all correct replicas enter comes to a decision.

extension PBFT {
    /// Obligations of the correct replicas, and of their timers in a view that has failed: its primary is faulty, or
    /// another correct replica has left it. (A replica that has executed joins those that have left, on their
    /// VIEW-CHANGEs.)
    public var fairness: [Fairness<Self>] {
        partialSynchrony(
            { action in
                switch action {
                case .prePrepare(let i, _, _), .prepare(let i, _, _), .commit(let i, _, _),
                    .changeView(let i, _), .newView(let i, _, _):
                    i
                }
            },
            isTimeout: { if case .changeView = $0 { true } else { false } },
            isDue: { [self] action, s in
                guard case .changeView(let i, _) = action else { return false }
                return s.faulty.contains(primary(of: s.view[i])) || isLeft(s.view[i], in: s)
            })
    }

    /// Progress of a view that has not been given up: some quorum of correct replicas has sent COMMIT, so that everybody
    /// executes. The last view of the instance must bring it about only where its primary is correct.
    var liveness: Property<State> {
        let spec = self
        return .eventually(
            "liveness",
            given: { s in
                Evidence(spec.hasRunOutOfViews(s)) || spec.decides(.a, in: s) || spec.decides(.b, in: s)
            })
    }

    /// Correct replicas that are in a view after `view`.
    private func isLeft(_ view: View, in s: State) -> Bool {
        s.faulty.correct(among: members).members.contains { s.view[$0] > view }
    }

    /// End of what the instance says: a correct replica is in the last view, and the primary of that is faulty.
    private func hasRunOutOfViews(_ s: State) -> Bool {
        guard s.faulty.contains(primary(of: lastView)) else { return false }
        return s.faulty.correct(among: members).members.contains { s.view[$0] == lastView }
    }
}

import QuorateFaults

extension SharedPrinter {
    /// Votes: one in each term from each department, and none from a department with a lease that is good.
    func elections(of i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let mayStand = s.phase[i] == .idle || s.phase[i] == .standing || isOver(i, s)
        next.take(.stand(i), if: applicants.contains(i) && mayStand && s.term[i] < terms) {
            $0.phase[i] = .standing
            $0.term[i] += 1
            $0.voted.insert(i)
            $0.heard[i] = [i]
            $0.timer[i] = 0
        }
        for j in applicants - s.crashed where j != i {
            let isFree = s.term[i] < s.term[j] || s.term[i] == s.term[j] && mayVote(i, s)
            next.take(
                .vote(i, for: j),
                if: s.phase[j] == .standing && isFree && !s.heard[j].contains(i) && !isGood(i, s)
            ) {
                follow(s.term[j], i, &$0)
                $0.voted.insert(i)
                $0.heard[j].insert(i)
                $0.lastLease[j] = max(s.lastLease[i], s.lastLease[j])
            }
        }
        next.take(.lead(i), if: s.phase[i] == .standing && s.heard[i].count >= enough) {
            $0.phase[i] = .leading
            $0.heard[i] = []
            $0.timer[i] = Time(s.lastLease[i] > 0 ? wait : 0)
        }
        let newest = newestTerm(of: departments - s.crashed, s)
        next.take(.stepDown(i), if: s.term[i] < newest && s.phase[i] != .idle && !isGood(i, s)) {
            follow(newest, i, &$0)
        }
    }

    private func mayVote(_ i: ReplicaID, _ s: State) -> Bool {
        !s.voted.contains(i) || mutant == .votesAgain && s.phase[i] == .idle
    }

    /// A department that hears of a newer term is a follower in it.
    private func follow(_ term: Term, _ i: ReplicaID, _ s: inout State) {
        guard s.term[i] < term else { return }
        s.term[i] = term
        s.voted.remove(i)
        s.phase[i] = .idle
        s.heard[i] = []
        s.timer[i] = 0
    }

    func newestTerm(of some: ReplicaSet, _ s: State) -> Term { some.reduce(0) { max($0, s.term[$1]) } }

    /// Time on a new leader's clock after which an older lease is over on its holder's. One clock may fall from `skew`
    /// ahead of the other to `skew` behind.
    var wait: Int {
        switch mutant {
        case .noWait, .waitForReturn: 0
        case .ignoredSkew: lease
        case .skewCountedOnce: lease + skew
        case .votesAgain, .noFencing, nil: lease + 2 * skew
        }
    }

    /// A lease, held by the department, that its own clock says is good.
    func isGood(_ i: ReplicaID, _ s: State) -> Bool { s.phase[i] == .holding && s.timer[i] > 0 }

    /// A lease, held by the department, that its own clock says is over.
    func isOver(_ i: ReplicaID, _ s: State) -> Bool { s.phase[i] == .holding && s.timer[i] == 0 }

    /// A leader's lease, from the proposal to the end.
    func leases(of i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let mayPropose = s.phase[i] == .leading && hasReturn(s) || s.phase[i] == .proposing
        next.take(.propose(i), if: mayPropose && s.timer[i] == 0) {
            $0.phase[i] = .proposing
            $0.heard[i] = [i]
            $0.timer[i] = Time(lease)
            $0.lastLease[i] = s.term[i]
        }
        for j in applicants - s.crashed where j != i {
            let isFollower =
                s.term[i] < s.term[j]
                || s.term[i] == s.term[j] && (s.phase[i] == .idle || s.phase[i] == .standing)
            next.take(
                .accept(i, from: j),
                if: s.phase[j] == .proposing && isFollower && !isGood(i, s) && !s.heard[j].contains(i)
            ) {
                follow(s.term[j], i, &$0)
                $0.phase[i] = .idle
                $0.heard[i] = []
                $0.lastLease[i] = s.term[j]
                $0.heard[j].insert(i)
            }
        }
        next.take(.hold(i), if: s.phase[i] == .proposing && s.timer[i] > 0 && s.heard[i].count >= enough) {
            $0.phase[i] = .holding
            $0.heard[i] = []
        }
        next.take(.giveBack(i), if: isOver(i, s)) { $0.phase[i] = .idle }
        let isKnown = s.highest >= s.term[i] || !announced
        next.take(.announce(i), if: isGood(i, s) && !isKnown) { $0.highest = s.term[i] }
        next.take(.send(i), if: isGood(i, s) && isKnown && !s.jobs.contains(s.term[i])) {
            $0.jobs.insert(s.term[i])
        }
    }

    /// Return of the printer by everybody who had it or was about to, for which only the mutant asks.
    private func hasReturn(_ s: State) -> Bool {
        mutant != .waitForReturn
            || departments.allSatisfy { s.phase[$0] != .holding && s.phase[$0] != .proposing }
    }
}

import QuorateFaults

extension Raft {
    // Section 5.2, and the restriction of section 5.4.1.

    @inline(__always)
    func elect(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let term = s.term[i].value
        next.take(.timeout(i), if: s.role[i] != .leader && term < lastTerm) {
            $0.adopt(term + 1, by: i)
            $0.role[i] = .candidate
            $0.vote[i] = Vote(for: i)
            $0.requests[term + 1][i] = LogEnd(of: s.log[i])
            $0.messages.insert(.vote(by: i, for: i, term: term + 1))
        }
        next.take(.lead(i), if: s.role[i] == .candidate && quorums.isQuorum(voters(for: i, s))) {
            $0.role[i] = .leader
            $0.appends[term][i] = s.log[i]
        }
        for t in 1...lastTerm {
            next.take(.discover(i, term: t), if: s.messages.contains(.rejection(to: i, term: t))) {
                $0.adopt(t, by: i)
            }
        }
    }

    private func voters(for candidate: ReplicaID, _ s: State) -> ReplicaSet {
        let term = s.term[candidate].value
        var voters = s.voters(for: candidate, in: term, of: servers)
        if mutant == .countsOldVotes {
            for t in 1..<term { voters.formUnion(s.voters(for: candidate, in: t, of: servers)) }
        }
        return voters
    }

    /// Server `i` handles the RequestVote of candidate `j` for `term`.
    @inline(__always)
    func receiveRequest(
        _ i: ReplicaID, from j: ReplicaID, _ term: Int, _ s: State, _ next: inout Next<Self>
    ) {
        guard let candidatesEnd = s.requests[term][j], term >= s.term[i].value else { return }
        let isNew = term > s.term[i].value
        let isUpToDate = mutant == .votesForAnyLog || candidatesEnd >= LogEnd(of: s.log[i])
        let isFree = isNew || s.vote[i] == .nobody || mutant == .votesTwice && s.vote[i] != Vote(for: j)
        next.take(.vote(i, for: j, term: term), if: isUpToDate && isFree) {
            if isNew { $0.adopt(term, by: i) }
            $0.vote[i] = Vote(for: j)
            $0.messages.insert(.vote(by: i, for: j, term: term))
        }
        next.take(.refuse(i, candidate: j, term: term), if: !isUpToDate && isNew) {
            $0.adopt(term, by: i)
        }
    }

    /// Server `i` handles a message that `j` sent as candidate or leader of an earlier term.
    ///
    /// A leader has been a candidate, so the RequestVote messages tell whether there is one.
    @inline(__always)
    func reject(_ i: ReplicaID, _ j: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let term = s.term[i].value
        guard term > s.term[j].value else { return }
        let answer = Message.rejection(to: j, term: term)
        next.take(
            .reject(i, sender: j),
            if: !s.messages.contains(answer) && (1..<term).contains { s.requests[$0][j] != nil }
        ) { $0.messages.insert(answer) }
    }
}

extension Raft.State {
    /// Server `i` enters `term`, later than its own, as a follower that has not voted.
    mutating func adopt(_ term: Int, by i: ReplicaID) {
        self.term[i] = Raft.Term(term)
        vote[i] = .nobody
        role[i] = .follower
        for t in 1...term { messages.remove(.rejection(to: i, term: t)) }
    }
}

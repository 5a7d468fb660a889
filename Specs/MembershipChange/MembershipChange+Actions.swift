public import QuorateLanguage
public import QuorateQuorums

extension MembershipChange {
    public enum Action: SpecAction {
        /// A candidate is elected by `voters`.
        case elect(ReplicaID, term: Int, voters: ReplicaSet)
        /// A server takes from a leader the first entry that it does not have.
        case append(ReplicaID, leader: ReplicaID)
        /// A leader finds the entries up to `length` on majorities.
        case commit(ReplicaID, length: Int)
        /// A leader appends an entry that changes no configuration.
        case propose(ReplicaID)
        /// A leader begins a change: it appends C-old,new, or the new configuration itself.
        case change(ReplicaID, to: ReplicaSet)
        /// A leader appends C-new.
        case complete(ReplicaID)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case elect, append, commit, propose, change, complete
        }

        public var kind: Kind {
            switch self {
            case .elect: .elect
            case .append: .append
            case .commit: .commit
            case .propose: .propose
            case .change: .change
            case .complete: .complete
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        for i in servers {
            elect(i, s, &next)
            guard s.isLeader(i) else { continue }
            commit(i, s, &next)
            if s.log[i].count < entries { extend(i, s, &next) }
            for j in servers where j != i { append(j, i, s, &next) }
        }
    }

    @inline(__always)
    private func elect(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        // A server that has not been brought in yet knows of no configuration.
        guard members.contains(i) || s.log[i].count > 0 else { return }
        let configuration = s.log[i].configuration(from: members)
        var term = s.term[i].value + 1
        while term <= terms {
            let eligible = voters(for: i, in: term, s).intersection(configuration.members)
            if configuration.isQuorum(eligible) {
                for voters in eligible.subsets where isLean(voters, of: i, configuration) {
                    next.take(.elect(i, term: term, voters: voters)) {
                        for voter in voters { $0.vote(voter, in: term) }
                        $0.vote(i, in: term)
                        $0.elected[term].insert(i)
                    }
                }
            }
            term += 1
        }
    }

    /// The servers that would vote for `i` in `term`.
    private func voters(for i: ReplicaID, in term: Int, _ s: State) -> ReplicaSet {
        var voters = [i] as ReplicaSet
        for j in servers {
            let mayVote = s.term[j].value < term || s.term[j].value == term && !s.voted.contains(j)
            if mayVote && s.log[i].isUpToDate(for: s.log[j]) { voters.insert(j) }
        }
        return voters
    }

    /// Whether `voters` elect `i`, who votes for itself, and each of the others is needed.
    private func isLean(_ voters: ReplicaSet, of i: ReplicaID, _ configuration: Configuration) -> Bool {
        guard configuration.isQuorum(voters) else { return false }
        if configuration.members.contains(i) && !voters.contains(i) { return false }
        for voter in voters where voter != i {
            var fewer = voters
            fewer.remove(voter)
            if configuration.isQuorum(fewer) { return false }
        }
        return true
    }

    @inline(__always)
    private func append(_ j: ReplicaID, _ leader: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let (term, log) = (s.term[leader].value, s.log[leader])
        let common = s.log[j].commonLength(with: log)
        next.take(.append(j, leader: leader), if: common < log.count && s.term[j].value <= term) {
            if $0.term[j].value < term { $0.enter(term, j) }
            $0.log[j] = log.prefix(common + 1)
        }
    }

    @inline(__always)
    private func commit(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let (term, log) = (s.term[i].value, s.log[i])
        var length = log.count
        while length > s.committed[term].count && log[length].term == term {
            let entries = log.prefix(length)
            var having = ReplicaSet()
            for j in servers where s.term[j].value == term && s.log[j].hasPrefix(entries) { having.insert(j) }
            next.take(
                .commit(i, length: length), if: log.configuration(from: members).isQuorum(having)
            ) { $0.committed[term] = entries }
            length -= 1
        }
    }
}

extension MembershipChange.State {
    mutating func enter(_ term: Int, _ i: ReplicaID) {
        self.term[i] = MembershipChange.Term(term)
        voted.remove(i)
    }

    mutating func vote(_ i: ReplicaID, in term: Int) {
        self.term[i] = MembershipChange.Term(term)
        voted.insert(i)
    }

    /// Leader `i` adds an entry to its log.
    mutating func extend(_ i: ReplicaID, with configuration: MembershipChange.Configuration) {
        var longer = log[i]
        longer.append(MembershipChange.Entry(term: term[i].value, configuration))
        log[i] = longer
    }
}

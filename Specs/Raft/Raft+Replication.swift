import QuorateFaults

extension Raft {
    /// Responses, and what a leader says is committed.
    public enum Message: FiniteValue {
        case vote(by: ReplicaID, for: ReplicaID, term: Int)
        case commit(term: Int, length: Int)
        case rejection(to: ReplicaID, term: Int)

        public typealias SetStorage = Bits128

        public static var valueCount: Int { 128 }

        public var packed: UInt64 {
            let number =
                switch self {
                case .vote(let voter, let candidate, let term):
                    (term &- 1) &* 25 &+ candidate.number &* 5 &+ voter.number
                case .commit(let term, let length): 98 &+ term &* 2 &+ length &- 1
                case .rejection(let server, let term): 103 &+ term &* 5 &+ server.number
                }
            return UInt64(truncatingIfNeeded: number)
        }

        public init(packed: UInt64) {
            let number = Int(packed)
            switch number {
            case ..<100:
                self = .vote(
                    by: ReplicaID(number % 5), for: ReplicaID(number % 25 / 5), term: number / 25 + 1)
            case ..<108: self = .commit(term: (number - 98) / 2, length: number % 2 + 1)
            default: self = .rejection(to: ReplicaID((number - 108) % 5), term: (number - 103) / 5)
            }
        }
    }

    // Section 5.3, and the rule of section 5.4.2 for entries of earlier terms.

    @inline(__always)
    func replicate(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        guard s.role[i] == .leader else { return }
        let (term, log) = (s.term[i].value, s.log[i])
        next.take(.propose(i), if: log.count < entries) {
            var longer = log
            longer.append(term)
            $0.log[i] = longer
            $0.appends[term][i] = longer
        }
        if writesLate { write(i, s, &next) }
        for length in 1...2 {
            next.take(.commit(i, length: length), if: mayCommit(length, leader: i, s)) {
                for known in 1...length { $0.messages.insert(.commit(term: term, length: known)) }
            }
        }
    }

    private func mayCommit(_ length: Int, leader i: ReplicaID, _ s: State) -> Bool {
        let (term, log) = (s.term[i].value, s.log[i])
        guard length <= log.count && length > s.committedLength(in: term) else { return false }
        guard log[length] == term || mutant == .countsOldTerms else { return false }
        // A leader that writes late is one of the followers of itself.
        let own = variant == .writesLate ? ReplicaSet() : [i]
        return commitQuorums.isQuorum(s.followers(having: length, in: term, of: servers) | own)
    }

    /// Leaders that send entries before they have written them.
    var writesLate: Bool { variant == .writesLate || mutant == .countsUnwrittenEntries }

    /// Leader `i` has written the entries that it has sent, and acknowledges them to itself.
    private func write(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let (term, count) = (s.term[i].value, s.log[i].count)
        next.take(
            .append(i, leader: i, term: term, length: count), if: writtenLength(of: i, s) < count
        ) { $0.acknowledged[term][i] = Length(count) }
    }

    /// Length of what leader `i` has written: all that it had when it was elected, and what it has acknowledged to itself.
    /// (A server that gives way to a later term writes that term, and with it everything before.)
    func writtenLength(of i: ReplicaID, _ s: State) -> Int {
        let (term, log) = (s.term[i].value, s.log[i])
        var length = log.count
        while length > 0 && log[length] == term { length -= 1 }
        return max(length, s.acknowledged[term][i].value)
    }

    /// Server `i` handles an AppendEntries of leader `j` of `term`.
    @inline(__always)
    func receiveEntries(
        _ i: ReplicaID, from j: ReplicaID, _ term: Int, _ s: State, _ next: inout Next<Self>
    ) {
        guard let sent = s.appends[term][j], term >= s.term[i].value || mutant == .appendsStaleEntries
        else { return }
        let isNew = term > s.term[i].value
        for length in 0...sent.count {
            let log = merged(s.log[i], with: sent.prefix(length))
            let isRecorded =
                !isNew && s.role[i] == .follower && log == s.log[i]
                && s.acknowledged[term][i].value >= length
            next.take(.append(i, leader: j, term: term, length: length), if: !isRecorded) {
                if isNew { $0.adopt(term, by: i) }
                $0.role[i] = .follower
                $0.log[i] = log
                if s.acknowledged[term][i].value < length { $0.acknowledged[term][i] = Length(length) }
            }
        }
    }

    /// A follower's log as it is left when the leader's is `entries` up to the last that it has sent: an
    /// entry that conflicts is removed with all behind it, and entries behind those sent stay.
    private func merged(_ log: Log, with entries: Log) -> Log {
        switch mutant {
        case .truncatesAlways: return entries
        case .keepsConflicts:
            var kept = log
            while kept.count < entries.count { kept.append(entries[kept.count + 1]) }
            return kept
        case .skipsConsistencyCheck where entries.count > 0 && log.count >= entries.count - 1:
            var patched = log.prefix(entries.count - 1)
            patched.append(entries.lastTerm)
            return patched
        default: return log.hasPrefix(entries) ? log : entries
        }
    }
}

extension Raft.State {
    /// Those of `servers` that have voted for `candidate` in `term`.
    public func voters(for candidate: ReplicaID, in term: Int, of servers: ReplicaSet) -> ReplicaSet {
        servers.filter { messages.contains(.vote(by: $0, for: candidate, term: term)) }
    }

    /// Those of `servers` that have acknowledged `length` entries of the leader of `term`.
    public func followers(having length: Int, in term: Int, of servers: ReplicaSet) -> ReplicaSet {
        servers.filter { acknowledged[term][$0].value >= length }
    }

    /// The number of entries that the leader of `term` has committed.
    public func committedLength(in term: Int) -> Int {
        messages.contains(.commit(term: term, length: 2))
            ? 2 : messages.contains(.commit(term: term, length: 1)) ? 1 : 0
    }

    /// The entries that the leader of `term` has committed.
    public func committed(in term: Int, of servers: ReplicaSet) -> Raft.Log {
        let length = committedLength(in: term)
        guard length > 0 else { return Raft.Log() }
        for i in servers {
            if let log = appends[term][i] { return log.prefix(length) }
        }
        return Raft.Log()
    }
}

extension Raft.State {
    /// The paper's figure 8 at (b), with three servers: r0 has led term 1 and restarted, r1 leads term 2, and
    /// each has an entry that no other has.
    ///
    /// A run gets here from the beginning in 9 steps.
    static var figure8: Raft.State {
        var state = Raft.State()
        state.term[0] = Raft.Term(1)
        state.vote[0] = Raft.Vote(for: 0)
        for follower in [1, 2] as ReplicaSet {
            state.term[follower] = Raft.Term(2)
            state.vote[follower] = Raft.Vote(for: 1)
        }
        state.role[1] = .leader
        for (leader, term, voters) in [(0, 1, [0, 1]), (1, 2, [1, 2])] as [(ReplicaID, Int, ReplicaSet)] {
            let log = Raft.Log([term])
            state.log[leader] = log
            state.appends[term][leader] = log
            state.requests[term][leader] = Raft.LogEnd(of: Raft.Log())
            for i in voters { state.messages.insert(.vote(by: i, for: leader, term: term)) }
        }
        return state
    }
}

public import QuorateLanguage
public import QuorateQuorums

extension Raft {
    /// What one server does, in the words of the paper.
    public enum Action: SpecAction {
        /// A follower or candidate starts an election in the next term.
        case timeout(ReplicaID)
        /// A server grants the vote that the candidate's RequestVote of `term` asks for.
        case vote(ReplicaID, for: ReplicaID, term: Int)
        /// A server hears of `term` from a RequestVote, and denies its vote: its own log is more up-to-date.
        case refuse(ReplicaID, candidate: ReplicaID, term: Int)
        /// A candidate has the votes of a majority.
        case lead(ReplicaID)
        /// A server answers a request of an earlier term with its own term.
        case reject(ReplicaID, sender: ReplicaID)
        /// A server hears of `term` from such an answer.
        case discover(ReplicaID, term: Int)
        /// A server loses what it did not write down.
        case restart(ReplicaID)
        /// A leader appends a client's command to its log.
        case propose(ReplicaID)
        /// A server handles an AppendEntries of `term` whose entries end at `length`.
        case append(ReplicaID, leader: ReplicaID, term: Int, length: Int)
        /// A leader finds the entries up to `length` on a majority.
        case commit(ReplicaID, length: Int)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case timeout, vote, refuse, lead, reject, discover, restart, propose, append, commit
        }

        public var kind: Kind {
            switch self {
            case .timeout: .timeout
            case .vote: .vote
            case .refuse: .refuse
            case .lead: .lead
            case .reject: .reject
            case .discover: .discover
            case .restart: .restart
            case .propose: .propose
            case .append: .append
            case .commit: .commit
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        for i in servers {
            elect(i, s, &next)
            restart(i, s, &next)
            replicate(i, s, &next)
            for j in servers where j != i {
                for t in 1...lastTerm {
                    receiveRequest(i, from: j, t, s, &next)
                    receiveEntries(i, from: j, t, s, &next)
                }
                reject(i, j, s, &next)
            }
        }
    }

    @inline(__always)
    private func restart(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let (forgetsVote, forgetsLog) = (mutant == .volatileVote, mutant == .volatileLog)
        let losesSomething =
            s.role[i] != .follower || forgetsVote && s.vote[i] != .nobody || forgetsLog && s.log[i].count > 0
        next.take(.restart(i), if: losesSomething) {
            $0.role[i] = .follower
            if forgetsVote { $0.vote[i] = .nobody }
            if forgetsLog { $0.log[i] = Log() }
        }
    }
}

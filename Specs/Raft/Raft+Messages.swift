public import QuorateLanguage
public import QuorateQuorums

extension Raft {
    /// Responses, and what a leader says is committed.
    public enum Message: FiniteMessage {
        case vote(by: ReplicaID, for: ReplicaID, term: Int)
        case commit(term: Int, length: Int)
        case rejection(to: ReplicaID, term: Int)

        public typealias SetStorage = Bits128

        public static let all: [Message] = {
            let terms = 1...4
            let servers = ReplicaSet(count: 5)
            return terms.flatMap { term in
                servers.flatMap { candidate in
                    servers.map { .vote(by: $0, for: candidate, term: term) }
                }
            } + terms.flatMap { term in (1...2).map { .commit(term: term, length: $0) } }
                + terms.flatMap { term in servers.map { .rejection(to: $0, term: term) } }
        }()

        public var index: Int {
            switch self {
            case .vote(let voter, let candidate, let term):
                (term &- 1) &* 25 &+ candidate.number &* 5 &+ voter.number
            case .commit(let term, let length): 98 &+ term &* 2 &+ length &- 1
            case .rejection(let server, let term): 103 &+ term &* 5 &+ server.number
            }
        }
    }
}

extension Raft.State {
    /// Those of `servers` that have voted for `candidate` in `term`.
    public func voters(for candidate: ReplicaID, in term: Int, of servers: ReplicaSet) -> ReplicaSet {
        var voters = ReplicaSet()
        for i in servers where messages.contains(.vote(by: i, for: candidate, term: term)) {
            voters.insert(i)
        }
        return voters
    }

    /// Those of `servers` that have acknowledged `length` entries of the leader of `term`.
    public func followers(having length: Int, in term: Int, of servers: ReplicaSet) -> ReplicaSet {
        var followers = ReplicaSet()
        for i in servers where acknowledged[term][i].value >= length { followers.insert(i) }
        return followers
    }

    /// How many entries the leader of `term` has committed.
    public func committedLength(in term: Int) -> Int {
        messages.contains(.commit(term: term, length: 2))
            ? 2 : messages.contains(.commit(term: term, length: 1)) ? 1 : 0
    }

    /// What the leader of `term` has committed.
    public func committed(in term: Int, of servers: ReplicaSet) -> Raft.Log {
        let length = committedLength(in: term)
        guard length > 0 else { return Raft.Log() }
        for i in servers {
            if let log = appends[term][i] { return log.prefix(length) }
        }
        return Raft.Log()
    }
}

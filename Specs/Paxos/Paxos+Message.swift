public import QuorateLanguage
public import QuorateQuorums

extension Paxos {
    /// The messages 1a, 1b, 2a and 2b of the module.
    public enum Message: FiniteMessage {
        case prepare(ballot: Int)
        case promise(ReplicaID, ballot: Int)
        case proposal(ballot: Int, value: Int)
        case vote(ReplicaID, ballot: Int)

        public static let all: [Message] = {
            let ballots = 0..<4
            let replicas = ReplicaSet(count: 5)
            return ballots.map { .prepare(ballot: $0) }
                + ballots.flatMap { ballot in (0..<4).map { .proposal(ballot: ballot, value: $0) } }
                + ballots.flatMap { ballot in replicas.map { .promise($0, ballot: ballot) } }
                + ballots.flatMap { ballot in replicas.map { .vote($0, ballot: ballot) } }
        }()

        public var index: Int {
            switch self {
            case .prepare(let ballot): ballot
            case .proposal(let ballot, let value): 4 &+ ballot &* 4 &+ value
            case .promise(let acceptor, let ballot): 20 &+ ballot &* 5 &+ acceptor.number
            case .vote(let acceptor, let ballot): 40 &+ ballot &* 5 &+ acceptor.number
            }
        }
    }
}

extension Paxos.State {
    /// The value proposed in `ballot`, or nil.
    func proposal(in ballot: Int, values: Int) -> Int? {
        for value in 0..<values where messages.contains(.proposal(ballot: ballot, value: value)) {
            return value
        }
        return nil
    }

    /// Those of `acceptors` that have promised to ignore the ballots before `ballot`.
    func promisers(in ballot: Int, of acceptors: ReplicaSet) -> ReplicaSet {
        var promisers = ReplicaSet()
        for a in acceptors where messages.contains(.promise(a, ballot: ballot)) { promisers.insert(a) }
        return promisers
    }

    /// Those of `acceptors` that have voted in `ballot`.
    func voters(in ballot: Int, of acceptors: ReplicaSet) -> ReplicaSet {
        var voters = ReplicaSet()
        for a in acceptors where messages.contains(.vote(a, ballot: ballot)) { voters.insert(a) }
        return voters
    }

    /// The highest of the ballots 0 to `last` that `acceptor` has promised or voted in (maxBal), or -1.
    func highestBallot(of acceptor: ReplicaID, upTo last: Int) -> Int {
        var ballot = last
        while ballot >= 0 && !messages.contains(.promise(acceptor, ballot: ballot))
            && !messages.contains(.vote(acceptor, ballot: ballot))
        {
            ballot -= 1
        }
        return ballot
    }
}

import QuorateFaults

/// Single-decree Paxos: acceptors choose one value, whichever proposers run at the same time.
///
/// Lamport, "The Part-Time Parliament", ACM TOCS 16 (1998), in the words of "Paxos Made Simple" (2001), and
/// the TLA+ module Paxos. As in the module, a proposer is its ballot, and the set of messages sent only
/// grows: each may be received late, twice or never.
///
/// Differences from the module: the state is that set alone. What an acceptor remembers (maxBal, maxVBal,
/// maxVal) follows from what it has sent; a promise reports the latest vote before its own ballot, which
/// never changes afterwards, so the report is not kept; a vote's value is that of its ballot's only proposal.
/// Mutants and variants change what is proposed or chosen, so all of this is true of them as well. Quorums are majorities;
/// acceptors, ballots and values are numbered from 0.
///
/// Nothing is chosen for certain while proposers overtake each other. With finitely many ballots one is the last,
/// which nobody overtakes: its proposer is the distinguished one of section 2.4, and progress is asked of runs in
/// which it and a majority of the acceptors go on.
struct Paxos: Spec {
    static let summary = "Acceptors choose one value by majorities of votes in numbered ballots."
    static let source = "Lamport, Paxos Made Simple (2001), section 2"

    var acceptors: ReplicaSet
    /// Number of values that may be proposed.
    var values: Int
    /// Highest ballot; the lowest is 0.
    var ballots: Int
    var mutant: Mutant?
    /// Setting it takes an even number of acceptors, where it makes a difference.
    var variant: Variant? { didSet { makeRoomForVariant() } }

    /// Paxos with 1 to 5 acceptors, 1 to 4 values and ballots 0 to `ballots`, at most 3.
    init(
        acceptors: Int = 3, values: Int = 2, ballots: Int = 1, mutant: Mutant? = nil, variant: Variant? = nil
    ) {
        self.acceptors = ReplicaSet(count: acceptors)
        self.values = values
        self.ballots = ballots
        self.mutant = mutant
        self.variant = variant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("acceptors", \.acceptors, in: 1...5), Parameter("values", \.values, in: 1...4),
            Parameter("ballots", \.ballots, in: 0...3),
        ]
    }
    var replicas: ReplicaSet { acceptors }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: acceptors, faults: (acceptors.count - 1) / 2, .crashRecovery,
            network: [.lossy, .duplicating],
            notes: [
                "acceptors keep everything they have sent; one that is silent cannot be told from one that is down"
            ])
    }

    /// Messages 1a, 1b, 2a and 2b of the module.
    enum Message: FiniteValue {
        case prepare(ballot: Int)
        case promise(ReplicaID, ballot: Int)
        case proposal(ballot: Int, value: Int)
        case vote(ReplicaID, ballot: Int)

        static var valueCount: Int { 60 }

        @inline(__always)
        var packed: UInt64 {
            let number =
                switch self {
                case .prepare(let ballot): ballot
                case .proposal(let ballot, let value): 4 &+ ballot &* 4 &+ value
                case .promise(let acceptor, let ballot): 20 &+ ballot &* 5 &+ acceptor.number
                case .vote(let acceptor, let ballot): 40 &+ ballot &* 5 &+ acceptor.number
                }
            return UInt64(truncatingIfNeeded: number)
        }

        init(packed: UInt64) {
            let number = Int(packed)
            let (ballot, acceptor) = (number % 20 / 5, ReplicaID(number % 5))
            switch number {
            case ..<4: self = .prepare(ballot: number)
            case ..<20: self = .proposal(ballot: (number - 4) / 4, value: number % 4)
            case ..<40: self = .promise(acceptor, ballot: ballot)
            default: self = .vote(acceptor, ballot: ballot)
            }
        }
    }

    struct State: SpecState {
        /// Messages ever sent.
        var messages = FiniteSet<Message>()
    }

    var initialStates: [State] { [State()] }

    /// Phases 1a, 1b, 2a and 2b.
    enum Action: SpecAction {
        case prepare(ballot: Int)
        case promise(ReplicaID, ballot: Int)
        case propose(ballot: Int, value: Int)
        case vote(ReplicaID, ballot: Int)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for b in 0...ballots {
            next.take(.prepare(ballot: b)) { $0.messages.insert(.prepare(ballot: b)) }
            guard s.proposal(in: b, values: values) == nil else { continue }
            for v in 0..<values {
                next.take(.propose(ballot: b, value: v), if: mayPropose(v, in: b, s)) {
                    $0.messages.insert(.proposal(ballot: b, value: v))
                }
            }
        }
        for a in acceptors {
            let highest = s.highestBallot(of: a, upTo: ballots)
            for b in 0...ballots {
                next.take(
                    .promise(a, ballot: b), if: b > highest && s.messages.contains(.prepare(ballot: b))
                ) { $0.messages.insert(.promise(a, ballot: b)) }
                next.take(
                    .vote(a, ballot: b), if: b >= highest && s.proposal(in: b, values: values) != nil
                ) { $0.messages.insert(.vote(a, ballot: b)) }
            }
        }
    }

    /// Condition of phase 2a: some quorum has promised for `ballot`, and the latest vote that its promises
    /// report is for `value`, or there is none.
    private func mayPropose(_ value: Int, in ballot: Int, _ s: State) -> Bool {
        let quorums = ThresholdQuorums(of: acceptors, size: Self.quorumSize(n: acceptors.count))
        // The promisers whose latest vote is in the ballot at hand or before: leaving out those with later
        // votes is how a proposer makes an earlier vote the latest of its quorum.
        var promisers = s.promisers(in: ballot, of: acceptors)
        var earlier = ballot - 1
        while mutant != .ignoredVotes && earlier >= 0 && quorums.isQuorum(promisers) {
            let voters = s.voters(in: earlier, of: promisers)
            if !voters.isEmpty && s.messages.contains(.proposal(ballot: earlier, value: value)) {
                return true
            }
            promisers -= voters
            earlier -= 1
        }
        return quorums.isQuorum(promisers)
    }

    /// Steps of those that are up for good: a majority of the acceptors, and the distinguished proposer. In the mutant
    /// it is all the other proposers, which the last one overtakes before it falls silent.
    var fairness: [Fairness<Self>] {
        let majority = ReplicaSet(count: Self.quorumSize(n: acceptors.count))
        let (last, isDuel) = (ballots, mutant == .duelingProposers)
        let acceptors = Fairness<Self>.weak("a majority of the acceptors goes on") { action in
            switch action {
            case .promise(let a, _), .vote(let a, _): majority.contains(a)
            case .prepare, .propose: false
            }
        }
        let proposers = (0...last).filter { ($0 == last) != isDuel }.map { leader in
            Fairness<Self>.weak("the proposer of ballot \(leader) goes on") { action in
                switch action {
                case .prepare(let b), .propose(let b, _): b == leader
                case .promise, .vote: false
                }
            }
        }
        return [acceptors] + proposers
    }

    var properties: [Property<State>] {
        let (acceptors, values, ballots) = (acceptors, values, ballots)
        let quorums = ThresholdQuorums(of: acceptors, size: votingQuorumSize(n: acceptors.count))
        let isChosen = { @Sendable (s: State) in
            (0...ballots).contains { quorums.isQuorum(s.voters(in: $0, of: acceptors)) }
        }
        return [
            .always("agreement") { s in
                var chosen: Int? = nil
                for b in 0...ballots where quorums.isQuorum(s.voters(in: b, of: acceptors)) {
                    let value = s.proposal(in: b, values: values)
                    if chosen != nil && chosen != value { return false }
                    chosen = value
                }
                return true
            },
            .reachable("a value is chosen", isChosen),
            .eventually("progress", isChosen),
        ]
    }
}

extension Paxos.State {
    /// Value proposed in `ballot`, or nil.
    func proposal(in ballot: Int, values: Int) -> Int? {
        for value in 0..<values where messages.contains(.proposal(ballot: ballot, value: value)) {
            return value
        }
        return nil
    }

    /// Those of `acceptors` that have promised to ignore the ballots before `ballot`.
    func promisers(in ballot: Int, of acceptors: ReplicaSet) -> ReplicaSet {
        acceptors.filter { messages.contains(.promise($0, ballot: ballot)) }
    }

    /// Those of `acceptors` that have voted in `ballot`.
    func voters(in ballot: Int, of acceptors: ReplicaSet) -> ReplicaSet {
        acceptors.filter { messages.contains(.vote($0, ballot: ballot)) }
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

/// No acceptor is special, and no value.
extension Paxos: SymmetricSpec {
    /// Value that is proposed, of those that there are at most.
    struct Value: Identifier { var number: UInt8; static let prefix = "v", count = 4 }

    var interchangeable: Interchangeable { .all(acceptors).and(values: Value.values.prefix(values)) }
}

/// Values are in messages as numbers.
extension Paxos.Message: ValueCarrying {
    func exchanging(_ exchange: ValueExchange) -> Self {
        guard case .proposal(let ballot, let number) = self else { return self }
        let value = exchange(Paxos.Value(number: UInt8(number)))
        return .proposal(ballot: ballot, value: Int(value.number))
    }
}

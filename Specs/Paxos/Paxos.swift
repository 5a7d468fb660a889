import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Single-decree Paxos: acceptors choose one value, whichever proposers run at the same time.
///
/// Lamport, "The Part-Time Parliament", ACM TOCS 16 (1998), in the words of "Paxos Made Simple" (2001), and
/// the TLA+ module Paxos. As in the module, a proposer is its ballot, and the set of messages sent only
/// grows: each may be received late, twice or never.
///
/// Differences from the module: the state is that set alone. What an acceptor remembers (maxBal, maxVBal,
/// maxVal) follows from what it has sent; a promise reports the latest vote before its own ballot, which
/// never changes afterwards, so the report is not kept; a vote's value is that of its ballot's only proposal.
/// The mutant changes what is proposed, so all of this is true of it as well. Quorums are majorities;
/// acceptors, ballots and values are numbered from 0.
public struct Paxos: Spec {
    public static let summary = "Acceptors choose one value by majorities of votes in numbered ballots."
    public static let source = "Lamport, Paxos Made Simple (2001), section 2"

    public var acceptors: ReplicaSet
    /// The number of values that may be proposed.
    public var values: Int
    /// The highest ballot; the lowest is 0.
    public var ballots: Int
    public var mutant: Mutant?

    /// Paxos with 1 to 5 acceptors, 1 to 4 values and ballots 0 to `ballots`, at most 3.
    public init(acceptors: Int = 3, values: Int = 2, ballots: Int = 1, mutant: Mutant? = nil) {
        self.acceptors = ReplicaSet(count: acceptors)
        self.values = values
        self.ballots = ballots
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("acceptors", \.acceptors, in: 1...5), Parameter("values", \.values, in: 1...4),
            Parameter("ballots", \.ballots, in: 0...3),
        ]
    }
    public var replicas: ReplicaSet { acceptors }
    public var assumptions: Assumptions? {
        Assumptions(
            replicas: acceptors, faults: (acceptors.count - 1) / 2, .crashRecovery,
            network: [.lossy, .duplicating],
            notes: [
                "acceptors keep everything they have sent; one that is silent cannot be told from one that is down"
            ])
    }

    public struct State: SpecState {
        /// All messages ever sent.
        var messages = MessageSet<Message>()
    }

    public var initialStates: [State] { [State()] }
}

import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Raft: servers elect a leader for each term, and the leader replicates its log.
///
/// Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm" (2014), sections 5.2 to 5.4.
/// Every action is what one server does with one message, or with the responses of a majority; the arguments
/// say which. The network loses, delays, reorders and duplicates: a message that was sent stays, and a server
/// handles it at any later time, again, or never. A server that is down is one that takes no step; `restart`
/// is the moment at which it loses what it did not write down. With no entries the spec is leader election
/// alone.
///
/// What is abstracted, and why nothing is missed:
/// - An entry is its term. A leader appends at most one entry at an index, so where a term has one leader,
///   term and index name the command; that a term has one leader is a property.
/// - A leader's AppendEntries of one term are the pieces of one log that only grows, so the longest log that
///   it may have sent stands for all of them. `append` is an AppendEntries whose entries end at `length` and
///   begin where the follower's log agrees; by log matching it does not matter where that is. One that fails
///   the consistency check has no more effect than one of length 0: both pass on the term.
/// - Responses that refuse in the receiver's own term change nothing that is kept here (the leader's guess of
///   where to begin is not). Those that tell a server of a higher term are messages of their own; one that
///   reaches a server which has heard of that term in the meantime has no effect and is forgotten.
/// - Candidates and leaders count responses when a majority is there (`lead`, `commit`): one that has
///   received some of them differs from one that has received none in nothing but what it has counted.
/// - Followers learn what is committed from the leader and act on it in no other rule: what they apply is a
///   part of what their leader has committed.
///
/// Not covered: membership changes (see `MembershipChange`), snapshots, clients.
public struct Raft: Spec {
    public static let summary = "Servers elect a leader for each term, and the leader replicates its log."
    public static let source =
        "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (2014), sections 5.2-5.4"

    public var servers: ReplicaSet
    /// The number of terms in which servers may lead.
    public var terms: Int
    /// The greatest length of a log; with 0 there are elections only.
    public var entries: Int
    /// Whether a run begins in the middle of the paper's figure 8, two terms after its beginning.
    public var figure8: Bool
    /// Setting it raises the parameters that are too small to show the bug.
    public var mutant: Mutant? { didSet { makeRoomForMutant() } }

    /// Raft with 1 to 5 servers, `terms` terms (at most 4, 2 from figure 8 on) and logs of at most `entries`
    /// (at most 2).
    public init(
        servers: Int = 3, terms: Int = 2, entries: Int = 1, figure8: Bool = false, mutant: Mutant? = nil
    ) {
        self.servers = ReplicaSet(count: servers)
        self.terms = terms
        self.entries = entries
        self.figure8 = figure8
        self.mutant = mutant
        makeRoomForMutant()
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("servers", \.servers, in: 1...5), Parameter("terms", \.terms, in: 1...4),
            Parameter("entries", \.entries, in: 0...2), Parameter("figure8", \.figure8),
        ]
    }

    public func validate() throws {
        guard figure8 && (servers.count != 3 || terms > 2 || entries == 0) else { return }
        throw SpecError(
            spec: Self.name, message: "figure8=1 needs servers=3, at most terms=2, and at least entries=1")
    }

    /// The number of the last term.
    public var lastTerm: Int { figure8 ? terms + 2 : terms }
    public var replicas: ReplicaSet { servers }
    public var assumptions: Assumptions? {
        Assumptions(
            replicas: servers, faults: (servers.count - 1) / 2, .crashRecovery,
            network: [.lossy, .duplicating],
            notes: [
                "term, vote and log are durable; a server may restart at any time and any number of times",
                "one that is silent cannot be told from one that is down, so f bounds no run",
            ])
    }

    /// The rule for the size of a quorum.
    var rule: QuorumSize { mutant == .minority ? QuorumSize(replicas: 1, plus: -1, over: 2) : .majority }
    var quorums: ThresholdQuorums { ThresholdQuorums(of: servers, size: rule(n: servers.count)) }

    /// What the servers keep, and what has been sent in each term.
    public struct State: SpecState {
        /// The votes granted, what leaders have committed, and the terms that servers are told of.
        public var messages = MessageSet<Message>()
        /// Each server's current term, durable.
        public var term = ReplicaMap(Term(0))
        /// Whom each server has voted for in its current term, durable.
        public var vote = ReplicaMap<Vote>(.nobody)
        /// Each server's log, durable.
        public var log = ReplicaMap<Log>(Log())
        /// What each server takes itself for, volatile.
        public var role = ReplicaMap<Role>(.follower)
        /// The RequestVote messages sent, by term and candidate: the end of the log that they tell.
        public var requests = PerTerm(ReplicaMap<LogEnd?>(nil))
        /// What the AppendEntries messages sent are pieces of, by term and leader: the leader's log.
        public var appends = PerTerm(ReplicaMap<Log?>(nil))
        /// The acknowledgements sent, by term and follower: how long a part of the leader's log it has had.
        public var acknowledged = PerTerm(ReplicaMap(Length(0)))

        /// Nobody has done anything yet.
        public init() {}
    }

    public var initialStates: [State] { [figure8 ? .figure8 : State()] }
}

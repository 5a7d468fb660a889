import QuorateFaults

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
/// Not covered: membership changes (`MembershipChange`), progress (`LeaderElection`), snapshots, clients.
public struct Raft: Spec {
    public static let summary = "Servers elect a leader for each term, and the leader replicates its log."
    public static let source =
        "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (2014), sections 5.2-5.4"

    public var servers: ReplicaSet
    /// The number of terms in which servers may lead.
    public var terms: Int
    /// The greatest length of a log; with 0 there are elections only.
    public var entries: Int
    /// A start in the middle of the paper's figure 8, two terms after its beginning.
    public var figure8: Bool
    /// Setting it raises the parameters that are too small to show the bug.
    public var mutant: Mutant? { didSet { makeRoomForMutant() } }
    /// Setting it takes an even number of servers where only that makes a difference.
    public var variant: Variant? { didSet { makeRoomForVariant() } }

    /// Raft with 1 to 5 servers, `terms` terms (at most 4, 2 from figure 8 on) and logs of at most `entries`
    /// (at most 2).
    public init(
        servers: Int = 3, terms: Int = 2, entries: Int = 1, figure8: Bool = false, mutant: Mutant? = nil,
        variant: Variant? = nil
    ) {
        self.servers = ReplicaSet(count: servers)
        self.terms = terms
        self.entries = entries
        self.figure8 = figure8
        self.mutant = mutant
        self.variant = variant
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
                writesLate
                    ? "a leader writes its entries late, and loses those that it has not written when it restarts"
                    : "term, vote and log are durable; a server may restart at any time and any number of times",
                "one that is silent cannot be told from one that is down, so f bounds no run",
            ])
    }

    /// Size of a quorum: a majority, or one less in the mutant `minority`.
    var rule: QuorumSize { mutant == .minority ? QuorumSize(replicas: 1, plus: -1, over: 2) : .majority }
    var quorums: ThresholdQuorums { ThresholdQuorums(of: servers, size: rule(n: servers.count)) }
    /// Quorums that commit: those that elect, or one less where their number is even.
    var commitQuorums: ThresholdQuorums {
        let rule = variant == .halfOfEven ? QuorumSize(replicas: 1, over: 2) : rule
        return ThresholdQuorums(of: servers, size: rule(n: servers.count))
    }

    /// The memory of the servers, and the messages sent in each term.
    public struct State: SpecState {
        /// The votes granted, what leaders have committed, and the terms that servers are told of.
        public var messages = FiniteSet<Message>()
        /// Each server's current term, durable.
        public var term = ReplicaMap(Term(0))
        /// The vote of each server in its current term, durable.
        public var vote = ReplicaMap<Vote>(.nobody)
        /// Each server's log, durable.
        public var log = ReplicaMap<Log>(Log())
        /// Each server's role, volatile.
        public var role = ReplicaMap<Role>(.follower)
        /// The RequestVote messages sent, by term and candidate: the end of the log that they tell.
        public var requests = PerTerm(ReplicaMap<LogEnd?>(nil))
        /// The logs that the AppendEntries messages sent are pieces of, by term and leader.
        public var appends = PerTerm(ReplicaMap<Log?>(nil))
        /// The acknowledgements sent, by term and follower: the length of the leader's log that it has had.
        public var acknowledged = PerTerm(ReplicaMap(Length(0)))

        /// Start: no server has done anything.
        public init() {}
    }

    public var initialStates: [State] { [figure8 ? .figure8 : State()] }

    /// The steps of one server, in the words of the paper.
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
        let writesLate = writesLate
        next.take(.restart(i), if: losesSomething) {
            if writesLate && s.role[i] == .leader { $0.log[i] = s.log[i].prefix(writtenLength(of: i, s)) }
            $0.role[i] = .follower
            if forgetsVote { $0.vote[i] = .nobody }
            if forgetsLog { $0.log[i] = Log() }
        }
    }

    public var properties: [Property<State>] {
        electionProperties + (isContested ? [lateNews] : [])
            + (entries > 0 ? replicationProperties + replicationGoals : [])
    }

    /// With one server or one term, nobody hears of a later term from another.
    private var isContested: Bool { servers.count > 1 && lastTerm > 1 }

    public var requiredActions: [String] { isContested && entries > 0 ? ["refuse"] : [] }

    /// A server enters a term in which nobody leads, and is not asked for a vote that it would deny.
    private var lateNews: Property<State> {
        .reachable("an old candidate or leader is told of a later term") { [servers] s in
            servers.contains { i in
                let term = s.term[i].value
                return term > 1 && s.vote[i] == .nobody
                    && s.leaders(of: term, among: servers).isEmpty
                    && servers.allSatisfy {
                        (s.requests[term][$0] ?? LogEnd(of: s.log[i])) >= LogEnd(of: s.log[i])
                    }
            }
        }
    }

    private var electionProperties: [Property<State>] {
        let (servers, terms) = (servers, lastTerm)
        return [
            .always("one leader per term") { s in
                (1...terms).allSatisfy { s.leaders(of: $0, among: servers).count <= 1 }
            },
            .reachable("a leader in the last term") { s in
                servers.contains { s.role[$0] == .leader && s.term[$0].value == terms }
            },
            .reachable("a leader restarts") { s in
                servers.contains { i in
                    let term = s.term[i].value
                    return s.role[i] == .follower && s.leaders(of: term, among: servers).contains(i)
                }
            },
        ]
    }

    private var replicationProperties: [Property<State>] {
        let (servers, terms, quorums) = (servers, lastTerm, commitQuorums)
        return [
            .always("log matching") { s in
                for i in servers {
                    for j in servers where i < j {
                        let (log, other) = (s.log[i], s.log[j])
                        // Where both have an entry of the same term, the entries before it are the same.
                        if log[2] != 0 && log[2] == other[2] && log[1] != other[1] { return false }
                    }
                }
                return true
            },
            .always(
                "leader completeness", when: { s in (1...terms).contains { s.committedLength(in: $0) > 0 } },
                then: { s in
                    for t in 1..<terms {
                        let committed = s.committed(in: t, of: servers)
                        for later in t + 1...terms {
                            for i in servers {
                                if let log = s.appends[later][i], !log.hasPrefix(committed) { return false }
                            }
                        }
                    }
                    return true
                }),
            .always("commitment by a quorum") { s in
                (1...terms).allSatisfy { t in
                    let length = s.committedLength(in: t)
                    if length == 0 { return true }
                    let having = s.followers(having: length, in: t, of: servers)
                    return quorums.isQuorum(having | s.leaders(of: t, among: servers))
                }
            },
            .always("committed entries stay") { s in
                for t in 1..<terms {
                    let committed = s.committed(in: t, of: servers)
                    for later in t + 1...terms {
                        let other = s.committed(in: later, of: servers)
                        if !committed.hasPrefix(other) && !other.hasPrefix(committed) { return false }
                    }
                }
                return true
            },
        ]
    }

    private var replicationGoals: [Property<State>] {
        let (servers, terms) = (servers, lastTerm)
        let commit = Property<State>.reachable("an entry is committed") { s in
            (1...terms).contains { s.committedLength(in: $0) > 0 }
        }
        // With fewer servers the next leader needs the vote of the one that has the entry.
        guard servers.count >= 3 && terms >= 2 else { return [commit] }
        let overwriting = Property<State>.reachable("an entry is overwritten") { s in
            servers.contains { i in
                (1...terms).contains { t in
                    guard let sent = s.appends[t][i], s.term[i].value > t else { return false }
                    return !s.log[i].hasPrefix(sent)
                }
            }
        }
        return [commit, overwriting]
    }
}

extension Raft.State {
    /// Those of `servers` that have led `term`.
    public func leaders(of term: Int, among servers: ReplicaSet) -> ReplicaSet {
        term > 0 ? servers.filter { appends[term][$0] != nil } : []
    }
}

/// No server is special, but in the start from figure 8.
extension Raft: SymmetricSpec {
    public var interchangeable: Interchangeable { figure8 ? .apart() : .all(servers) }
}

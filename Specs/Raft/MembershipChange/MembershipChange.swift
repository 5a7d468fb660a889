import QuorateFaults

/// Raft's cluster membership changes: servers replicate the configurations by which they elect leaders and
/// commit entries.
///
/// Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm" (2014), section 6 (joint
/// consensus), and Ongaro's thesis, "Consensus: Bridging Theory and Practice" (2014), section 4.1 (one server
/// at a time), with what Ongaro added on the raft-dev list in July 2015: a leader changes nothing before it
/// has committed an entry of its own term. A server uses the latest configuration of its log, committed or
/// not.
///
/// What is abstracted, and why nothing is missed:
/// - An election is one step, with no more voters than the candidate needs. A server that has voted for
///   a server that was not elected, or has heard of a later term, may do less than before, never more.
/// - A follower takes one entry at a time, out of the log of a server that leads a term as it is now. What a
///   server does in a term depends on nothing that others do in later terms; so a message that is late could
///   have been handled before its sender moved on, and an acknowledgement counted before the follower did.
/// - Anybody may take entries from a leader: servers that are to join are brought up to date beforehand.
/// - An entry is its term and the configuration that is in effect with it; one that changes nothing is a
///   no-op, or a client's command.
///
/// Not covered: when a leader that is no member steps down, outsiders that disturb elections, and progress
/// (`LeaderElection`).
public struct MembershipChange: Spec {
    public static let summary = "Servers replicate the configurations by which they elect and commit."
    public static let source =
        "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (2014), section 6;"
        + " Ongaro, Consensus: Bridging Theory and Practice (2014), section 4.1"

    /// The way in which a configuration is changed.
    public enum Method: Int, Sendable { case jointConsensus, singleServer }

    /// All servers, members or not.
    public var servers: ReplicaSet
    /// The members at the beginning.
    public var members: ReplicaSet
    /// The number of terms.
    public var terms: Int
    /// The greatest length of a log.
    public var entries: Int
    public var method: Method
    /// Setting it chooses the method and the parameters that show the bug.
    public var mutant: Mutant? { didSet { makeRoomForMutant() } }
    public var variant: Variant? { didSet { makeRoomForVariant() } }

    /// `servers` servers (at most 5); the first `members` make the configuration at the beginning.
    public init(
        servers: Int = 4, members: Int = 3, terms: Int = 2, entries: Int = 2,
        method: Method = .jointConsensus, mutant: Mutant? = nil, variant: Variant? = nil
    ) {
        self.servers = ReplicaSet(count: servers)
        self.members = ReplicaSet(count: members)
        self.terms = terms
        self.entries = entries
        self.method = method
        self.mutant = mutant
        self.variant = variant
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("servers", \.servers, in: 1...5), Parameter("members", \.members, in: 1...5),
            Parameter("terms", \.terms, in: 1...4), Parameter("entries", \.entries, in: 1...4),
            Parameter("method", \.methodNumber, in: 0...1),
        ]
    }
    public var replicas: ReplicaSet { servers }

    /// The method as a person sets it: 0 joint consensus, 1 one server at a time.
    var methodNumber: Int {
        get { method.rawValue }
        set { method = Method(rawValue: newValue) ?? .jointConsensus }
    }

    public func validate() throws {
        guard !members.isSubset(of: servers) else { return }
        throw SpecError(
            spec: Self.name,
            message: "members=\(members.count) are more than servers=\(servers.count); lower members")
    }

    public var assumptions: Assumptions? {
        Assumptions(
            replicas: servers, faults: (servers.count - 1) / 2, .crashRecovery,
            network: [.lossy, .duplicating],
            notes: [
                "members at first: \(members.count); terms: \(terms); entries of a log: at most \(entries)",
                "a server that is silent cannot be told from one that is down, so f bounds no run",
            ])
    }

    public struct State: SpecState {
        /// Each server's log.
        public var log = ReplicaMap(Log())
        /// The entries that the leader of each term has committed; kept for the properties.
        public var committed = PerTerm(Log())
        /// The servers that have been elected in each term.
        public var elected = PerTerm(ReplicaSet())
        /// Each server's current term.
        public var term = ReplicaMap(Term(0))
        /// The servers that have voted in their current term.
        public var voted = ReplicaSet()

        /// Start: no server has done anything.
        public init() {}

        /// Leadership of `i` in its current term.
        public func isLeader(_ i: ReplicaID) -> Bool {
            term[i].value > 0 && elected[term[i].value].contains(i)
        }
    }

    public var initialStates: [State] { [State()] }

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
            let eligible = voters(for: i, in: term, s) & configuration.members
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

    /// Election without a superfluous vote: `voters` elect `i`, who votes for itself, and each of the others
    /// is needed.
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
            let having = servers.filter { s.term[$0].value == term && s.log[$0].hasPrefix(entries) }
            next.take(
                .commit(i, length: length), if: log.configuration(from: members).isQuorum(having)
            ) { $0.committed[term] = entries }
            length -= 1
        }
    }

    public var properties: [Property<State>] { safety + goals }

    private var safety: [Property<State>] {
        let (servers, members, terms) = (servers, members, terms)
        return [
            .always("one leader per term") { s in (1...terms).allSatisfy { s.elected[$0].count <= 1 } },
            .always("log matching") { s in
                for i in servers {
                    for j in servers where i < j {
                        let (log, other) = (s.log[i], s.log[j])
                        let common = log.commonLength(with: other)
                        var index = common + 1
                        while index <= min(log.count, other.count) {
                            if log[index].term == other[index].term { return false }
                            index += 1
                        }
                    }
                }
                return true
            },
            .always(
                "leader completeness", when: { s in (1...terms).contains { s.committed[$0].count > 0 } },
                then: { s in
                    for i in servers where s.isLeader(i) {
                        // Its own term too: the log of a leader only grows.
                        for t in 1...s.term[i].value where !s.log[i].hasPrefix(s.committed[t]) {
                            return false
                        }
                    }
                    return true
                }),
            .always("commitment by a quorum") { s in
                servers.allSatisfy { !s.isLeader($0) || s.hasQuorumForCommitted($0, of: servers, members) }
            },
            .always("committed entries stay") { s in
                for t in 1..<terms {
                    for later in t + 1...terms {
                        let (log, other) = (s.committed[t], s.committed[later])
                        if log.commonLength(with: other) < min(log.count, other.count) { return false }
                    }
                }
                return true
            },
        ]
    }

    private var goals: [Property<State>] {
        let (servers, members, terms) = (servers, members, terms)
        return [
            .reachable("a new configuration is committed") { s in
                (1...terms).contains { t in
                    let latest = s.committed[t].configuration(from: members)
                    return !latest.isJoint && latest.new != members
                }
            },
            .reachable("an entry that changes nothing is committed") { s in
                (1...terms).contains { s.committed[$0].count > s.committed[$0].changeIndex(from: members) }
            },
            .reachable("a leader elected by a new configuration") { s in
                servers.contains { i in
                    guard s.isLeader(i), s.log[i].lastTerm < s.term[i].value else { return false }
                    let latest = s.log[i].configuration(from: members)
                    return !latest.isJoint && latest.new != members
                }
            },
        ]
    }
}

extension MembershipChange.State {
    /// Those of `servers` that have what leader `i` has committed are a quorum of a configuration that has been its latest
    /// since it appended it.
    func hasQuorumForCommitted(_ i: ReplicaID, of servers: ReplicaSet, _ members: ReplicaSet) -> Bool {
        let (log, committed) = (log[i], committed[term[i].value])
        if committed.count == 0 { return true }
        let having = servers.filter { self.log[$0].hasPrefix(committed) }
        return (0...log.count).contains { length in
            length >= committed.count && log.prefix(length).configuration(from: members).isQuorum(having)
        }
    }

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

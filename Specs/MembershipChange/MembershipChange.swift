import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

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
///   somebody who was not elected, or has heard of a later term, may do less than before, never more.
/// - A follower takes one entry at a time, out of the log of a server that leads a term as it is now. What a
///   server does in a term depends on nothing that others do in later terms; so a message that is late could
///   have been handled before its sender moved on, and an acknowledgement counted before the follower did.
/// - Anybody may take entries from a leader: servers that are to join are brought up to date beforehand.
/// - An entry is its term and the configuration that is in effect with it; one that changes nothing is a
///   no-op, or a client's command.
///
/// Not covered: when leaders that are no members step down, and servers outside that disturb elections.
public struct MembershipChange: Spec {
    public static let summary = "Servers replicate the configurations by which they elect and commit."
    public static let source =
        "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (2014), section 6;"
        + " Ongaro, Consensus: Bridging Theory and Practice (2014), section 4.1"

    /// How a configuration is changed.
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

    /// `servers` servers (at most 5), the first `members` of which make the configuration at the beginning.
    public init(
        servers: Int = 4, members: Int = 3, terms: Int = 2, entries: Int = 2,
        method: Method = .jointConsensus,
        mutant: Mutant? = nil
    ) {
        self.servers = ReplicaSet(count: servers)
        self.members = ReplicaSet(count: members)
        self.terms = terms
        self.entries = entries
        self.method = method
        self.mutant = mutant
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
        /// What the leader of each term has committed; kept for the properties.
        public var committed = PerTerm(Log())
        /// Who has been elected in each term.
        public var elected = PerTerm(ReplicaSet())
        /// Each server's current term.
        public var term = ReplicaMap(Term(0))
        /// The servers that have voted in their current term.
        public var voted = ReplicaSet()

        /// Nobody has done anything yet.
        public init() {}

        /// Whether `i` leads its current term.
        public func isLeader(_ i: ReplicaID) -> Bool {
            term[i].value > 0 && elected[term[i].value].contains(i)
        }
    }

    public var initialStates: [State] { [State()] }
}

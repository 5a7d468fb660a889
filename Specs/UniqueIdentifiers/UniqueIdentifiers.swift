public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// A replicated `/etc/passwd`: no user ID is ever given two names.
///
/// From a text on applications of Byzantine fault tolerance in operating systems (problem 3625115): the file
/// is on n = 3f + 1 servers, and an entry is committed once 2f + 1 of them have signed it. Two such quorums
/// share an honest server, which refuses to sign a second name for the same user ID. With f + 1 signatures an
/// adversary has one group commit (501, "alice") and another (501, "eve"). Differences from the text: anybody
/// may ask for any entry at any time, so that requests need no place in the state; whoever holds 2f + 1
/// signatures can add the entry, and there is one file. Nothing says that an ID is ever given: if honest
/// votes are split, it stays free.
///
/// Fault model: Byzantine servers in every placement, signed messages, asynchronous network. A faulty server
/// may sign every entry, some or none, and show each signature to whom it likes.
public struct UniqueIdentifiers: ByzantineSpec {
    public static let summary =
        "An entry of /etc/passwd is committed by 2f + 1 signatures, one honest one for each user ID."
    public static let source = "Byzantine fault tolerance in operating systems: /etc/passwd (problem 3625115)"

    /// All n servers.
    public var servers: ReplicaSet
    /// f, the number of Byzantine servers, and the number that quorums are made for.
    public var faults: Int { didSet { adversary.placement = .every(faults) } }
    /// How many user IDs are given: 501, or 501 and 502.
    public var identifiers: Int
    /// The number of signatures that commit an entry, or 0 for 2f + 1.
    public var quorum: Int
    public var adversary: Adversary
    public var mutant: Mutant?

    /// `servers` servers (1 to 8), `faults` of them Byzantine, and 1 or 2 user IDs.
    public init(
        servers: Int = 4, faults: Int = 1, identifiers: Int = 2, quorum: Int = 0, mutant: Mutant? = nil
    ) {
        self.servers = ReplicaSet(count: servers)
        self.faults = faults
        self.identifiers = identifiers
        self.quorum = quorum
        self.mutant = mutant
        adversary = Adversary(.every(faults))
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("servers", \.servers, in: 1...8), Parameter("faults", \.faults, in: 0...3),
            Parameter("identifiers", \.identifiers, in: 1...2), Parameter("quorum", \.quorum, in: 0...8),
        ]
    }
    public var replicas: ReplicaSet { servers }

    public func validate() throws {
        if faults > servers.count {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of servers=\(servers.count) cannot be Byzantine; lower faults")
        }
    }

    public var assumptions: Assumptions? {
        Assumptions(
            replicas: servers, faults: faults, .byzantine(.signed), network: .asynchronous,
            placement: adversary.placement)
    }

    /// So many signatures commit an entry: 2f + 1.
    var rule: QuorumSize { QuorumSize(faults: mutant == .quorumFPlus1 ? 1 : 2, plus: 1) }
    /// The number of signatures in this instance.
    var enough: Int { quorum > 0 ? quorum : rule(n: servers.count, f: faults) }
    /// The entries that anybody may ask for.
    var bindings: ArraySlice<Binding> { Binding.all.prefix(identifiers * Name.valueCount) }

    public struct State: SpecState {
        /// Who has signed which entry.
        var signatures: MonotoneVotes<Binding, TwoWords>
        /// The file: entries of which somebody has a certificate.
        var passwd = MessageSet<Binding>()
        /// The Byzantine servers; chosen at the start.
        let faulty: FaultyReplicas
    }

    public var initialStates: [State] {
        adversary.choices(among: servers).map { faulty in
            State(signatures: MonotoneVotes(from: faulty, adversary), faulty: faulty)
        }
    }
}

public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// A TCP handshake with a replicated server: the client opens the connection once 2f + 1 replicas have confirmed it.
///
/// The three segments are those of RFC 9293, section 3.5; with one replica and no faults it is the plain handshake. What
/// the confirmations buy: f + 1 correct replicas know of every open connection, whatever f of them say. What they cost:
/// each segment goes to or comes from every replica, and the client waits for the slowest of 2f + 1. `quorate costs`
/// counts it.
///
/// Fault model: Byzantine replicas, oral messages, every choice of them. The client is correct; segments are never lost.
public struct ConfirmedHandshake: ByzantineSpec {
    public static let summary = "A client opens a connection once 2f + 1 replicas of the server confirm it."
    public static let source = "RFC 9293, section 3.5, with the quorums of Castro and Liskov (1999)"

    /// All n replicas of the server.
    public var servers: ReplicaSet
    /// f, the number of Byzantine replicas, and the number that the quorums are made for.
    public var faults: Int { didSet { adversary.placement = .every(faults) } }
    public var adversary: Adversary
    public var mutant: Mutant?

    /// `servers` replicas (1 to 8), `faults` of them Byzantine.
    public init(servers: Int = 4, faults: Int = 1, mutant: Mutant? = nil) {
        self.servers = ReplicaSet(count: servers)
        self.faults = faults
        adversary = Adversary(.every(faults))
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] {
        [Parameter("servers", \.servers, in: 1...8), Parameter("faults", \.faults, in: 0...2)]
    }
    public var replicas: ReplicaSet { servers }
    public var assumptions: Assumptions? {
        Assumptions(
            replicas: servers, faults: faults, .byzantine(.oral),
            network: .asynchronous,
            placement: adversary.placement)
    }

    public func validate() throws {
        if faults > servers.count {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of servers=\(servers.count) cannot be Byzantine; lower faults")
        }
    }

    /// How many confirmations the client waits for: 2f + 1.
    var confirmations: Int {
        mutant == .firstConfirmation ? 1 : QuorumSize(faults: 2, plus: 1)(n: servers.count, f: faults)
    }

    public enum ClientPhase: PackedEnum { case closed, synSent, established }

    /// What a replica tells the client.
    public enum Segment: PackedEnum { case synAck }

    public struct State: SpecState {
        /// The SYN-ACKs, by sender.
        var confirmed: MonotoneVotes<Segment, TwoWords>
        var faulty: FaultyReplicas
        /// The correct replicas that have received the ACK.
        var established = ReplicaSet()
        var client = ClientPhase.closed
    }

    public var initialStates: [State] {
        adversary.choices(among: servers).map {
            State(confirmed: MonotoneVotes(from: $0, adversary), faulty: $0)
        }
    }
}

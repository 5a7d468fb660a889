public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Reliable broadcast of one value by a sender who may be Byzantine, with unsigned messages.
///
/// Bracha, "Asynchronous Byzantine Agreement Protocols", Information and Computation 75 (1987), section 3.
/// The paper says that a process *accepts* a value; here it delivers it, as most later papers say.
/// Differences from the paper: one broadcast, of one of two values; "(n + t)/2 messages" is read as "more
/// than (n + t)/2", which is the same unless n + t is even; hearing and reacting is one step. As in the paper
/// a replica echoes, then is ready, then delivers, each once.
///
/// Fault model: Byzantine replicas, oral messages, asynchronous reliable network, every choice of faulty
/// replicas, the sender (replica 0) included. Messages are sent to all and never forgotten; whoever acts has
/// heard enough of them, so late and lost messages are late steps. A faulty replica may send everything to
/// everybody, each recipient hearing what suits the adversary, or nothing.
///
/// That something happens in the end is checked where nothing happens any more: the network delivers what
/// correct replicas have sent, faulty ones may be silent for ever, and every run is finite, so what must
/// happen in the end has happened in each state in which the messages of correct replicas alone allow no
/// further step.
public struct BrachaBroadcast: ByzantineSpec {
    public static let summary =
        "A sender, perhaps Byzantine, broadcasts a value: all deliver it or nobody does."
    public static let source = "Bracha, Asynchronous Byzantine Agreement Protocols (1987), section 3"

    /// All n replicas.
    public var allReplicas: ReplicaSet
    /// f, the number of Byzantine replicas that the thresholds are made for.
    public var faults: Int
    /// The number of Byzantine replicas that there are.
    public var faulty: Int { didSet { adversary.placement = .every(faulty) } }
    public var adversary: Adversary
    public var mutant: Mutant?

    /// A broadcast among `replicas` replicas (1 to 8), with thresholds for `faults` Byzantine ones, where
    /// there are `faulty`, or as many as the thresholds are made for.
    public init(replicas: Int = 4, faults: Int = 1, faulty: Int? = nil, mutant: Mutant? = nil) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.faulty = faulty ?? faults
        adversary = Adversary(.every(faulty ?? faults))
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...8), Parameter("faults", \.faults, in: 0...3),
            Parameter("faulty", \.faulty, in: 0...8),
        ]
    }
    public var replicas: ReplicaSet { allReplicas }
    public var assumptions: Assumptions? {
        Assumptions(
            replicas: allReplicas, faults: faulty, .byzantine(.oral),
            network: .asynchronous,
            placement: adversary.placement,
            notes: ["thresholds for f = \(faults)", "one broadcast by \(sender), of one of two values"])
    }

    public func validate() throws {
        if faulty > allReplicas.count {
            throw SpecError(
                spec: Self.name,
                message: "faulty=\(faulty) of replicas=\(allReplicas.count) cannot be Byzantine; lower faulty"
            )
        }
    }

    /// Who broadcasts. The other replicas are interchangeable, so that any other sender would do.
    var sender: ReplicaID { 0 }

    public enum Value: PackedEnum { case zero, one }

    public struct State: SpecState {
        /// Who has sent what.
        public var votes: MonotoneVotes<Message, TwoWords>
        /// The correct replicas that have delivered each value.
        public var delivered = Deliveries()
        /// The Byzantine replicas; chosen at the start.
        public let faulty: FaultyReplicas
    }

    public var initialStates: [State] {
        adversary.choices(among: allReplicas).map {
            State(votes: MonotoneVotes(from: $0, adversary), faulty: $0)
        }
    }
}

public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Coordinated reboots of a cluster, one machine at a time; exclusive socket bindings by the same scheme.
///
/// From a text on applications of Byzantine fault tolerance in operating systems (problems 3625218 and
/// 3625129): what may be had by one at a time is granted by 2f + 1 of n = 3f + 1 machines, as a user ID is
/// (see ``UniqueIdentifiers``). The text only names the two uses; the turns are ours. A correct machine
/// grants each turn to one machine at most, and the next turn only once the holder of this one has shown its
/// 2f + 1 grants and released it. Whoever has 2f + 1 grants may reboot; it releases the turn when it is back.
/// With `sockets` what is granted is an address and port: the holder binds it and goes on running, where a
/// machine that reboots is down and grants nothing meanwhile.
///
/// Fault model: Byzantine machines in every placement, signed messages, asynchronous network. A faulty
/// machine may grant every turn to everybody and release whatever it holds or does not hold, at any time or
/// never; one that holds a turn and never releases it stops the others, against which nothing is promised.
/// Abstracted: any machine wants to reboot, once; what a machine has granted survives its reboot.
public struct ClusterReboot: ByzantineSpec {
    public static let summary =
        "A machine reboots, or binds a socket, when 2f + 1 machines have granted it the turn."
    public static let source =
        "Byzantine fault tolerance in operating systems: reboots and sockets (problems 3625218, 3625129)"

    /// All n machines.
    public var machines: ReplicaSet
    /// f, the number of Byzantine machines, and the number that quorums are made for.
    public var faults: Int { didSet { adversary.placement = .every(faults) } }
    /// How many turns there are, one after another.
    public var turns: Int
    /// Whether a turn is for a socket binding, which leaves its holder running.
    public var sockets: Bool
    /// The number of grants that make a certificate, or 0 for 2f + 1.
    public var quorum: Int
    public var adversary: Adversary
    public var mutant: Mutant?

    /// `machines` machines (1 to 7), `faults` of them Byzantine, and 1 or 2 turns.
    public init(
        machines: Int = 4, faults: Int = 1, turns: Int = 2, sockets: Bool = false, quorum: Int = 0,
        mutant: Mutant? = nil
    ) {
        self.machines = ReplicaSet(count: machines)
        self.faults = faults
        self.turns = turns
        self.sockets = sockets
        self.quorum = quorum
        self.mutant = mutant
        adversary = Adversary(.every(faults))
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("machines", \.machines, in: 1...7), Parameter("faults", \.faults, in: 0...2),
            Parameter("turns", \.turns, in: 1...2), Parameter("sockets", \.sockets),
            Parameter("quorum", \.quorum, in: 0...7),
        ]
    }
    public var replicas: ReplicaSet { machines }

    public func validate() throws {
        if faults > machines.count {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of machines=\(machines.count) cannot be Byzantine; lower faults")
        }
    }

    public var assumptions: Assumptions? {
        Assumptions(
            replicas: machines, faults: faults, .byzantine(.signed), network: .asynchronous,
            placement: adversary.placement)
    }

    /// So many grants make a certificate: 2f + 1.
    var rule: QuorumSize { QuorumSize(faults: mutant == .quorumFPlus1 ? 1 : 2, plus: 1) }
    /// The number of grants in this instance.
    var enough: Int { quorum > 0 ? quorum : rule(n: machines.count, f: faults) }

    /// What has become of a correct machine's wish; with sockets, whether it has bound one and closed it
    /// again.
    public enum Phase: PackedEnum { case waiting, rebooting, back }

    public struct State: SpecState {
        /// Who has sent which grants and releases.
        var sent: MonotoneVotes<Message, TwoWords>
        /// How far each correct machine is.
        var phase = ReplicaMap<Phase>(.waiting)
        /// The Byzantine machines; chosen at the start.
        let faulty: FaultyReplicas
    }

    public var initialStates: [State] {
        adversary.choices(among: machines).map { faulty in
            var state = State(sent: MonotoneVotes(), faulty: faulty)
            // Only what concerns machines and turns that there are, so that a trace shows no more.
            for message in adversary.timing == .fromTheStart ? messages : [] {
                for machine in faulty.members { send(message, from: machine, in: &state) }
            }
            return state
        }
    }
}

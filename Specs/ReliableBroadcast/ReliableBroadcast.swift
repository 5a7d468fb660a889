import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Reliable broadcast of one message among processes of which some are Byzantine, with unsigned messages.
///
/// Srikanth and Toueg, "Simulating authenticated broadcasts to derive simple fault-tolerant algorithms",
/// Distributed Computing 2 (1987), and the TLA+ module bcastByz. Differences from the paper: one broadcast
/// only; who has received INIT is chosen at the start (V1 in the module, V0 for the others); a process
/// receives and reacts in one step. Differences from the module: its program counter is three sets of
/// processes here, and its `sent` is the set of those that have echoed. Processes are numbered from 0.
///
/// A Byzantine process may send ECHO to anybody at any time; its own state never matters, but the start gives
/// it one, as in the module.
public struct ReliableBroadcast: Spec {
    public static let summary = "Processes accept a message once enough of them have echoed it."
    public static let source = "Srikanth and Toueg, Simulating authenticated broadcasts (1987)"

    /// All N processes.
    public var processes: ReplicaSet
    /// T, the number of Byzantine processes that the thresholds are made for.
    public var threshold: Int
    /// F, the number of Byzantine processes that there are.
    public var faulty: Int
    /// Whether processes may have received INIT at the start.
    public var broadcast: Bool
    public var mutant: Mutant?

    /// `processes` processes (1 to 10), `faulty` of them Byzantine.
    public init(
        processes: Int = 4, threshold: Int = 1, faulty: Int = 1, broadcast: Bool = true, mutant: Mutant? = nil
    ) {
        self.processes = ReplicaSet(count: processes)
        self.threshold = threshold
        self.faulty = faulty
        self.broadcast = broadcast
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("processes", \.processes, in: 1...10), Parameter("threshold", \.threshold, in: 0...9),
            Parameter("faulty", \.faulty, in: 0...9), Parameter("broadcast", \.broadcast),
        ]
    }
    public var replicas: ReplicaSet { processes }
    public var assumptions: Assumptions? {
        Assumptions(
            replicas: processes, faults: faulty, .byzantine(.oral),
            network: .asynchronous, placement: .every(faulty))
    }

    public func validate() throws {
        if faulty > processes.count {
            throw SpecError(
                spec: Self.name,
                message: "faulty=\(faulty) of processes=\(processes.count) cannot be Byzantine; lower faulty")
        }
    }

    /// N - 2T: so many ECHOs make a process echo.
    var echoRule: QuorumSize { QuorumSize(replicas: 1, faults: mutant == .hastyEcho ? -3 : -2) }
    /// N - T: so many ECHOs make a process accept.
    var acceptRule: QuorumSize { .allButFaulty }

    var enoughToEcho: Int { echoRule(n: processes.count, f: threshold) }
    var enoughToAccept: Int { acceptRule(n: processes.count, f: threshold) }

    public struct State: SpecState {
        /// Whose ECHO each process has received.
        var received = Receipts()
        /// The correct processes; chosen at the start.
        var correct: ReplicaSet
        /// The processes that have received INIT and done nothing since: V1, as long as they have not echoed.
        var informed: ReplicaSet
        /// The correct processes that have sent ECHO to all.
        var echoed = ReplicaSet()
        /// The correct processes that have accepted; all of them have sent ECHO.
        var accepted = ReplicaSet()
    }

    public var initialStates: [State] {
        let starts = broadcast ? Array(processes.subsets) : [ReplicaSet()]
        return processes.subsets(ofSize: processes.count - faulty).flatMap { correct in
            starts.map { State(correct: correct, informed: $0) }
        }
    }
}

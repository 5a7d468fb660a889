import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Peterson's algorithm: mutual exclusion of two processes by shared variables that are only read and
/// written.
///
/// Peterson, "Myths about the Mutual Exclusion Problem", Information Processing Letters 12 (1981), and the
/// TLA+ module Peterson, whose labels a0 to a4 and cs are the phases here. Differences from the paper: the
/// processes are 0 and 1 and not 1 and 2, TURN starts as 1, and the condition to enter is read in one step.
public struct Peterson: Spec {
    public static let summary = "Two processes take turns in a critical section, by two flags and a turn."
    public static let source = "Peterson, Myths about the Mutual Exclusion Problem (1981)"

    /// The two processes.
    public let processes: ReplicaSet = [0, 1]

    /// The algorithm; it has no parameters.
    public init() {}

    public var replicas: ReplicaSet { processes }
    public var assumptions: Assumptions? {
        Assumptions(replicas: processes, .none, network: .absent)
    }

    /// Where a process is in its program.
    public enum Phase: PackedEnum {
        /// Outside (a0).
        case idle
        /// About to raise its flag (a1).
        case wanting
        /// About to leave the turn to the other (a2).
        case yielding
        /// Until the other has no flag up, or has left the turn (a3).
        case waiting
        /// In the critical section (cs).
        case critical
        /// Still in the critical section, and about to lower its flag (a4).
        case leaving
    }

    public struct State: SpecState {
        var phase = ReplicaMap<Phase>(.idle)
        /// The processes whose flag is up: Q1 and Q2 in the paper, c in the module.
        var flags = ReplicaSet()
        var turn: ReplicaID = 1
    }

    public var initialStates: [State] { [State()] }
}

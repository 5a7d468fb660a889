import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Non-blocking atomic commitment with a failure detector that says whether some process fails.
///
/// Guerraoui, "On the Hardness of Failure-Sensitive Agreement Problems", Information Processing Letters 79
/// (2001), proposition 3.1, and the TLA+ module nbacg_guer01 (Tran, Konnov and Widder). As in the module,
/// messages are only counted: what a process may receive is bounded by what was sent, and a process that
/// crashes before it has sent its vote may or may not have sent it. What a detector says is settled at the
/// start, freely: agreement does not rest on it. Difference from the module: processes are numbered from 0.
public struct AtomicCommitWithDetector: Spec {
    public static let summary = "Every process votes, and commits once it has a Yes from every process."
    public static let source = "Guerraoui, On the Hardness of Failure-Sensitive Agreement Problems (2001)"

    /// The processes.
    public var processes: ReplicaSet

    /// The protocol among `processes` processes, 1 to 8.
    public init(processes: Int = 3) { self.processes = ReplicaSet(count: processes) }

    public var parameters: [Parameter<Self>] { [Parameter("processes", \.processes, in: 1...8)] }
    public var replicas: ReplicaSet { processes }
    public var assumptions: Assumptions? {
        Assumptions(replicas: processes, faults: processes.count, .crashStop, network: .asynchronous)
    }

    /// What a process has done; `yes` and `no` are votes not yet sent.
    public enum Phase: PackedEnum { case yes, no, sent, aborted, committed, crashed }
    /// A number of processes or of their messages.
    typealias Count = BoundedInt<0, 8>

    public struct State: SpecState {
        var phase: ReplicaMap<Phase>
        /// The Yes messages that a process has received.
        var receivedYes = ReplicaMap<Count>(0)
        /// The No messages that a process has received.
        var receivedNo = ReplicaMap<Count>(0)
        /// The processes whose detector says that some process fails.
        var suspicious: ReplicaSet
        /// The votes that were sent.
        var sentYes: Count = 0
        var sentNo: Count = 0
        /// The votes of processes that crashed before they had sent them, which may arrive all the same.
        var crashedYes: Count = 0
        var crashedNo: Count = 0
    }

    public var initialStates: [State] {
        processes.subsets.flatMap { voteNo in
            var phase = ReplicaMap<Phase>(.yes)
            for i in voteNo { phase[i] = .no }
            return processes.subsets.map { State(phase: phase, suspicious: $0) }
        }
    }
}

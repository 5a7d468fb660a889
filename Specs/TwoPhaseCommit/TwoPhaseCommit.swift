import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Two-phase commit, as a transaction coordinator with resource managers.
///
/// Gray and Lamport, "Consensus on Transaction Commit", ACM TODS 31 (2006), section 3 and the TLA+ module TwoPhase.
/// Differences from the module: messages are kept as the set of managers that have sent Prepared and the one
/// decision that the coordinator has sent, which holds the same sets.
public struct TwoPhaseCommit: Spec {
    public static let summary = "A coordinator commits a transaction once every resource manager is prepared."
    public static let source = "Gray and Lamport, Consensus on Transaction Commit (2006), section 3"

    /// The resource managers.
    public var managers: ReplicaSet
    public var mutant: Mutant?

    /// Two-phase commit with `managers` resource managers, 1 to 16.
    public init(managers: Int = 3, mutant: Mutant? = nil) {
        self.managers = ReplicaSet(count: managers)
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] { [Parameter("managers", \.managers, in: 1...16)] }
    public var replicas: ReplicaSet { managers }
    public var assumptions: Assumptions? {
        Assumptions(replicas: managers, .none, network: [.lossy, .duplicating])
    }

    /// What a resource manager has done.
    public enum ManagerPhase: PackedEnum { case working, prepared, committed, aborted }
    /// What the coordinator has decided, which is also the message that it has sent.
    public enum Decision: PackedEnum { case undecided, committed, aborted }

    public struct State: SpecState {
        var manager = ReplicaMap<ManagerPhase>(.working)
        /// The Prepared messages, by sender.
        var prepared = ReplicaSet()
        /// The managers whose Prepared the coordinator has received.
        var acknowledged = ReplicaSet()
        var decision = Decision.undecided
    }

    public var initialStates: [State] { [State()] }
}

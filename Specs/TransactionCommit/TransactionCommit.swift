import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Transaction commit, the problem itself: what resource managers may decide, without a word on how they find
/// out.
///
/// Gray and Lamport, "Consensus on Transaction Commit", ACM TODS 31 (2006), section 2 and the TLA+ module
/// TCommit. No differences from the module; its action Decide is `commit` and `abort` here.
public struct TransactionCommit: Spec {
    public static let summary = "Resource managers together commit a transaction or together abort it."
    public static let source = "Gray and Lamport, Consensus on Transaction Commit (2006), section 2"

    /// The resource managers.
    public var managers: ReplicaSet

    /// Transaction commit among `managers` resource managers, 1 to 16.
    public init(managers: Int = 3) { self.managers = ReplicaSet(count: managers) }

    public var parameters: [Parameter<Self>] { [Parameter("managers", \.managers, in: 1...16)] }
    public var replicas: ReplicaSet { managers }
    public var assumptions: Assumptions? {
        Assumptions(replicas: managers, .none, network: .absent)
    }

    /// What a resource manager has done.
    public enum ManagerPhase: PackedEnum { case working, prepared, committed, aborted }

    public struct State: SpecState {
        var manager = ReplicaMap<ManagerPhase>(.working)
    }

    public var initialStates: [State] { [State()] }
}

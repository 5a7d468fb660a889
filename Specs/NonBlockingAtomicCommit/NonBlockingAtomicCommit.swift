import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Non-blocking atomic commitment: participants forward the coordinator's decision before they act on it.
///
/// Babaoglu and Toueg, "Non-Blocking Atomic Commitment", in Mullender (ed.), Distributed Systems (1993), and
/// the TLA+ modules ACP_SB and ACP_NB. A process that dies stays dead, and the others know it.
///
/// Differences from the modules: whatever the coordinator broadcasts and participants forward is the
/// coordinator's one decision, and a vote received is the vote sent, so the state says only who has sent to
/// whom; the modules' `faulty` is always the same as not alive and is left out. Participants are numbered
/// from 0.
public struct NonBlockingAtomicCommit: Spec {
    public static let summary =
        "Participants commit or abort together, and no crash leaves the others waiting."
    public static let source = "Babaoglu and Toueg, Non-Blocking Atomic Commitment (1993)"

    public var participants: ReplicaSet

    /// One coordinator and `participants` participants, 1 to 8.
    public init(participants: Int = 2) { self.participants = ReplicaSet(count: participants) }

    public var parameters: [Parameter<Self>] { [Parameter("participants", \.participants, in: 1...8)] }
    public var replicas: ReplicaSet { participants }
    public var assumptions: Assumptions? {
        Assumptions(
            replicas: participants, faults: participants.count, .crashStop, network: .asynchronous,
            notes: ["the coordinator may crash as well; everybody knows who is down"])
    }

    /// What the coordinator or a participant has decided.
    public enum Decision: PackedEnum { case undecided, commit, abort }

    /// The coordinator's decision on its way from one participant to another.
    ///
    /// A participant's message to itself stands for its own predecision.
    public struct Forward: FiniteMessage {
        var sender: ReplicaID
        var receiver: ReplicaID

        public static let all: [Forward] = {
            let participants = ReplicaSet(count: 8)
            return participants.flatMap { sender in
                participants.map { Forward(sender: sender, receiver: $0) }
            }
        }()
        public var index: Int { sender.number * 8 + receiver.number }
    }

    public struct State: SpecState {
        var decision = ReplicaMap<Decision>(.undecided)
        var forwards = MessageSet<Forward>()
        /// The participants that would commit; chosen at the start.
        var inFavour: ReplicaSet
        var alive: ReplicaSet
        /// The participants that the coordinator has asked for their votes.
        var requested = ReplicaSet()
        /// The participants that have sent their votes.
        var voted = ReplicaSet()
        /// The participants whose votes the coordinator has received.
        var counted = ReplicaSet()
        /// The participants to which the coordinator has sent its decision.
        var informed = ReplicaSet()
        var coordinatorDecision = Decision.undecided
        var coordinatorIsAlive = true
    }

    public var initialStates: [State] {
        participants.subsets.map { State(inFavour: $0, alive: participants) }
    }
}

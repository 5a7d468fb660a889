import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// OM(m): a commander's order is relayed by every lieutenant with OM(m - 1), and the majority of what was
/// heard counts.
///
/// Lamport, Shostak and Pease, "The Byzantine Generals Problem", ACM TOPLAS 4 (1982), section 3, with two
/// orders, a majority that is RETREAT when there is a tie, and RETREAT for a message that does not come. The
/// commander is general 0.
///
/// Fault model: Byzantine, oral messages, synchronous rounds. A traitor sends any order to any general
/// whenever it is its turn; silence is not a choice of its own, because the receiver notices it and takes
/// RETREAT (A3), and a message out of turn is ignored. What traitors send to each other cannot matter,
/// because a traitor may send anything whatever it has heard: only the commander's messages to them are kept,
/// as the counts of executions ask for.
///
/// Differences from the paper: messages of one round do not touch each other, so the generals take turns. The
/// instance OM(m - 1) in which a lieutenant relays is one step: it leads to every vector of conclusions that
/// the loyal lieutenants can come to in it, each found by composing the same for its own sub-instances
/// (`SubInstance`). For m = 1 that step is the lieutenant's messages themselves, and a final state keeps
/// everything that was sent: an execution.
public struct OralMessages: Spec {
    public static let summary = "Lieutenants relay the order to each other and obey the majority."
    public static let source = "Lamport, Shostak and Pease, The Byzantine Generals Problem (1982), section 3"

    /// All n generals; the commander is general 0.
    public var generals: ReplicaSet
    /// f, the number of traitors that there are.
    public var traitors: Int
    /// m, the number of traitors that the algorithm is made for: it takes m + 1 rounds.
    public var depth: Int
    public var mutant: Mutant?
    /// What sub-instances have been found to lead to; each is composed once.
    let outcomes = SubInstanceOutcomes()

    /// OM(`depth`) among `generals` generals (2 to 10), `traitors` of them traitors; `depth` is at most 3.
    public init(generals: Int = 4, traitors: Int = 1, depth: Int = 1, mutant: Mutant? = nil) {
        self.generals = ReplicaSet(count: generals)
        self.traitors = traitors
        self.depth = depth
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("generals", \.generals, in: 2...10), Parameter("traitors", \.traitors, in: 0...3),
            Parameter("depth", \.depth, in: 0...3),
        ]
    }
    public var replicas: ReplicaSet { generals }

    public func validate() throws {
        if traitors >= generals.count {
            throw SpecError(
                spec: Self.name,
                message:
                    "traitors=\(traitors) of generals=\(generals.count) leave nobody loyal; lower traitors")
        }
        if depth > generals.count - 2 {
            throw SpecError(
                spec: Self.name,
                message:
                    "OM(\(depth)) has nobody left to relay to among generals=\(generals.count); lower depth")
        }
    }

    public var assumptions: Assumptions? {
        Assumptions(
            replicas: generals, faults: traitors, .byzantine(.oral), network: .synchronousRounds,
            placement: placement)
    }

    /// Every choice of traitors, the commander among them or not.
    var placement: FaultPlacement { .every(traitors) }
    /// The generals that receive orders.
    var lieutenants: ReplicaSet { generals.subtracting([0]) }

    public struct State: SpecState {
        /// For each lieutenant that has relayed, the loyal others that conclude ATTACK from it.
        var relayed = ReplicaMap<ReplicaSet>([])
        /// The lieutenants to which the commander has sent ATTACK; RETREAT to the others.
        var ordered = ReplicaSet()
        /// Chosen at the start.
        var traitors: FaultyReplicas
        /// How many generals have had their turn, the commander first.
        var turns: BoundedInt<0, 10> = 0
    }

    public var initialStates: [State] {
        Adversary(placement).choices(among: generals).map { State(traitors: $0) }
    }
}

public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// SM(m): a commander's signed order goes from general to general, and two orders betray a traitor.
///
/// Lamport, Shostak and Pease, "The Byzantine Generals Problem", ACM TOPLAS 4 (1982), section 4, with two
/// orders and choice(V) = the order in V if it is the only one, RETREAT otherwise. The commander is general
/// 0. A chain is v:0:j1:…:jk.
///
/// Fault model: Byzantine, signed messages, synchronous rounds. In every round each traitor may send any
/// chain to any generals, as far as the signatures of loyal generals inside have been sent to anybody: in
/// this round too, so traitors hear the loyal generals first. Traitors know each other's keys and see the
/// whole network, so what they send to each other changes nothing and is left out.
///
/// Differences from the paper: its timeouts are rounds 1 to m + 1, and as in its section 6 a chain of k
/// signatures that arrives after round k is ignored; one that arrives before is taken. A lieutenant's receipt
/// of a chain and its relay of it are one step, and the relay goes out with the next round. Only the chain
/// that brings a lieutenant an order for the first time is a step: any chain of a round may come first, and
/// later ones change nothing, nor does a chain with the receiver's own signature. Receipts of one round do
/// not touch each other, so they are taken in the order of the lieutenants; a test compares that with all
/// orders.
public struct SignedMessages: Spec {
    public static let summary = "Loyal lieutenants obey one signed order; whoever hears of two retreats."
    public static let source = "Lamport, Shostak and Pease, The Byzantine Generals Problem (1982), section 4"

    /// All n generals; the commander is general 0.
    public var generals: ReplicaSet
    /// f, the number of traitors that there are.
    public var traitors: Int
    /// m, the number of traitors that the algorithm is made for: it takes m + 1 rounds.
    public var depth: Int
    public var mutant: Mutant?

    /// SM(`depth`) among `generals` generals (2 to 5), `traitors` of them traitors; `depth` is at most 3.
    public init(generals: Int = 3, traitors: Int = 1, depth: Int = 1, mutant: Mutant? = nil) {
        self.generals = ReplicaSet(count: generals)
        self.traitors = traitors
        self.depth = depth
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("generals", \.generals, in: 2...5), Parameter("traitors", \.traitors, in: 0...4),
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
    }

    public var assumptions: Assumptions? {
        Assumptions(
            replicas: generals, faults: traitors, .byzantine(.signed), network: .synchronousRounds,
            placement: placement)
    }

    /// Every choice of traitors, the commander among them or not.
    var placement: FaultPlacement { .every(traitors) }
    /// The generals that receive orders.
    var lieutenants: ReplicaSet { generals.subtracting([0]) }

    /// What the commander signs; `retreat` is also what a lieutenant does who does not know.
    public enum Order: PackedEnum { case retreat, attack }
    /// An order with the signatures of the commander and of those who relayed it.
    public typealias Chain = SignatureChain<Order>

    public struct State: SpecState {
        /// What loyal generals have sent, and what they will send in the next round.
        var network = SynchronousRounds<Chain>()
        /// The first receipt of this round that has not been passed over: two for each general, retreat
        /// first.
        var receipt: BoundedInt<0, 10> = 0
        /// The loyal lieutenants that have an order in their sets V.
        var knowsRetreat = ReplicaSet()
        var knowsAttack = ReplicaSet()
        /// Chosen at the start.
        var traitors: FaultyReplicas
    }

    public var initialStates: [State] {
        Adversary(placement).choices(among: generals).map { State(traitors: $0) }
    }
}

import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Detection that a distributed computation on a ring of nodes has ended, by a token that turns black.
///
/// Dijkstra, Feijen and van Gasteren, "Derivation of a Termination Detection Algorithm for Distributed
/// Computations" (EWD 840), Information Processing Letters 16 (1983), and the TLA+ module EWD840. Nodes are
/// numbered from 0, as there. Differences from the module: colors of nodes are kept as the set of the black
/// nodes. As in the module and unlike the paper, an active node that is black (or holds a black token) may
/// pass the token on, since the probe has failed already.
public struct TerminationDetection: Spec {
    public static let summary = "A token goes around a ring and stays white only if every node is passive."
    public static let source =
        "Dijkstra, Feijen and van Gasteren, Derivation of a Termination Detection Algorithm (1983)"

    /// The nodes of the ring; the token travels from each to the one numbered one lower.
    public var nodes: ReplicaSet
    public var mutant: Mutant?

    /// A ring of `nodes` nodes, 2 to 8.
    public init(nodes: Int = 3, mutant: Mutant? = nil) {
        self.nodes = ReplicaSet(count: nodes)
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] { [Parameter("nodes", \.nodes, in: 2...8)] }
    public var replicas: ReplicaSet { nodes }
    public var assumptions: Assumptions? {
        Assumptions(
            replicas: nodes, .none, network: .asynchronous,
            notes: ["a message arrives in the step in which it is sent"])
    }

    /// The color of the token.
    public enum Color: PackedEnum { case white, black }

    public struct State: SpecState {
        /// The nodes that compute; the others are passive until a message activates them.
        var active: ReplicaSet
        /// The nodes that have activated a node which the token has passed already; the others are white.
        var black: ReplicaSet
        /// The node that holds the token.
        var token: ReplicaID
        var tokenColor = Color.black
    }

    public var initialStates: [State] {
        nodes.subsets.flatMap { active in
            nodes.subsets.flatMap { black in
                nodes.map { State(active: active, black: black, token: $0) }
            }
        }
    }
}

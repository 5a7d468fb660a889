import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// The grow-only counter (G-Counter), a replicated data type whose copies converge without coordination.
///
/// Shapiro, Preguiça, Baquero and Zawirski, "A Comprehensive Study of Convergent and Commutative Replicated
/// Data Types", INRIA RR-7506 (2011), section 3.1, and the TLA+ module CRDT. Difference from the module: its
/// actions that reset nodes for a liveness argument are left out, since they reach no new state.
public struct GrowOnlyCounter: Spec {
    public static let summary = "Each node counts its own increments and learns the others' counts by gossip."
    public static let source =
        "Shapiro, Preguiça, Baquero and Zawirski, A Comprehensive Study of Convergent and Commutative"
        + " Replicated Data Types (2011), section 3.1"

    /// The nodes that hold a copy of the counter.
    public var nodes: ReplicaSet
    /// How many increments of each node are within the constraint.
    public var increments: Int

    /// The counter on `nodes` nodes, 1 to 8, explored up to `increments` increments of each, 1 to 14.
    public init(nodes: Int = 3, increments: Int = 3) {
        self.nodes = ReplicaSet(count: nodes)
        self.increments = increments
    }

    public var parameters: [Parameter<Self>] {
        [Parameter("nodes", \.nodes, in: 1...8), Parameter("increments", \.increments, in: 1...14)]
    }
    public var replicas: ReplicaSet { nodes }
    public var assumptions: Assumptions? {
        Assumptions(
            replicas: nodes, .none, network: [.lossy, .duplicating],
            notes: ["a node reads the copy of another in one step"])
    }

    public struct State: SpecState {
        /// What each node (row) knows of the increments of each node (column).
        var counter = ReplicaMatrix<BoundedInt<0, 15>>(0)
    }

    public var initialStates: [State] { [State()] }

    public var constraint: StateConstraint<State>? {
        let (nodes, increments) = (nodes, increments)
        return StateConstraint(
            "every node increments at most \(increments) \(increments == 1 ? "time" : "times")"
        ) { s in
            nodes.allSatisfy { s.counter[$0, $0].value <= increments }
        }
    }
}

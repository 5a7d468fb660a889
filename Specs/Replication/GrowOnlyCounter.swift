import QuorateFaults

/// The grow-only counter (G-Counter), a replicated data type whose copies converge without coordination.
///
/// Shapiro, Preguiça, Baquero and Zawirski, "A Comprehensive Study of Convergent and Commutative Replicated
/// Data Types", INRIA RR-7506 (2011), section 3.1, and the TLA+ module CRDT. Difference from the module: its
/// actions that reset nodes for a liveness argument are left out, since they reach no new state.
struct GrowOnlyCounter: Spec {
    static let summary = "Each node counts its own increments and learns the others' counts by gossip."
    static let source =
        "Shapiro, Preguiça, Baquero and Zawirski, A Comprehensive Study of Convergent and Commutative"
        + " Replicated Data Types (2011), section 3.1"

    /// The nodes that hold a copy of the counter.
    var nodes: ReplicaSet
    /// The number of increments of each node that are within the constraint.
    var increments: Int

    /// The counter on `nodes` nodes, 1 to 8, explored up to `increments` increments of each, 1 to 14.
    init(nodes: Int = 3, increments: Int = 3) {
        self.nodes = ReplicaSet(count: nodes)
        self.increments = increments
    }

    var parameters: [Parameter<Self>] {
        [Parameter("nodes", \.nodes, in: 1...8), Parameter("increments", \.increments, in: 1...14)]
    }
    var replicas: ReplicaSet { nodes }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: nodes, .none, network: [.lossy, .duplicating],
            notes: ["a node reads the copy of another in one step"])
    }

    struct State: SpecState {
        /// The increments of each node (column) that each node (row) knows of.
        var counter = ReplicaMatrix<BoundedInt<0, 15>>(0)
    }

    var initialStates: [State] { [State()] }

    var constraint: StateConstraint<State>? {
        let (nodes, increments) = (nodes, increments)
        return StateConstraint(
            "every node increments at most \(increments) \(increments == 1 ? "time" : "times")"
        ) { s in nodes.allSatisfy { s.counter[$0, $0] <= increments } }
    }

    enum Action: SpecAction {
        case increment(ReplicaID), gossip(from: ReplicaID, to: ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for n in nodes {
            next.take(.increment(n)) { $0.counter[n, n] += 1 }
            // As in the module, a node may gossip with itself, which changes nothing.
            for o in nodes {
                next.take(.gossip(from: n, to: o)) {
                    for k in nodes { $0.counter[o, k] = max(s.counter[o, k], s.counter[n, k]) }
                }
            }
        }
    }

    var properties: [Property<State>] {
        let (nodes, increments) = (nodes, increments)
        return [
            .always("greatest own count") { s in
                nodes.allSatisfy { n in nodes.allSatisfy { o in s.counter[n, n] >= s.counter[o, n] } }
            },
            .reachable("convergence after all increments") { s in
                nodes.allSatisfy { n in nodes.allSatisfy { o in s.counter[n, o] == increments } }
            },
        ]
    }
}

import QuorateFaults

/// The grow-only counter (G-Counter), a replicated data type whose copies converge without coordination.
///
/// Shapiro, Preguiça, Baquero and Zawirski, "A Comprehensive Study of Convergent and Commutative Replicated
/// Data Types", INRIA RR-7506 (2011), section 3.1, and the TLA+ module CRDT. Differences from the module: its
/// actions that reset nodes for a liveness argument are left out, since they reach no new state; a node increments a
/// number of times at most, so that copies agree in the end, where the module asks that they do again and again.
struct GrowOnlyCounter: Spec {
    static let summary = "Each node counts its own increments and learns the others' counts by gossip."
    static let source =
        "Shapiro, Preguiça, Baquero and Zawirski, A Comprehensive Study of Convergent and Commutative"
        + " Replicated Data Types (2011), section 3.1"

    /// The nodes that hold a copy of the counter.
    var nodes: ReplicaSet
    /// The number of increments of each node at most.
    var increments: Int
    var mutant: Mutant?

    /// The counter on `nodes` nodes, 1 to 8, with up to `increments` increments of each, 1 to 15.
    init(nodes: Int = 3, increments: Int = 3, mutant: Mutant? = nil) {
        self.nodes = ReplicaSet(count: nodes)
        self.increments = increments
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [Parameter("nodes", \.nodes, in: 1...8), Parameter("increments", \.increments, in: 1...15)]
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

    enum Action: SpecAction {
        case increment(ReplicaID), gossip(from: ReplicaID, to: ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let overwrites = mutant == .overwrittenCounts
        for n in nodes {
            // One more increment changes nothing; the module has one that leads beyond the bound, and both count among
            // the generated states.
            let mayIncrement = s.counter[n, n] < increments
            next.take(.increment(n)) { if mayIncrement { $0.counter[n, n] += 1 } }
            // As in the module, a node may gossip with itself, which changes nothing.
            for o in nodes {
                next.take(.gossip(from: n, to: o)) {
                    for k in nodes {
                        let isTakenOver = overwrites && k != o
                        $0.counter[o, k] =
                            isTakenOver ? s.counter[n, k] : max(s.counter[o, k], s.counter[n, k])
                    }
                }
            }
        }
    }

    /// Increments, which nobody has to make.
    var environmentActions: [String] { ["increment"] }

    /// Gossip of each node with each other one, again and again.
    var fairness: [Fairness<Self>] { everyPairGossips(Action.gossip) }

    var properties: [Property<State>] {
        let (nodes, increments) = (nodes, increments)
        return [
            .always("greatest own count") { s in
                nodes.allSatisfy { n in nodes.allSatisfy { o in s.counter[n, n] >= s.counter[o, n] } }
            },
            .eventuallyAlways("convergence") { s in
                nodes.allSatisfy { n in nodes.allSatisfy { o in s.counter[n, o] == s.counter[o, o] } }
            },
            .reachable("convergence after all increments") { s in
                nodes.allSatisfy { n in nodes.allSatisfy { o in s.counter[n, o] == increments } }
            },
        ]
    }
}

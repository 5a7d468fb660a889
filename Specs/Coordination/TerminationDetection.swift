import QuorateFaults

/// Detection that a distributed computation on a ring of nodes has ended, by a token that turns black.
///
/// Dijkstra, Feijen and van Gasteren, "Derivation of a Termination Detection Algorithm for Distributed
/// Computations" (EWD 840), Information Processing Letters 16 (1983), and the TLA+ module EWD840. Nodes are
/// numbered from 0, as there. Differences from the module: colors of nodes are kept as the set of the black
/// nodes. As in the module and unlike the paper, an active node that is black (or holds a black token) may
/// pass the token on, since the probe has failed already.
struct TerminationDetection: Spec {
    static let summary = "A token goes around a ring and stays white only if every node is passive."
    static let source =
        "Dijkstra, Feijen and van Gasteren, Derivation of a Termination Detection Algorithm (1983)"

    /// The nodes of the ring; the token travels from each to the one numbered one lower.
    var nodes: ReplicaSet
    var mutant: Mutant?

    /// A ring of `nodes` nodes, 2 to 9.
    init(nodes: Int = 3, mutant: Mutant? = nil) {
        self.nodes = ReplicaSet(count: nodes)
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] { [Parameter("nodes", \.nodes, in: 2...9)] }
    var replicas: ReplicaSet { nodes }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: nodes, .none, network: .asynchronous,
            notes: ["a message arrives in the step in which it is sent"])
    }

    enum Color: FiniteValue { case white, black }

    struct State: SpecState {
        /// The nodes that compute; the others are passive until a message activates them.
        var active: ReplicaSet
        /// The nodes that have activated a node which the token has passed already; the others are white.
        var black: ReplicaSet
        /// The node that holds the token.
        var token: ReplicaID
        var tokenColor = Color.black
    }

    var initialStates: [State] {
        nodes.subsets.flatMap { active in
            nodes.subsets.flatMap { black in
                nodes.map { State(active: active, black: black, token: $0) }
            }
        }
    }

    enum Action: SpecAction {
        case initiateProbe, passToken(ReplicaID)
        case sendMessage(from: ReplicaID, to: ReplicaID), deactivate(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let blackens = mutant != .withoutBlackening
        let holder = s.token
        let holderIsBlack = s.black.contains(holder)
        next.take(.initiateProbe, if: holder == 0 && (s.tokenColor == .black || holderIsBlack)) {
            $0.token = ReplicaID(nodes.count - 1)
            $0.tokenColor = .white
            $0.black.remove(0)
        }
        next.take(
            .passToken(holder),
            if: holder > 0 && (!s.active.contains(holder) || holderIsBlack || s.tokenColor == .black)
        ) {
            $0.token = ReplicaID(holder.number - 1)
            if holderIsBlack { $0.tokenColor = .black }
            $0.black.remove(holder)
        }
        for i in s.active {
            for j in nodes where j != i {
                next.take(.sendMessage(from: i, to: j)) {
                    $0.active.insert(j)
                    if blackens && j > i { $0.black.insert(i) }
                }
            }
            next.take(.deactivate(i)) { $0.active.remove(i) }
        }
    }

    /// Computation of the nodes, which takes as long as it takes.
    var environmentActions: [String] { ["sendMessage", "deactivate"] }

    /// The token moves on.
    var fairness: [Fairness<Self>] {
        [.weak("the token moves on", actions: "initiateProbe", "passToken")]
    }

    var properties: [Property<State>] {
        let isDetected = { @Sendable (s: State) in
            s.token == 0 && s.tokenColor == .white && !s.black.contains(0) && !s.active.contains(0)
        }
        return [
            .always("termination when detected", when: isDetected, then: { s in s.active.isEmpty }),
            .leadsTo("detection of termination", from: { s in s.active.isEmpty }, to: isDetected),
        ] + computation
    }

    /// Goals that show what nodes do behind a token that is still white, and why they turn black for it.
    private var computation: [Property<State>] {
        let (nodes, spec) = (nodes, self)
        let activation = Property<State>.reachable("a node is activated behind a white token") { s in
            nodes.contains { spec.isBehindWhite($0, s) && s.active.contains($0) }
        }
        let end = Property<State>.reachable(
            "a node has activated another behind a white token, and is passive"
        ) { s in
            nodes.contains { spec.isBehindWhite($0, s) && s.black.contains($0) && !s.active.contains($0) }
        }
        // Behind the token such a node has one more behind it.
        return mutant == nil ? [activation] + (nodes.count > 2 ? [end] : []) : []
    }

    /// The white token has passed the node already.
    private func isBehindWhite(_ node: ReplicaID, _ s: State) -> Bool {
        s.tokenColor == .white && node > s.token
    }
}

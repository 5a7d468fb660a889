import QuorateFaults

/// A counter that must never be below zero, such as units of a resource: nodes decrement it by rights that they have in
/// escrow.
///
/// O'Neil, "The Escrow Transactional Method", ACM TODS 11 (1986), and Balegas et al., "Extending Eventually Consistent
/// Cloud Databases for Enforcing Numeric Invariants" (2015), section on bounded counters. The counter itself is the
/// PN-Counter of Shapiro et al., "A Comprehensive Study of Convergent and Commutative Replicated Data Types" (2011),
/// section 3.1, where two nodes that see 1 may both decrement it: each node counts its own increments and decrements,
/// and copies are merged by the greater counts. An increment makes a right for its node; a decrement uses one up, and a
/// node without one has to wait until another has passed one on, which is the coordination that the plain counter lacks.
///
/// Rights that were passed on are counts of the sender for each receiver, so that a message may be lost, come late or come
/// twice, and no right does; copies may be `late` here to show it. Nobody promises that a node gets a right.
struct NonNegativeCounter: Spec {
    static let summary = "Nodes decrement a counter by rights that they make, use up and pass on."
    static let source =
        "O'Neil, The Escrow Transactional Method (1986); Balegas et al., Extending Eventually Consistent Cloud"
        + " Databases for Enforcing Numeric Invariants (2015)"

    /// The nodes that hold a copy of the counter.
    var nodes: ReplicaSet
    /// The value at the start; the rights to it are those of the first node.
    var stock: Int
    /// The number of increments of each node at most.
    var increments: Int
    /// The number of rights that a node passes on to another at most.
    var transfers: Int
    /// Copies that are sent, and arrive later, again or never; otherwise a node reads the copy of another.
    var late: Bool
    var mutant: Mutant?

    /// A counter on `nodes` nodes (2 to 4) that starts with `stock` (1 to 3), with up to `increments` (0 to 2) of each
    /// node, and up to `transfers` rights (1 to 3) from each to each other one; copies may be `late`.
    init(
        nodes: Int = 2, stock: Int = 1, increments: Int = 1, transfers: Int = 1, late: Bool = false,
        mutant: Mutant? = nil
    ) {
        self.nodes = ReplicaSet(count: nodes)
        self.stock = stock
        self.increments = increments
        self.transfers = transfers
        self.late = late
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("nodes", \.nodes, in: 2...4), Parameter("stock", \.stock, in: 1...3),
            Parameter("increments", \.increments, in: 0...2), Parameter("transfers", \.transfers, in: 1...3),
            Parameter("late", \.late),
        ]
    }
    var replicas: ReplicaSet { nodes }
    var assumptions: Assumptions? {
        .gossip(among: nodes, late: late)
    }

    typealias Count = BoundedInt<0, 15>

    struct Copy: Hashable, Sendable, BitwiseCopyable {
        /// The rights that each node (row) has made for itself or passed on to another (column).
        var rights = ReplicaMatrix<Count>(0)
        /// The decrements of each node.
        var decrements = ReplicaMap<Count>(0)
    }

    struct State: SpecState {
        var copy = PerReplica<Copy, 4>(Copy())
        /// The copy that each node has sent last, where copies are late.
        var sent = PerReplica<Copy, 4>(Copy())
    }

    var initialStates: [State] {
        var state = State()
        for n in nodes { state.copy[n].rights[0, 0] = Count(stock) }
        state.sent = state.copy
        return [state]
    }

    enum Action: SpecAction {
        case increment(ReplicaID), decrement(ReplicaID)
        case transfer(from: ReplicaID, to: ReplicaID)
        case send(ReplicaID)
        case gossip(from: ReplicaID, to: ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for n in nodes {
            let (own, hasRight) = (s.copy[n].rights[n, n].value, rights(of: n, s.copy[n]) > 0)
            next.take(.increment(n), if: own < increments + (n == 0 ? stock : 0)) {
                $0.copy[n].rights[n, n] += 1
            }
            let mayDecrement = mutant == .uncoordinated ? Self.value(s.copy[n], nodes) > 0 : hasRight
            next.take(.decrement(n), if: mayDecrement) { $0.copy[n].decrements[n] += 1 }
            next.take(.send(n), if: late) { $0.sent[n] = s.copy[n] }
            for o in nodes where o != n {
                next.take(.transfer(from: n, to: o), if: hasRight && s.copy[n].rights[n, o] < transfers) {
                    $0.copy[n].rights[n, o] += 1
                }
                next.take(.gossip(from: n, to: o)) {
                    merge(late ? s.sent[n] : s.copy[n], into: &$0.copy[o])
                }
            }
        }
    }

    /// The rights that `node` has left, as far as its copy knows: what it has made and was given, less what it has passed
    /// on and used up.
    private func rights(of node: ReplicaID, _ copy: Copy) -> Int {
        let received = nodes.reduce(0) { $0 + copy.rights[$1, node].value }
        let passedOn = (nodes - [node]).reduce(0) { $0 + copy.rights[node, $1].value }
        return received - (mutant == .keptRights ? 0 : passedOn) - copy.decrements[node].value
    }

    private func merge(_ heard: Copy, into copy: inout Copy) {
        for n in nodes {
            for o in nodes { copy.rights[n, o] = max(copy.rights[n, o], heard.rights[n, o]) }
            if mutant == .unsentDecrements { continue }
            copy.decrements[n] = max(copy.decrements[n], heard.decrements[n])
        }
    }

    /// The value of the counter in a copy: all increments less all decrements.
    private static func value(_ copy: Copy, _ nodes: ReplicaSet) -> Int {
        nodes.reduce(0) { $0 + copy.rights[$1, $1].value - copy.decrements[$1].value }
    }

    /// The value of the counter: what each node has incremented and decremented itself, heard of or not.
    private static func value(_ s: State, _ nodes: ReplicaSet) -> Int {
        nodes.reduce(0) { $0 + s.copy[$1].rights[$1, $1].value - s.copy[$1].decrements[$1].value }
    }

    /// Updates and transfers, which nobody has to make.
    var environmentActions: [String] { ["increment", "decrement", "transfer"] }

    var fairness: [Fairness<Self>] {
        everyPairGossips(Action.gossip, sending: late ? Action.send : nil)
    }

    var properties: [Property<State>] {
        let nodes = nodes
        return [
            // In each copy; and copies come to the value of the counter itself.
            .always("never below zero") { s in nodes.allSatisfy { Self.value(s.copy[$0], nodes) >= 0 } },
            .eventuallyAlways("convergence") { s in
                nodes.allSatisfy { Self.value(s.copy[$0], nodes) == Self.value(s, nodes) }
            },
            .reachable("a right that was passed on is used up") { s in
                nodes.contains { s.copy[$0].decrements[$0] > s.copy[$0].rights[$0, $0] }
            },
        ] + (increments > 0 ? [refill] : [])
    }

    private var refill: Property<State> {
        let (nodes, stock) = (nodes, stock)
        return .reachable("more is taken out than was there at the start") { s in
            nodes.reduce(0) { $0 + s.copy[$1].decrements[$1].value } > stock
        }
    }
}

import QuorateFaults

/// Leader election on a ring: each initiator's id travels until a node with a better one stops it.
///
/// Chang and Roberts, "An improved algorithm for decentralized extrema-finding in circular configurations of
/// processes", CACM 22 (1979), and the TLA+ module ChangRoberts. Differences from the paper: the lowest id
/// wins, not the highest, and a node takes the ids that it has received in any order, both as in the module.
/// Nodes are numbered from 0, and a node's id is its own number.
struct ChangRoberts: Spec {
    static let summary = "Nodes on a ring elect the one with the lowest id among those that run."
    static let source =
        "Chang and Roberts, An improved algorithm for decentralized extrema-finding (1979)"

    /// The nodes; each one's successor is the next, and the last one's is the first.
    var nodes: ReplicaSet
    var mutant: Mutant?

    /// A ring of `nodes` nodes, 1 to 8.
    init(nodes: Int = 3, mutant: Mutant? = nil) {
        self.nodes = ReplicaSet(count: nodes)
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] { [Parameter("nodes", \.nodes, in: 1...8)] }
    var replicas: ReplicaSet { nodes }
    var assumptions: Assumptions? { Assumptions(replicas: nodes, .none, network: .asynchronous) }

    func successor(of node: ReplicaID) -> ReplicaID { ReplicaID((node.number + 1) % nodes.count) }

    func id(of node: ReplicaID) -> ReplicaID {
        mutant == .duplicateIds && node == 0 ? successor(of: node) : node
    }

    enum Standing: FiniteValue { case candidate, lost, won }

    /// An id on its way to a node.
    struct Message: FiniteValue {
        var id: ReplicaID
        var receiver: ReplicaID

        static var valueCount: Int { 64 }
        var packed: UInt64 { receiver.packed * 8 + id.packed }
    }

    struct State: SpecState {
        var messages = FiniteSet<Message>()
        var standing: ReplicaMap<Standing>
        /// The nodes that want to be elected; chosen at the start.
        var initiators: ReplicaSet
        /// The nodes that have begun, and sent their ids if they are initiators.
        var started = ReplicaSet()
    }

    var initialStates: [State] {
        nodes.subsets.map { initiators in
            var standing = ReplicaMap<Standing>(.candidate)
            for node in nodes - initiators { standing[node] = .lost }
            return State(standing: standing, initiators: initiators)
        }
    }

    enum Action: SpecAction {
        case start(ReplicaID)
        case forward(ReplicaID, id: ReplicaID)
        case lose(ReplicaID, id: ReplicaID)
        case win(ReplicaID)
        case discard(ReplicaID, id: ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for node in nodes {
            let ownID = id(of: node)
            let successor = successor(of: node)
            next.take(.start(node), if: !s.started.contains(node)) {
                $0.started.insert(node)
                if s.initiators.contains(node) { $0.messages.insert(Message(id: ownID, receiver: successor)) }
            }
            guard s.started.contains(node) else { continue }
            let hasLost = s.standing[node] == .lost
            for id in nodes where s.messages.contains(Message(id: id, receiver: node)) {
                next.take(.forward(node, id: id), if: hasLost) {
                    $0.messages.remove(Message(id: id, receiver: node))
                    $0.messages.insert(Message(id: id, receiver: successor))
                }
                next.take(.lose(node, id: id), if: !hasLost && id < ownID) {
                    $0.standing[node] = .lost
                    $0.messages.remove(Message(id: id, receiver: node))
                    $0.messages.insert(Message(id: id, receiver: successor))
                }
                next.take(.win(node), if: !hasLost && id == ownID) {
                    $0.standing[node] = .won
                    $0.messages.remove(Message(id: id, receiver: node))
                }
                next.take(.discard(node, id: id), if: !hasLost && id > ownID) {
                    $0.messages.remove(Message(id: id, receiver: node))
                }
            }
        }
    }

    /// Every node goes on, as long as it has something to do.
    var fairness: [Fairness<Self>] {
        nodes.map { node in
            .weak("\(node) goes on") { action in
                switch action {
                case .start(let n), .win(let n), .forward(let n, _), .lose(let n, _), .discard(let n, _):
                    n == node
                }
            }
        }
    }

    var properties: [Property<State>] {
        let (ring, nodes) = (self, nodes)
        return [
            .eventually("a leader", when: { s in !s.initiators.isEmpty }) { s in
                nodes.contains { s.standing[$0] == .won }
            },
            .always("best leader", when: { s in nodes.contains { s.standing[$0] == .won } }) { s in
                nodes.allSatisfy { leader in
                    s.standing[leader] != .won
                        || s.initiators.contains(leader)
                            && nodes.allSatisfy { other in
                                other == leader
                                    || s.standing[other] == .lost
                                        && (!s.initiators.contains(other)
                                            || ring.id(of: other) > ring.id(of: leader))
                            }
                }
            },
        ] + (nodes.count > 1 ? [quiet] : [])
    }

    /// Ids that have lost are stopped: the best leads, and none is on its way any more.
    private var quiet: Property<State> {
        let nodes = nodes
        return .reachable("a leader of several initiators, and no id on its way") { s in
            s.initiators.count > 1 && s.messages.isEmpty && nodes.contains { s.standing[$0] == .won }
        }
    }
}

extension ChangRoberts.Message {
    init(packed: UInt64) {
        self.init(id: ReplicaID(Int(packed % 8)), receiver: ReplicaID(Int(packed / 8)))
    }
}

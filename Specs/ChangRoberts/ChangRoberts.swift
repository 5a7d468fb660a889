import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Leader election on a ring: each initiator's id travels until a node with a better one stops it.
///
/// Chang and Roberts, "An improved algorithm for decentralized extrema-finding in circular configurations of
/// processes", CACM 22 (1979), and the TLA+ module ChangRoberts. Differences from the paper: the lowest id
/// wins, not the highest, and a node takes the ids that it has received in any order, both as in the module.
/// Nodes are numbered from 0, and a node's id is its own number.
public struct ChangRoberts: Spec {
    public static let summary = "Nodes on a ring elect the one with the lowest id among those that run."
    public static let source =
        "Chang and Roberts, An improved algorithm for decentralized extrema-finding (1979)"

    /// The nodes; each one's successor is the next, and the last one's is the first.
    public var nodes: ReplicaSet
    public var mutant: Mutant?

    /// A ring of `nodes` nodes, 1 to 8.
    public init(nodes: Int = 3, mutant: Mutant? = nil) {
        self.nodes = ReplicaSet(count: nodes)
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] { [Parameter("nodes", \.nodes, in: 1...8)] }
    public var replicas: ReplicaSet { nodes }
    public var assumptions: Assumptions? {
        Assumptions(replicas: nodes, .none, network: .asynchronous)
    }

    func successor(of node: ReplicaID) -> ReplicaID { ReplicaID((node.number + 1) % nodes.count) }

    func id(of node: ReplicaID) -> ReplicaID {
        switch mutant {
        case nil: node
        case .duplicateIds: node == 0 ? successor(of: node) : node
        }
    }

    /// How a node stands in the election.
    public enum Standing: PackedEnum { case candidate, lost, won }

    /// An id on its way to a node.
    public struct Message: FiniteMessage {
        var id: ReplicaID
        var receiver: ReplicaID

        public static let all: [Message] = {
            let nodes = ReplicaSet(count: 8)
            return nodes.flatMap { receiver in nodes.map { Message(id: $0, receiver: receiver) } }
        }()
        public var index: Int { receiver.number * 8 + id.number }
    }

    public struct State: SpecState {
        var messages = MessageSet<Message>()
        var standing: ReplicaMap<Standing>
        /// The nodes that want to be elected; chosen at the start.
        var initiators: ReplicaSet
        /// The nodes that have begun, and sent their ids if they are initiators.
        var started = ReplicaSet()
    }

    public var initialStates: [State] {
        nodes.subsets.map { initiators in
            var standing = ReplicaMap<Standing>(.candidate)
            for node in nodes.subtracting(initiators) { standing[node] = .lost }
            return State(standing: standing, initiators: initiators)
        }
    }
}

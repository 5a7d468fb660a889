import QuorateLanguage

/// The states that were visited, as a tree: a state to which two ways led is in it twice.
struct WalkTree {
    /// A visited state, with the step that led to it.
    struct Node {
        /// Position of the node before; nil for an initial state.
        let parent: Int?
        /// Step from there; nil for an initial state.
        let take: ErasedSpec.Take?
        let words: [UInt64]
        /// Number of the steps from an initial state.
        let depth: Int
        /// Positions of the nodes to which steps were taken.
        var children: [Int] = []
    }

    /// The most nodes that are kept: a person does not walk through more.
    static let usualLimit = 20_000

    private(set) var nodes: [Node] = []
    private let limit: Int

    init(limit: Int = usualLimit) { self.limit = limit }

    /// Positions of the initial states from which a walk has begun.
    var roots: [Int] { nodes.indices.filter { nodes[$0].parent == nil } }

    /// The node of an initial state.
    mutating func begin(_ words: [UInt64]) throws(Refusal) -> Int {
        if let known = nodes.firstIndex(where: { $0.parent == nil && $0.words == words }) { return known }
        return try append(Node(parent: nil, take: nil, words: words, depth: 0))
    }

    /// The node behind a step; the same step twice is the same node.
    mutating func take(_ take: ErasedSpec.Take, to words: [UInt64], from parent: Int) throws(Refusal) -> Int {
        let known = nodes[parent].children.first {
            nodes[$0].words == words && nodes[$0].take?.action == take.action
        }
        if let known { return known }
        let node = try append(
            Node(parent: parent, take: take, words: words, depth: nodes[parent].depth + 1))
        nodes[parent].children.append(node)
        return node
    }

    /// The positions from an initial state to a node.
    func path(to node: Int) -> [Int] {
        var path = [node]
        while let parent = nodes[path[path.count - 1]].parent { path.append(parent) }
        return path.reversed()
    }

    /// Refuses so many nodes more than fit, before any of them is there.
    func checkRoom(for count: Int) throws(Refusal) {
        guard nodes.count + count <= limit else {
            throw Refusal(
                409, "the walk has \(nodes.count) states, and at most \(limit) are kept; begin a new one")
        }
    }

    private mutating func append(_ node: Node) throws(Refusal) -> Int {
        try checkRoom(for: 1)
        nodes.append(node)
        return nodes.count - 1
    }
}

/// Strongly connected components of parts of a graph, each with the number of others that follow it at most.
///
/// Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972): a component is closed when
/// all that follow it are.
struct RankedComponents {
    struct Component {
        var nodes: [UInt32]
        var rank: Int
        /// More nodes than one.
        var isCycle: Bool { nodes.count > 1 }
    }

    private let graph: RankingGraph
    /// Number of the part that each node is in at the moment, and of its component once that is closed.
    private var scope: [Int]
    private var component: [Int]
    private var latest = 0
    private var order: [Int]
    private var low: [Int]
    /// Ranks of the components of the part that is split, by their numbers.
    private var ranks: [Int: Int] = [:]

    init(_ graph: RankingGraph) {
        self.graph = graph
        scope = Array(repeating: 0, count: graph.members.count)
        (component, order, low) = (scope, scope, scope)
    }

    /// True for two nodes of one component of the part that was split last.
    func areTogether(_ node: Int, _ other: Int) -> Bool {
        scope[node] == scope[other] && component[node] == component[other]
    }

    /// The components among some nodes.
    mutating func split(_ nodes: [UInt32]) -> [Component] {
        latest += 1
        for node in nodes.lazy.map(Int.init) { (scope[node], order[node], component[node]) = (latest, 0, 0) }
        ranks = [:]
        var components: [Component] = []
        var stack: [UInt32] = []
        var path: [(node: Int, next: Int)] = []
        var count = 0
        func enter(_ node: Int, _ order: inout [Int], _ low: inout [Int]) {
            count += 1
            (order[node], low[node]) = (count, count)
            stack.append(UInt32(node))
            path.append((node, graph.starts[node]))
        }
        for root in nodes.lazy.map(Int.init) where order[root] == 0 {
            enter(root, &order, &low)
            while let (node, next) = path.last {
                if next < graph.starts[node + 1] {
                    path[path.count - 1].next += 1
                    let target = Int(graph.targets[next])
                    guard scope[target] == latest, component[target] == 0 else { continue }
                    if order[target] == 0 {
                        enter(target, &order, &low)
                    } else {
                        low[node] = min(low[node], order[target])
                    }
                    continue
                }
                path.removeLast()
                if let parent = path.last { low[parent.node] = min(low[parent.node], low[node]) }
                guard low[node] == order[node] else { continue }
                let first = stack.lastIndex(of: UInt32(node))!
                components.append(close(Array(stack[first...]), components.count + 1))
                stack.removeSubrange(first...)
            }
        }
        return components
    }

    private mutating func close(_ nodes: [UInt32], _ number: Int) -> Component {
        for node in nodes { component[Int(node)] = number }
        var rank = 0
        for node in nodes.lazy.map(Int.init) {
            for step in graph.steps(of: node) {
                let target = Int(graph.targets[step])
                guard scope[target] == latest, component[target] != number else { continue }
                rank = max(rank, ranks[component[target]]! + 1)
            }
        }
        ranks[number] = rank
        return Component(nodes: nodes, rank: rank)
    }
}

import QuorateLanguage

/// Components of a graph in which a fair run can go on for ever.
///
/// Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972); strong obligations by
/// taking away the states that owe and never discharge, as in Emerson and Lei, "Modalities for model checking", Science
/// of Computer Programming 8 (1987). Time is that of a search for each strong obligation at most.
struct FairComponents {
    private let graph: FairGraph
    private let weak: UInt64
    private let strong: UInt64
    /// Part of the graph that each node is in at the moment; 0 for none.
    private var scope: [UInt32]
    private var latestScope: UInt32 = 0
    private var order: [UInt32]
    private var low: [UInt32]

    /// - Parameter fairness: the obligations, whose positions are the bits of the graph's masks.
    init(_ graph: FairGraph, fairness: [ErasedSpec.FairnessOutline]) {
        self.graph = graph
        var (weak, strong): (UInt64, UInt64) = (0, 0)
        for (position, obligation) in fairness.enumerated() {
            if obligation.isStrong { strong |= 1 << UInt64(position) } else { weak |= 1 << UInt64(position) }
        }
        (self.weak, self.strong) = (weak, strong)
        scope = Array(repeating: 0, count: graph.count)
        order = scope
        low = scope
    }

    /// The largest components of two nodes and more among some nodes in which a run can be fair, and visit a node that
    /// is wanted again and again.
    mutating func fair(among nodes: [UInt32], visiting isWanted: ((Int) -> Bool)?) -> [[UInt32]] {
        var found: [[UInt32]] = []
        var rest = split(nodes)
        while let component = rest.popLast() {
            if let isWanted, !component.contains(where: { isWanted(Int($0)) }) { continue }
            let sums = obligations(of: component)
            if weak & sums.owedByAll & ~sums.discharged != 0 { continue }
            let missing = strong & sums.owed & ~sums.discharged
            if missing == 0 {
                found.append(component)
            } else {
                rest += split(component.filter { graph.owed(Int($0)) & missing == 0 })
            }
        }
        return found
    }

    /// Obligations owed in some node of a component and in all, and those that a step inside discharges.
    private mutating func obligations(
        of component: [UInt32]
    ) -> (owed: UInt64, owedByAll: UInt64, discharged: UInt64) {
        let inside = newScope(component)
        var (owed, owedByAll, discharged): (UInt64, UInt64, UInt64) = (0, .max, 0)
        for node in component.lazy.map(Int.init) {
            owed |= graph.owed(node)
            owedByAll &= graph.owed(node)
            for position in 0..<graph.stepCount(of: node) {
                let step = graph.step(position, of: node)
                if scope[step.target] == inside { discharged |= step.discharged }
            }
        }
        return (owed, owedByAll, discharged)
    }

    private mutating func newScope(_ nodes: [UInt32]) -> UInt32 {
        latestScope += 1
        for node in nodes { scope[Int(node)] = latestScope }
        return latestScope
    }

    /// Strongly connected components of two nodes and more among some nodes.
    private mutating func split(_ nodes: [UInt32]) -> [[UInt32]] {
        let inside = newScope(nodes)
        for node in nodes { order[Int(node)] = 0 }
        var components: [[UInt32]] = []
        var stack: [UInt32] = []
        var path: [(node: Int, next: Int)] = []
        var count: UInt32 = 0
        func enter(_ node: Int, _ order: inout [UInt32], _ low: inout [UInt32]) {
            count += 1
            order[node] = count
            low[node] = count
            stack.append(UInt32(node))
            path.append((node, 0))
        }
        for root in nodes.lazy.map(Int.init) where order[root] == 0 {
            enter(root, &order, &low)
            while let top = path.last {
                if top.next < graph.stepCount(of: top.node) {
                    path[path.count - 1].next += 1
                    let target = graph.step(top.next, of: top.node).target
                    // Outside, or in a component that is closed.
                    guard scope[target] == inside else { continue }
                    if order[target] == 0 {
                        enter(target, &order, &low)
                    } else {
                        low[top.node] = min(low[top.node], order[target])
                    }
                    continue
                }
                path.removeLast()
                if let parent = path.last { low[parent.node] = min(low[parent.node], low[top.node]) }
                guard low[top.node] == order[top.node] else { continue }
                let first = stack.lastIndex(of: UInt32(top.node))!
                let component = Array(stack[first...])
                stack.removeSubrange(first...)
                for node in component { scope[Int(node)] = 0 }
                if component.count > 1 { components.append(component) }
            }
        }
        return components
    }
}

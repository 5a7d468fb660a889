import QuorateLanguage

/// Shortest ways into the states in which a run against a property may stay.
struct FairDistances {
    private let graph: FairGraph
    private let isSource: (Int) -> Bool
    private var distances: [UInt32]

    /// - Parameters:
    ///   - graph: the steps.
    ///   - isInside: states that a way may go through.
    ///   - isSource: states where a way begins, as far away as the state's own depth.
    init(_ graph: FairGraph, inside isInside: @escaping (Int) -> Bool, from isSource: @escaping (Int) -> Bool)
    {
        self.graph = graph
        self.isSource = isSource
        distances = Array(repeating: .max, count: graph.count)
        // States by distance: sources come in as their depth is reached, and steps lead one further.
        var frontier: [Int] = []
        var depth = 0
        while depth < graph.levelStarts.count - 1 || !frontier.isEmpty {
            if depth < graph.levelStarts.count - 1 {
                for node in graph.levelStarts[depth]..<graph.levelStarts[depth + 1]
                where distances[node] == .max && isInside(node) && isSource(node) {
                    distances[node] = UInt32(depth)
                    frontier.append(node)
                }
            }
            var following: [Int] = []
            for node in frontier {
                for position in 0..<graph.stepCount(of: node) {
                    let target = graph.step(position, of: node).target
                    guard distances[target] == .max, isInside(target) else { continue }
                    distances[target] = UInt32(depth + 1)
                    following.append(target)
                }
            }
            frontier = following
            depth += 1
        }
    }

    /// Length of the shortest way to a node, or nil where there is none.
    subscript(_ node: Int) -> Int? { distances[node] == .max ? nil : Int(distances[node]) }

    /// The node that is closest, and of several the least by its words.
    func closest<Part>(of nodes: [(node: Int, component: Part?)]) -> (node: Int, component: Part?) {
        nodes.min { left, right in
            let (first, second) = (distances[left.node], distances[right.node])
            return first == second ? graph.precedes(left.node, right.node) : first < second
        }!
    }

    /// A shortest way to a node from a source, in which each node is the least that can be.
    func way(to end: Int) -> [Int] {
        var way = [end]
        while !(isSource(way.last!) && Int(distances[way.last!]) == graph.level(of: way.last!)) {
            let (target, distance) = (way.last!, distances[way.last!])
            var least: Int?
            for node in 0..<graph.count where distances[node] != .max && distances[node] + 1 == distance {
                guard least.map({ graph.precedes(node, $0) }) ?? true else { continue }
                if (0..<graph.stepCount(of: node)).contains(where: {
                    graph.step($0, of: node).target == target
                }) {
                    least = node
                }
            }
            way.append(least!)
        }
        return way.reversed()
    }
}

/// A short way around in a fair component that discharges whatever is owed.
struct FairLoop {
    private let graph: FairGraph
    private let fairness: [ErasedSpec.FairnessOutline]
    private let component: [Int]
    private let inside: Set<Int>
    private let isWanted: ((Int) -> Bool)?

    init(
        _ graph: FairGraph, _ fairness: [ErasedSpec.FairnessOutline], _ component: Set<UInt32>,
        visiting isWanted: ((Int) -> Bool)?
    ) {
        self.graph = graph
        self.fairness = fairness
        self.component = component.map(Int.init).sorted()
        inside = Set(self.component)
        self.isWanted = isWanted
    }

    /// A thing that the way around must do: take a step that discharges an obligation, or be in a state that does.
    private enum Errand: Hashable {
        case obligation(Int)
        case visit
    }

    /// The nodes from `start` around to `start` again.
    ///
    /// - Throws: ``InternalError`` where the component is not fair.
    func nodes(from start: Int) throws -> [Int] {
        var nodes = [start]
        var errands = Set(fairness.indices.filter(isNeeded).map(Errand.obligation))
        if isWanted != nil { errands.insert(.visit) }
        errands.subtract(errands.filter { isDone($0, in: start) })
        while !errands.isEmpty {
            let way = try way(from: nodes.last!, doing: errands)
            for (node, next) in zip(way, way.dropFirst()) {
                let discharged = self.discharged(node, next)
                errands.subtract(errands.filter { isDone($0, in: next) || isDone($0, by: discharged) })
            }
            nodes += way.dropFirst()
        }
        if nodes.last != start || nodes.count == 1 {
            nodes += try way(from: nodes.last!, to: start).dropFirst()
        }
        return nodes
    }

    /// Necessity of an obligation: a weak one may be owed by nobody for a while, and a strong one not at all.
    private func isNeeded(_ obligation: Int) -> Bool {
        let bit: UInt64 = 1 << UInt64(obligation)
        return component.contains { graph.owed($0) & bit != 0 }
    }

    private func isDone(_ errand: Errand, in node: Int) -> Bool {
        switch errand {
        case .obligation(let number):
            !fairness[number].isStrong && graph.owed(node) & 1 << UInt64(number) == 0
        case .visit: isWanted?(node) ?? true
        }
    }

    private func isDone(_ errand: Errand, by discharged: UInt64) -> Bool {
        if case .obligation(let number) = errand { discharged & 1 << UInt64(number) != 0 } else { false }
    }

    /// Obligations that some step from a node to another discharges.
    private func discharged(_ node: Int, _ next: Int) -> UInt64 {
        (0..<graph.stepCount(of: node)).reduce(0) {
            let step = graph.step($1, of: node)
            return step.target == next ? $0 | step.discharged : $0
        }
    }

    /// A shortest way to where the first of some errands is done, with the least nodes.
    private func way(from start: Int, doing errands: Set<Errand>) throws -> [Int] {
        try way(from: start) { node, next in
            errands.contains { isDone($0, in: next) || isDone($0, by: discharged(node, next)) }
        }
    }

    /// A shortest way to a node, of one step at least.
    private func way(from start: Int, to end: Int) throws -> [Int] {
        try way(from: start) { _, next in next == end }
    }

    /// A shortest way whose last step is an end, with the least nodes.
    private func way(from start: Int, isEnd: (_ node: Int, _ next: Int) -> Bool) throws -> [Int] {
        var parents: [Int: Int] = [:]
        var level = [start]
        while !level.isEmpty {
            // In the order of their words, so that the first to lead to a node is the least.
            level.sort(by: graph.precedes)
            var following: [Int] = []
            var end: (node: Int, next: Int)?
            for node in level {
                for position in 0..<graph.stepCount(of: node) {
                    let next = graph.step(position, of: node).target
                    guard inside.contains(next) else { continue }
                    if isEnd(node, next), end.map({ graph.precedes(next, $0.next) }) ?? true {
                        end = (node, next)
                    }
                    guard next != start, parents[next] == nil else { continue }
                    parents[next] = node
                    following.append(next)
                }
            }
            if let end {
                var way = [end.next, end.node]
                while way.last! != start { way.append(parents[way.last!]!) }
                return way.reversed()
            }
            level = following
        }
        throw InternalError("a component in which a run was to be fair has no fair way around")
    }
}

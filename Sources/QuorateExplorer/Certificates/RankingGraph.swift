import QuorateLanguage

/// Steps among the states through which a run that breaks a property could go.
struct RankingGraph {
    /// Number of each node's state in the arena.
    var members: [UInt32] = []
    /// States of the nodes are as a run must not meet them again and again.
    var isAvoiding: [Bool] = []
    /// Obligations owed in each node.
    var owed: [UInt64] = []
    /// Position of the first step of each node, and behind the last.
    var starts: [Int] = [0]
    /// Node to which each step leads, and the obligations that it discharges.
    var targets: [UInt32] = []
    var discharged: [UInt64] = []

    /// Bytes of nodes and steps, and of what is needed to divide them.
    var bytes: Int { members.count * 64 + targets.count * 12 }

    /// Steps out of a node.
    func steps(of node: Int) -> Range<Int> { starts[node]..<starts[node + 1] }
}

extension Search {
    /// The steps that bear upon the property of liveness at a position among the checked ones; nil where the memory is too
    /// small for them.
    func rankingGraph(_ position: Int) throws -> RankingGraph? {
        let (store, arena) = (store as! ExactStore, store.memory.whole!)
        let room = store.memory.spareBytes - arena.stateCount * 9
        if room < 0 { return nil }
        let kind = spec.properties[checked[position]].kind
        let expander = spec.fairKernel([checked[position]]).makeExpander()
        var isAvoiding = Array(repeating: false, count: arena.stateCount)
        var numbers = Array(repeating: UInt32.max, count: arena.stateCount)
        var graph = RankingGraph()
        func enter(_ state: Int) {
            numbers[state] = UInt32(graph.members.count)
            graph.members.append(UInt32(state))
            graph.isAvoiding.append(isAvoiding[state])
        }
        for (depth, runs) in levels.enumerated() {
            for state in runs.joined() {
                let judged = expander.judge(arena.words(state))
                isAvoiding[state] = judged.avoiding != 0
                if Self.begins(kind, judged, isInitial: depth == 0) { enter(state) }
            }
        }
        var node = 0
        while node < graph.members.count {
            if node & 0xfff == 0, control.stopped == .interrupt || graph.bytes > room { return nil }
            expander.expand(arena.words(Int(graph.members[node])))
            graph.owed.append(expander.steps.owed)
            for step in 0..<expander.steps.count {
                let (mask, words) = expander.steps[step]
                guard let target = store.find(words, hash: store.prepareToFind(words)) else {
                    throw InternalError("a step of \(spec.name) leads to a state that its search has not met")
                }
                if kind != .eventuallyAlways, !isAvoiding[target] { continue }
                if numbers[target] == .max { enter(target) }
                graph.targets.append(numbers[target])
                graph.discharged.append(mask)
            }
            graph.starts.append(graph.targets.count)
            node += 1
        }
        return graph
    }

    private static func begins(
        _ kind: PropertyKind, _ judged: (avoiding: UInt64, premises: UInt64), isInitial: Bool
    ) -> Bool {
        switch kind {
        case .eventually: isInitial && judged.premises != 0 && judged.avoiding != 0
        case .leadsTo: judged.premises != 0 && judged.avoiding != 0
        case .infinitelyOften: judged.avoiding != 0
        default: true
        }
    }

    /// The places of all states in a ranking for the property of liveness at a position among the checked ones, which
    /// holds; nil where the memory is too small.
    func ranking(_ position: Int) throws -> StatePlaces? {
        guard let graph = try rankingGraph(position) else { return nil }
        let isVisiting = spec.properties[checked[position]].kind == .eventuallyAlways
        var parts = RankingParts(graph, isVisiting: isVisiting, fairness: spec.fairness)
        guard parts.fill() else {
            throw InternalError(
                "\(spec.name) holds by its search, and no ranking shows \"\(spec.properties[checked[position]].name)\""
            )
        }
        var places = Array(repeating: UInt32(0), count: store.memory.arena.stateCount)
        for (node, state) in graph.members.enumerated() { places[Int(state)] = parts.places[node] + 1 }
        return StatePlaces(property: checked[position], parts: parts.parts, places: places)
    }
}

import QuorateLanguage
import Synchronization

extension LivenessCheck {
    /// Steps among the states of regions in which an open property may be broken.
    func graph(of regions: [LivenessRegion]) throws -> FairGraph {
        let (members, levelStarts) = try nodes(
            of: regions.reduce(0) { $1.properties & open == 0 ? $0 : $0 | $1.bit })
        let arena: WholeArena = store.memory.whole
        var numbers = Array(repeating: UInt32.max, count: arena.stateCount)
        for (node, state) in members.enumerated() { numbers[state] = UInt32(node) }
        let ranges = Search.blocks(of: [0..<members.count], size: FairGraph.blockSize)
        let blocks = Mutex<[FairGraph.Block]>(Array(repeating: FairGraph.Block(), count: ranges.count))
        let bytes = SharedCounter()
        let room = store.memory.spareBytes - members.count * 24 - arena.stateCount * 5
        _ = try inBlocks(ranges) { [numbers] range, expander in
            let block = self.block(range.map { members[$0] }, expander, numbers)
            blocks.withLock { $0[range.lowerBound / FairGraph.blockSize] = block }
            if bytes.add(block.bytes) + block.bytes > room { self.search.control.stop(.memory) }
            return true
        }
        if let state = strange.withLock({ $0 }) { throw PurityCheck.strangeState(state, of: spec) }
        return FairGraph(
            members: members, levelStarts: levelStarts, blocks: blocks.withLock { $0 }, masks: masks.masks,
            arena: arena)
    }

    /// Nodes of the graph in the order of the levels.
    func nodes(of regions: UInt8) throws -> (members: [Int], levelStarts: [Int]) {
        var members: [Int] = []
        var levelStarts = [0]
        for (depth, runs) in search.levels.enumerated() {
            let ranges = Search.blocks(of: runs, size: FairGraph.blockSize)
            let found = Mutex<[Int: [(state: Int, avoiding: UInt64, asking: UInt64)]]>([:])
            _ = try inBlocks(ranges) { range, expander in
                let judged = range.filter { self.marks[$0] & regions != 0 }.map { state in
                    let judged = self.judge(state, expander, isInitial: depth == 0)
                    return (state: state, avoiding: judged.avoiding, asking: judged.asking)
                }
                found.withLock { $0[range.lowerBound] = judged }
                return true
            }
            let parts = found.withLock { $0 }
            for node in ranges.flatMap({ parts[$0.lowerBound] ?? [] }) {
                members.append(node.state)
                avoiding.append(node.avoiding)
                asking.append(node.asking)
            }
            levelStarts.append(members.count)
        }
        return (members, levelStarts)
    }

    /// Steps out of some nodes among nodes.
    func block(
        _ states: [Int], _ expander: FairExpander, _ numbers: [UInt32]
    ) -> FairGraph.Block {
        var block = FairGraph.Block()
        var labels = KnownMasks(of: masks)
        var hashes: [UInt64] = []
        let steps = expander.steps
        for state in states {
            expander.expand(store.memory.whole.words(state))
            block.owed.append(labels.number(of: steps.owed))
            hashes.removeAll(keepingCapacity: true)
            for position in 0..<steps.count { hashes.append(store.prepareToFind(steps[position].words)) }
            for position in 0..<steps.count {
                let step = steps[position]
                guard let target = find(step.words, hash: hashes[position], steps.wordCount),
                    numbers[target] != .max
                else { continue }
                block.targets.append(numbers[target])
                block.labels.append(labels.number(of: step.discharged))
            }
            block.starts.append(UInt32(block.targets.count))
        }
        return block
    }

    /// Number of a state to which a step leads, or nil where the search has not met it, which is noted.
    func find(_ words: UnsafePointer<UInt64>, hash: UInt64, _ wordCount: Int) -> Int? {
        if let target = store.find(words, hash: hash) { return target }
        let state = Array(UnsafeBufferPointer(start: words, count: wordCount))
        strange.withLock { known in
            if known.map({ state.lexicographicallyPrecedes($0) }) ?? true { known = state }
        }
        return nil
    }

    /// A fair run against a property, the same for any number of workers; nil where there is none.
    func run(in graph: FairGraph, against position: Int, staying region: LivenessRegion) throws
        -> FairRun?
    {
        let bit = bit(of: position)
        let kind = spec.properties[search.checked[position]].kind
        let visits = kind == .eventuallyAlways
        let isAvoiding = { (node: Int) in self.avoiding[node] & bit != 0 }
        let isInQuestion = { (node: Int) in self.marks[graph.members[node]] & region.bit != 0 }
        let region = (0..<graph.count).filter(isInQuestion)
        let distances = FairDistances(graph, inside: isInQuestion) { node in
            switch kind {
            case .eventually: graph.level(of: node) == 0 && self.asking[node] & bit != 0
            case .leadsTo: self.asking[node] & bit != 0
            default: true
            }
        }
        let reached = region.filter { distances[$0] != nil }
        var components = FairComponents(graph, fairness: spec.fairness)
        let fair = components.fair(among: reached.map(UInt32.init), visiting: visits ? isAvoiding : nil)
        let ends = reached.filter { isAvoiding($0) && graph.owed($0) == 0 }
        if fair.isEmpty && ends.isEmpty { return nil }
        let entry = distances.closest(
            of: ends.map { ($0, nil) } + fair.flatMap { part in part.map { (Int($0), part) } })
        let way = distances.way(to: entry.node)
        let start = Search.Target(
            words: graph.words(way[0]), index: graph.members[way[0]], depth: graph.level(of: way[0]))
        let stem = try search.pathsByExpansion([start])[0] + way.dropFirst().map(graph.words)
        let loop = try entry.component.map {
            try FairLoop(graph, spec.fairness, Set($0), visiting: visits ? isAvoiding : nil).nodes(
                from: entry.node)
        }
        let all = Set(ends).union(fair.joined().map(Int.init))
        return FairRun(stem: stem, loop: (loop ?? [entry.node]).map(graph.words), stateCount: all.count)
    }
}

import CQuorateSearch
import QuorateLanguage
import Synchronization

extension Search {
    /// Positions among the checked properties of those that speak of whole runs.
    var livenessPositions: [Int] {
        checked.indices.filter { spec.properties[checked[$0]].kind.isLiveness }
    }

    /// Looks for fair runs against the liveness properties, once every reachable state is known.
    ///
    /// A run without end stays in one state for ever or goes around in the graph of states, and in a search breadth first
    /// each way around has a step to a level that is not deeper (Barnat, Brim and Chaloupka, "Parallel breadth-first
    /// search LTL model-checking", ASE 2003), which the search has looked out for. Where there is none, and something is
    /// owed in each state in which a run against a property may stay, all properties hold, and no step is kept. Otherwise
    /// the steps among these states are kept, and their components looked through.
    func checkLiveness() throws {
        guard !livenessPositions.isEmpty else { return }
        let start = qs_wall_seconds()
        let faults = SpecFault.countOnThisThread
        let check = try LivenessCheck(self)
        var liveness = Report.Liveness()
        liveness.isAcyclic = !hasStepBack
        let isRight = liveness.isAcyclic ? try check.isOwedWhereverRunsMayStay() : false
        liveness.sweeps = liveness.isAcyclic ? 1 : 0
        if !isRight, !control.isStopped {
            liveness.sweeps += 1
            let graph = try check.graph()
            if !control.isStopped {
                liveness.note(graph)
                for position in livenessPositions {
                    runs[position] = try check.run(in: graph, against: position)
                }
            }
        }
        if SpecFault.countOnThisThread != faults || check.hasSeenFault {
            throw SpecError(
                spec: spec.name,
                message: "in `fairness` or the predicates of liveness properties: \(SpecFault.latestText)")
        }
        for position in livenessPositions {
            tallies[position].premiseHeld = check.hasPremise(position)
            tallies[position].violations = runs[position]?.stateCount ?? 0
        }
        isLivenessKnown = !control.isStopped
        liveness.seconds = qs_wall_seconds() - start
        if isLivenessKnown { self.liveness = liveness }
    }
}

/// Run against a liveness property: to a state, and around for ever.
struct FairRun {
    /// Words of the states to where the loop begins, and of those around to its beginning again; only the first where
    /// the run stays there.
    var stem: [[UInt64]]
    var loop: [[UInt64]]
    /// States in which fair runs against the property can be for ever.
    var stateCount: Int
}

/// The search for fair runs against liveness properties among the states that a search has found.
final class LivenessCheck: @unchecked Sendable {
    private let search: Search
    private let spec: ErasedSpec
    private let store: ExactStore
    private let kernel: FairKernel
    /// Positions of the properties among the checked ones.
    private let positions: [Int]
    private let premises = Atomic<UInt64>(0)
    private let faulty = Atomic<Bool>(false)
    /// Least state that a step led to and the search has not met: a contradiction of the spec.
    private let strange = Mutex<[UInt64]?>(nil)
    private let masks = MaskTable()
    /// Properties whose premise is asked of initial states only, and those that a run may break by going through a state
    /// again and again, wherever it stays; a bit for each.
    private let initially: UInt64
    private let visiting: UInt64
    /// For each node of the graph, the properties that a run there may break, and those that it asks for.
    private var avoiding: [UInt64] = []
    private var asking: [UInt64] = []

    init(_ search: Search) throws {
        // `Explorer` has refused any other.
        guard let store = search.store as? ExactStore else {
            throw InternalError("runs without end were looked for in a store that forgets states")
        }
        self.search = search
        spec = search.spec
        self.store = store
        positions = search.livenessPositions
        kernel = spec.fairKernel(positions.map { search.checked[$0] })
        let kinds = positions.map { search.spec.properties[search.checked[$0]].kind }
        func those(_ kind: PropertyKind) -> UInt64 {
            kinds.indices.reduce(0) { kinds[$1] == kind ? $0 | 1 << UInt64($1) : $0 }
        }
        (initially, visiting) = (those(.eventually), those(.eventuallyAlways))
    }

    var hasSeenFault: Bool { faulty.load(ordering: .relaxed) }

    func hasPremise(_ position: Int) -> Bool {
        guard spec.properties[search.checked[position]].hasPremise else { return true }
        return premises.load(ordering: .relaxed) & bit(of: position) != 0
    }

    private func bit(of position: Int) -> UInt64 { 1 << UInt64(positions.firstIndex(of: position)!) }

    /// Properties that a run in a state may break, and those that the state asks for, a bit for each.
    private func judge(
        _ state: Int, _ expander: FairExpander, isInitial: Bool
    ) -> (avoiding: UInt64, asking: UInt64) {
        let judged = expander.judge(store.memory.arena.words(state))
        return (judged.avoiding, isInitial ? judged.premises : judged.premises & ~initially)
    }

    /// Notes premises that were met; the first time only, since every thread comes by here with every state.
    private func note(_ asking: UInt64) {
        if asking & ~premises.load(ordering: .relaxed) != 0 { premises.bitwiseOr(asking, ordering: .relaxed) }
    }

    // MARK: Without a graph

    /// True where something is owed in each state in which a run against a property may stay.
    func isOwedWhereverRunsMayStay() throws -> Bool {
        for (depth, runs) in search.levels.enumerated() {
            let isRight = try inBlocks(Search.blocks(of: runs, size: FairGraph.blockSize)) {
                self.isOwed($0, $1, isInitial: depth == 0)
            }
            if !isRight { return false }
        }
        return true
    }

    private func isOwed(_ block: Range<Int>, _ expander: FairExpander, isInitial: Bool) -> Bool {
        for state in block {
            let judged = judge(state, expander, isInitial: isInitial)
            note(judged.asking)
            if judged.avoiding != 0 && !expander.isOwed(store.memory.arena.words(state)) { return false }
        }
        return true
    }

    /// Runs `body` on blocks of states by several threads until one says no.
    private func inBlocks(
        _ blocks: [Range<Int>], _ body: @escaping @Sendable (Range<Int>, FairExpander) -> Bool
    ) throws -> Bool {
        let next = SharedCounter()
        let isRight = Atomic<Bool>(true)
        let misplaced = Mutex<(action: Int, obligations: UInt64)?>(nil)
        let active = blocks.count >= 8 ? search.workers.count : 1
        inParallel(active) { _ in
            self.spec.evaluated.evaluating {
                let faults = SpecFault.countOnThisThread
                let expander = self.kernel.makeExpander()
                while isRight.load(ordering: .relaxed), !self.search.control.isStopped {
                    let position = next.add(1)
                    guard position < blocks.count else { break }
                    let block = blocks[position]
                    EvaluatedSpec.look(
                        at: self.store.memory.arena.words(block.lowerBound), count: block.count)
                    if !body(block, expander) { isRight.store(false, ordering: .relaxed) }
                    self.search.tick(self.search.statesPerLevel.count - 1)
                    if let found = expander.steps.misplaced { misplaced.withLock { $0 = found } }
                }
                EvaluatedSpec.look(at: nil, count: 0)
                if SpecFault.countOnThisThread != faults { self.faulty.store(true, ordering: .relaxed) }
            }
        }
        if let found = misplaced.withLock({ $0 }) {
            let obligation = spec.fairness[found.obligations.trailingZeroBitCount]
            throw ErasedSpec.obligedEnvironment(
                spec.name, obligation.name, obligation.site, action: spec.actionNames[found.action])
        }
        return isRight.load(ordering: .relaxed)
    }

    // MARK: With a graph

    /// Steps among all states in which a run against some property may stay.
    func graph() throws -> FairGraph {
        let (members, levelStarts) = try nodes()
        let arena = store.memory.arena
        var numbers = Array(repeating: UInt32.max, count: arena.stateCount)
        for (node, state) in members.enumerated() { numbers[state] = UInt32(node) }
        let ranges = Search.blocks(of: [0..<members.count], size: FairGraph.blockSize)
        let blocks = Mutex<[FairGraph.Block]>(Array(repeating: FairGraph.Block(), count: ranges.count))
        let bytes = SharedCounter()
        let room = store.memory.spareBytes - members.count * 24 - arena.stateCount * 4
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
    private func nodes() throws -> (members: [Int], levelStarts: [Int]) {
        var members: [Int] = []
        var levelStarts = [0]
        for (depth, runs) in search.levels.enumerated() {
            let ranges = Search.blocks(of: runs, size: FairGraph.blockSize)
            let found = Mutex<[Int: [(state: Int, avoiding: UInt64, asking: UInt64)]]>([:])
            _ = try inBlocks(ranges) { range, expander in
                let judged = range.map { state in
                    let judged = self.judge(state, expander, isInitial: depth == 0)
                    return (state: state, avoiding: judged.avoiding, asking: judged.asking)
                }
                let asked = judged.reduce(0) { $0 | $1.asking }
                self.note(asked)
                let kept = judged.filter { $0.avoiding | self.visiting != 0 }
                found.withLock { $0[range.lowerBound] = kept }
                return true
            }
            let parts = found.withLock { $0 }
            for range in ranges {
                for node in parts[range.lowerBound] ?? [] {
                    members.append(node.state)
                    avoiding.append(node.avoiding)
                    asking.append(node.asking)
                }
            }
            levelStarts.append(members.count)
        }
        return (members, levelStarts)
    }

    /// Steps out of some nodes among nodes.
    private func block(
        _ states: [Int], _ expander: FairExpander, _ numbers: [UInt32]
    ) -> FairGraph.Block {
        var block = FairGraph.Block()
        var labels = KnownMasks(of: masks)
        var hashes: [UInt64] = []
        let steps = expander.steps
        for state in states {
            expander.expand(store.memory.arena.words(state))
            block.owed.append(labels.number(of: steps.owed))
            hashes.removeAll(keepingCapacity: true)
            for position in 0..<steps.count { hashes.append(store.prepareToFind(steps[position].words)) }
            for position in 0..<steps.count {
                let step = steps[position]
                guard let target = store.find(step.words, hash: hashes[position]) else {
                    noteStrange(Array(UnsafeBufferPointer(start: step.words, count: steps.wordCount)))
                    continue
                }
                if numbers[target] == .max { continue }
                block.targets.append(numbers[target])
                block.labels.append(labels.number(of: step.discharged))
            }
            block.starts.append(UInt32(block.targets.count))
        }
        return block
    }

    private func noteStrange(_ state: [UInt64]) {
        strange.withLock { known in
            if known.map({ state.lexicographicallyPrecedes($0) }) ?? true { known = state }
        }
    }

    /// A fair run against a property, the same for any number of workers; nil where there is none.
    func run(in graph: FairGraph, against position: Int) throws -> FairRun? {
        let bit = bit(of: position)
        let kind = spec.properties[search.checked[position]].kind
        let visits = kind == .eventuallyAlways
        let isAvoiding = { (node: Int) in self.avoiding[node] & bit != 0 }
        let region = visits ? Array(0..<graph.count) : (0..<graph.count).filter(isAvoiding)
        let distances = FairDistances(graph, inside: visits ? nil : isAvoiding) { node in
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

import QuorateLanguage
import Synchronization

/// The search for fair runs against liveness properties among the states that a search has found.
final class LivenessCheck: @unchecked Sendable {
    let search: Search
    let spec: ErasedSpec
    let store: ExactStore
    let marks: StateMarks
    let kernel: FairKernel
    /// Positions of the properties among the checked ones.
    let positions: [Int]
    let premises = Atomic<UInt64>(0)
    let faulty = Atomic<Bool>(false)
    /// Least state that a step led to and the search has not met: a contradiction of the spec.
    let strange = Mutex<[UInt64]?>(nil)
    let masks = MaskTable()
    /// Properties whose premise is asked of initial states only; those that a run may break by going through a state
    /// again and again, wherever it stays; and those that every state asks for. A bit for each.
    let initially: UInt64
    let visiting: UInt64
    let always: UInt64
    /// Properties for which some state that asks for them is left in their region.
    var open: UInt64 = 0
    /// For each node of the graph, the properties that a run there may break, and those that it asks for.
    var avoiding: [UInt64] = []
    var asking: [UInt64] = []

    init(_ search: Search, of positions: [Int]) throws {
        // `Explorer` has refused any other.
        guard let store = search.store as? ExactStore else {
            throw InternalError("runs without end were looked for in a store that forgets states")
        }
        self.search = search
        spec = search.spec
        self.store = store
        self.positions = positions
        marks = try StateMarks(stateCount: store.memory.arena.stateCount)
        kernel = spec.fairKernel(positions.map { search.checked[$0] })
        let kinds = positions.map { search.spec.properties[search.checked[$0]].kind }
        func those(_ kind: PropertyKind) -> UInt64 {
            kinds.indices.reduce(0) { kinds[$1] == kind ? $0 | 1 << UInt64($1) : $0 }
        }
        (initially, visiting) = (those(.eventually), those(.eventuallyAlways))
        always = visiting | those(.infinitelyOften)
    }

    /// Decides the properties.
    func run(_ liveness: inout Report.Liveness) throws {
        if liveness.isAcyclic {
            liveness.sweeps += 1
            if try isOwedWhereverRunsMayStay() || search.control.isStopped { return }
        }
        if store.memory.spareBytes < marks.bytes { return search.control.stop(.memory) }
        liveness.bytes += marks.bytes
        let regions = try markRegions()
        for region in regions where !search.control.isStopped { try walk(through: region) }
        liveness.sweeps += regions.count
        if let state = strange.withLock({ $0 }) { throw PurityCheck.strangeState(state, of: spec) }
        if open == 0 || search.control.isStopped { return }
        let graph = try graph(of: regions)
        liveness.sweeps += 1
        if search.control.isStopped { return }
        liveness.note(graph)
        for region in regions {
            for position in positions where bit(of: position) & region.properties & open != 0 {
                search.runs[position] = try run(in: graph, against: position, staying: region)
            }
        }
    }

    var hasSeenFault: Bool { faulty.load(ordering: .relaxed) }

    func hasPremise(_ position: Int) -> Bool {
        guard spec.properties[search.checked[position]].hasPremise else { return true }
        return premises.load(ordering: .relaxed) & bit(of: position) != 0
    }

    func bit(of position: Int) -> UInt64 { 1 << UInt64(positions.firstIndex(of: position)!) }

    /// Properties that a run in a state may break, and those that the state asks for, a bit for each.
    func judge(
        _ state: Int, _ expander: FairExpander, isInitial: Bool
    ) -> (avoiding: UInt64, asking: UInt64) {
        let judged = expander.judge(store.memory.whole.words(state))
        return (judged.avoiding, isInitial ? judged.premises : judged.premises & ~initially)
    }

    /// Notes premises that were met; the first time only, since every thread comes by here with every state.
    func note(_ asking: UInt64) {
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
            if judged.avoiding != 0 && !expander.isOwed(store.memory.whole.words(state)) { return false }
        }
        return true
    }

    /// Runs `body` on blocks of states by several threads until one says no.
    func inBlocks(
        _ blocks: [Range<Int>], _ body: @escaping @Sendable (Range<Int>, FairExpander) -> Bool
    ) throws -> Bool {
        let next = SharedCounter()
        let isRight = Atomic<Bool>(true)
        try evaluate(threads: blocks.count >= 8 ? search.workers.count : 1) { expander in
            while isRight.load(ordering: .relaxed), !self.search.control.isStopped {
                let position = next.add(1)
                guard position < blocks.count else { break }
                let block = blocks[position]
                EvaluatedSpec.look(at: self.store.memory.whole.words(block.lowerBound), count: block.count)
                if !body(block, expander) { isRight.store(false, ordering: .relaxed) }
                self.search.tick(self.search.statesPerLevel.count - 1)
            }
        }
        return isRight.load(ordering: .relaxed)
    }

    /// Runs `body` on some threads, each with its own look at the spec.
    ///
    /// - Throws: `SpecError` where an obligation holds a step of the environment.
    func evaluate(threads: Int, _ body: @escaping @Sendable (FairExpander) -> Void) throws {
        let misplaced = Mutex<(action: Int, obligations: UInt64)?>(nil)
        inParallel(threads) { _ in
            self.spec.evaluated.evaluating {
                let faults = SpecFault.countOnThisThread
                let expander = self.kernel.makeExpander()
                body(expander)
                if let found = expander.steps.misplaced {
                    misplaced.withLock { known in
                        if known.map({ found.action < $0.action }) ?? true { known = found }
                    }
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
    }
}

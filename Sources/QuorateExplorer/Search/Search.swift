import CQuorateSearch
import QuorateLanguage
import QuorateTraces
import Synchronization

/// The one search loop: breadth first, level by level.
///
/// What is reported is chosen from sets and not by arrival, so that any number of workers reports the same: a
/// level in which a violation shows is finished, the least violating state (by its words) is taken, and the way
/// back is found by expanding the earlier levels again (`Search+Counterexample.swift`).
final class Search: @unchecked Sendable {
    let explorer: Explorer
    let spec: ErasedSpec
    let control: SearchControl
    /// The positions in the spec of the properties that are checked.
    let checked: [Int]
    let kernel: SpecKernel
    let store: any StateStore
    let workers: [Worker]
    let counted = SharedCounter()

    /// The states of each level that is complete; a fingerprint store forgets those of the levels before.
    var levels: [[Range<Int>]] = []
    var statesPerLevel: [Int] = []
    /// Totals over complete levels.
    var generated = 0
    var takenPerKind: [Int]
    /// Expanded states in which no step was possible, and those in which none changed anything.
    var stuckStates = (withoutStep: 0, withoutChange: 0)
    /// New states outside the constraint.
    var outside = 0
    /// The spec's own mistake that ended the search after a violation had been found.
    var fault: SpecError?
    let purity: PurityCheck
    private let isAskedForLiveness: Bool
    /// The search on disk that takes the place of this one's own loop and store.
    private(set) var disk: DiskSearch?
    /// The search over ranks that takes the place of this one's own loop.
    private(set) var distributed: RankSearch?
    /// Checkpoints of this search, if it has any.
    private var checkpoints: Checkpoints?
    /// Elapsed seconds when the search went on behind what it had read, from which the limit counts; infinite while it reads.
    var beginning = 0.0
    /// Want of the last commit, for which the disk had no room.
    var lacksLastCommit = false
    /// Totals of a search that goes on, before it did, and whether it had seen a step back.
    var restored = SearchRecord.Figures()
    var hasRestoredStepBack = false
    /// Work of a search up to symmetry.
    let symmetric: SymmetricSearch?
    var firstDepth: [Int?]
    var tallies: [Tally]
    /// For each checked property the depth of its shortest violation.
    var violationDepth: [Int?]
    /// For each checked property of liveness a run against it, once they have been looked for.
    var runs: [FairRun?]
    /// Work of the search for these runs; nil where there was none.
    var liveness: Report.Liveness?
    /// True once it is known of each property of liveness whether it holds.
    var isLivenessKnown = false
    private let progressLock = SharedCounter()
    /// Elapsed seconds at the latest look at the memory, which every worker asks for after every block.
    private let lastLook = Atomic<Double>(0)
    /// Elapsed seconds at the latest call of `progress`; only for the holder of the lock.
    private var lastProgress = 0.0

    init(_ explorer: Explorer, checked: [Int], control: SearchControl, hashMask: UInt64) throws {
        self.explorer = explorer
        spec = explorer.spec
        self.control = control
        self.checked = checked
        kernel = spec.kernel(checked)
        let ownBytes = explorer.workers * Worker.ownBytes(wordCount: explorer.spec.wordCount)
        let budget = try MemoryBudget(
            limit: explorer.limits.memory
                ?? explorer.ranks.map { MemoryBudget.machineLimit / $0.neighbourCount },
            ownBytes: ownBytes
                + (explorer.ranks.map {
                    RankSearch.ownBytes(wordCount: explorer.spec.wordCount, ranks: $0.rankCount)
                } ?? 0))
        store = try explorer.store.makeStore(
            wordCount: spec.wordCount, budget: budget, workers: explorer.workers,
            hasher: StateHasher(mask: hashMask))
        let spec = explorer.spec
        let (store, kernel, counted) = (store, kernel, counted)
        workers = try (0..<explorer.workers).map { _ in
            try Worker(
                store: store, kernel: kernel, control: control,
                kinds: checked.map { spec.properties[$0].kind },
                counted: counted, stateLimit: explorer.limits.states ?? .max
            ) { position, words in !spec.shows(checked[position], in: words) }
        }
        symmetric =
            explorer.symmetry == .none
            ? nil : try SymmetricSearch(explorer, kernel: kernel, checked: checked, store: store)
        for worker in workers { worker.canonicalizer = symmetric?.canonicalizer() }
        isAskedForLiveness = checked.contains { spec.properties[$0].kind.isLiveness }
        purity = PurityCheck(spec, kernel: kernel, store: store)
        purity.form = symmetric.map { symmetric in { symmetric.form(of: $0) } }
        takenPerKind = Array(repeating: 0, count: kernel.actionCount)
        firstDepth = Array(repeating: nil, count: kernel.actionCount)
        tallies = Array(repeating: Tally(), count: checked.count)
        violationDepth = Array(repeating: nil, count: checked.count)
        runs = Array(repeating: nil, count: checked.count)
        if let use = explorer.disk {
            let disk = try DiskSearch(self, use, budget: budget, tuning: explorer.diskTuning)
            purity.isKnownElsewhere = { [known = disk.known] in try known.contains($0) }
            self.disk = disk
        }
        if let ranks = explorer.ranks {
            let distributed = try RankSearch(self, ranks)
            purity.isKnownElsewhere = { [unowned distributed] in distributed.isKnown($0) }
            self.distributed = distributed
        }
        if let use = explorer.checkpoints, explorer.ranks == nil {
            checkpoints = try Checkpoints(self, use, tuning: explorer.diskTuning)
        }
    }

    /// Explores until nothing is left, a violation ends it, or the control stops it.
    ///
    /// - Returns: whether everything was seen, and whether the depth limit left something out.
    func run() throws -> (isComplete: Bool, reachedDepthLimit: Bool) {
        let end =
            try disk?.explore() ?? distributed?.explore() ?? checkpoints?.exploring(explore) ?? explore()
        dropEmptyLevel()
        if explorer.checksPurity { try purity.finish() }
        return end
    }

    private func explore() throws -> (isComplete: Bool, reachedDepthLimit: Bool) {
        if levels.isEmpty { try begin() }
        while !control.isStopped {
            guard let count = statesPerLevel.last, count > 0 else {
                try askLastLevel()
                return (!control.isStopped, false)
            }
            let depth = statesPerLevel.count - 1
            let isAtLimit = explorer.limits.depth.map { depth >= $0 } ?? false
            let endsHere = hasViolation && !explorer.continuesAfterViolation
            if endsHere || isAtLimit {
                try askLastLevel()
                return (false, !endsHere)
            }
            expandLevel(depth)
            try finishLevel(expanding: depth)
        }
        return (false, false)
    }

    private func begin() throws {
        workers[0].addInitialStates(of: spec)
        while !workers[0].isSettled && !control.isStopped {
            growTable()
            workers[0].settle()
        }
        try finishLevel(expanding: nil)
    }

    var hasViolation: Bool { tallies.contains { $0.violations > 0 } }

    /// Puts the question of symmetry to a level that nothing is expanded of: its properties and bounds count all the same.
    private func askLastLevel() throws {
        guard let symmetric, let last = levels.last else { return }
        let depth = levels.count - 1
        try symmetric.check(level: last, isExpanded: false, workers: workers.count) {
            self.tick(depth)
            return self.control.isStopped
        }
    }

    /// Forgets a last level without states, which has no depth.
    private func dropEmptyLevel() {
        if statesPerLevel.last == 0 { statesPerLevel.removeLast() }
    }

    // MARK: Expanding

    private func expandLevel(_ depth: Int) {
        let blocks = Self.blocks(of: levels[depth], size: Self.blockStates)
        let next = SharedCounter()
        // A small level is not worth waking anybody for.
        let active = blocks.count >= 8 ? workers : [workers[0]]
        let reached = tallies.map(\.reached)
        for worker in workers { (worker.writer.isShared, worker.isReached) = (active.count > 1, reached) }
        watchSteps()
        repeat {
            let unfinished = SharedCounter()
            inParallel(active.count) { position in
                let done = spec.evaluated.evaluating {
                    active[position].expand(blocks, next: next) { self.tick(depth) }
                }
                if !done { _ = unfinished.add(1) }
            }
            if control.isStopped { return }
            if control.wantsGrowth { growTable() } else if unfinished.value == 0 { return }
        } while true
    }

    /// Steps to a level that is not deeper: true if there is one. Known where a liveness property is checked.
    var hasStepBack: Bool { hasRestoredStepBack || workers.contains(where: \.writer.hasSeenStepBack) }

    private func watchSteps() {
        guard isAskedForLiveness else { return }
        if hasStepBack {
            for worker in workers { worker.writer.endWatch() }
        } else {
            let left = workers.map(\.writer.leftOfChunk)
            for worker in workers { worker.watchSteps(leftOfChunks: left) }
        }
    }

    /// States of a level that are expanded together.
    static let blockStates = 256

    /// Parts of some runs of states, of `size` states at most.
    static func blocks(of runs: [Range<Int>], size: Int) -> [Range<Int>] {
        runs.flatMap { run in
            stride(from: run.lowerBound, to: run.upperBound, by: size).map {
                $0..<min($0 + size, run.upperBound)
            }
        }
    }

    func growTable() {
        let fits = store.growTable(workers.map(\.writer))
        control.growthDone()
        if !fits { control.stop(.memory) }
    }

    // MARK: Levels

    /// Adds up what the workers found. An unfinished level is not counted; a violation in it is, unless it was
    /// the limit on states that ended the level: that one must not depend on the workers' pace.
    private func finishLevel(expanding depth: Int?) throws {
        try checkForFault(depth)
        let found = workers.map { $0.finishLevel() }
        store.memory.notePeak()
        let stopped = control.stopped
        if stopped != .none { symmetric?.endEarly() }
        if stopped == .states || fault != nil { return }
        for result in found {
            merge(result.tallies, expanding: depth)
        }
        let runs = found.flatMap(\.runs)
        try symmetric?.countViolations(
            in: runs,
            of: checked.indices.filter { tally in found.contains { $0.tallies[tally].violations > 0 } })
        if stopped != .none { return }
        if let symmetric, let depth {
            try symmetric.check(level: levels[depth], isExpanded: true, workers: workers.count) {
                self.tick(depth)
                return self.control.isStopped
            }
            if control.isStopped { return }
        }
        let beyond = found.reduce(0) { $0 + $1.outside }
        let figures =
            try symmetric?.count(level: runs, workers: workers.count) { if let depth { self.tick(depth) } }
            ?? (within: runs.reduce(0) { $0 + $1.count } - beyond, outside: beyond)
        levels.append(runs)
        statesPerLevel.append(figures.within)
        outside += figures.outside
        countActions(depth)
        if explorer.checksPurity, let depth { try purity.add(level: levels[depth]) }
        if store.log != nil, let depth { forget(levelsUpTo: depth) }
        try checkpoints?.noteLevel()
    }

    /// Merges findings on each property, in the level under expansion or the one behind it.
    func merge(_ tallies: [Tally], expanding depth: Int?) {
        for (position, tally) in tallies.enumerated() { merge(tally, into: position, depth) }
    }

    private func merge(_ tally: Tally, into position: Int, _ depth: Int?) {
        let first = violationDepth[position]
        var tally = tally
        if tally.violations > 0 {
            // A deadlock is seen in the states under expansion, anything else in those that are new.
            let isDeadlock = spec.properties[checked[position]].kind == .deadlockFreedom
            let at = isDeadlock ? depth ?? 0 : (depth ?? -1) + 1
            if first == nil || first == at { violationDepth[position] = at } else { tally.least = nil }
        }
        tallies[position].merge(tally)
    }

    private func countActions(_ depth: Int?) {
        generated = workers.reduce(restored.generated) { $0 + $1.generated }
        let stuck = workers.map(\.stuckStates)
        stuckStates = (
            stuck.reduce(restored.withoutStep) { $0 + $1.withoutStep },
            stuck.reduce(restored.withoutChange) { $0 + $1.withoutChange }
        )
        if let symmetric {
            let figures = symmetric.figures
            generated = figures.generated.value
            stuckStates = (figures.withoutStep.value, figures.withoutChange.value)
        }
        for kind in takenPerKind.indices {
            takenPerKind[kind] =
                symmetric?.figures.taken[kind].value
                ?? workers.reduce(restored.taken.isEmpty ? 0 : restored.taken[kind]) { $0 + $1.taken[kind] }
            if firstDepth[kind] == nil && takenPerKind[kind] > 0 { firstDepth[kind] = depth }
        }
    }

    private func forget(levelsUpTo depth: Int) {
        levels[depth] = []
        let oldest = levels[depth + 1].map(\.lowerBound).min() ?? 0
        store.memory.arena.discard(below: oldest)
    }

    /// A fault that a worker raised is an error of the spec, in a step out of this level or in a property. After a
    /// violation it ends the search, and the violation stands: no complete level has a fault. A limit on states that
    /// ended the level comes first, since the fault may not have been met by then.
    private func checkForFault(_ depth: Int?) throws {
        guard workers.contains(where: \.hasSeenFault), control.stopped != .states else { return }
        let (level, new) = (depth.map { levels[$0] } ?? [], workers.flatMap(\.writer.runs))
        guard let error = (leastFault(in: level) ?? leastFault(in: new))?.error else {
            try contradiction(
                "a fault in \(spec.name) does not show again when its level is looked through", level + new)
        }
        if !hasViolation { throw error }
        fault = error
        control.stop(.fault)
    }

    /// The fault of the least state that has one, by its words, however the states came.
    func leastFault(in runs: [Range<Int>]) -> (state: [UInt64], error: SpecError)? {
        var least: (state: [UInt64], error: SpecError)?
        for index in runs.joined() {
            let state = store.memory.arena.state(index)
            if let least, !state.lexicographicallyPrecedes(least.state) { continue }
            if let error = spec.slip(state) { least = (state, error) }
        }
        return least
    }

    /// Throws the spec's error where the spec contradicts itself in one of the given states, or may treat replicas unlike
    /// each other in states about which it was not asked; ours otherwise.
    func contradiction(
        _ message: String, _ runs: [Range<Int>] = [], _ states: [[UInt64]] = []
    ) throws -> Never {
        try purity.check(all: runs)
        do { try purity.contradiction(message, states) } catch let error as InternalError {
            if let symmetric, !symmetric.isProved { throw symmetric.brokenRun }
            throw error
        }
    }

    // MARK: Watching

    /// Called by every worker after every block.
    func tick(_ depth: Int) {
        let elapsed = control.elapsedSeconds
        if let limit = explorer.limits.seconds, elapsed - beginning >= limit { control.stop(.seconds) }
        let sinceLook = elapsed - lastLook.load(ordering: .relaxed)
        guard sinceLook >= min(explorer.progressInterval, 0.25) else { return }
        guard progressLock.add(1) == 0 else { return }
        defer { progressLock.reset() }
        lastLook.store(elapsed, ordering: .relaxed)
        let resident = Int(qs_resident_bytes())
        // On disk the limit is what is aimed at, since more states take no more memory.
        let most = store.memory.budget.limit
        if resident > (disk == nil ? most : most / 10 * 11) { control.stop(.memory) }
        guard elapsed - lastProgress >= explorer.progressInterval else { return }
        lastProgress = elapsed
        explorer.progress?(
            SearchProgress(
                seconds: elapsed, depth: depth,
                distinctStates: distributed?.worker.progress.distinct ?? (disk?.counted ?? counted).value,
                generatedStates: distributed?.worker.progress.generated ?? disk?.publishedStates
                    ?? workers.reduce(restored.generated) { $0 + $1.published.value },
                frontier: frontier(depth), previousFrontier: depth > 0 ? frontier(depth - 1) : 0,
                residentBytes: resident, isUpToSymmetry: symmetric != nil, look: symmetric?.look,
                disk: disk?.progress))
    }

    /// Number of states of a level in the measure in which progress counts: those that are stored.
    private func frontier(_ depth: Int) -> Int {
        guard symmetric != nil else { return statesPerLevel.isEmpty ? 0 : statesPerLevel[depth] }
        return levels[depth].reduce(0) { $0 + $1.count }
    }
}

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
    let isAskedForLiveness: Bool
    /// The search on disk that takes the place of this one's own loop and store.
    private(set) var disk: DiskSearch?
    /// The search over ranks that takes the place of this one's own loop.
    private(set) var distributed: RankSearch?
    /// Checkpoints of this search, if it has any.
    var checkpoints: Checkpoints?
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
    let progressLock = SharedCounter()
    /// Elapsed seconds at the latest look at the memory, which every worker asks for after every block.
    let lastLook = Atomic<Double>(0)
    /// Elapsed seconds at the latest call of `progress`; only for the holder of the lock.
    var lastProgress = 0.0

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
}

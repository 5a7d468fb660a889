import QuorateLanguage
import Synchronization

/// Work of a search up to symmetry beside the usual: it stores canonical forms, counts for each all states that it stands
/// for, and puts the question of symmetry to the spec.
///
/// `@unchecked Sendable`, since one thread at a time changes it: the one that ends a level, when the workers of that
/// level have stopped. Meanwhile workers ask it for canonicalizers and forms, which reads what `init` has set; threads
/// that look at states between levels have sums of their own, added up under a lock.
final class SymmetricSearch: @unchecked Sendable {
    let symmetry: StateSymmetry
    private let spec: ErasedSpec
    private let kernel: SpecKernel
    private let checked: [Int]
    private let arena: Arena
    private let provesAll: Bool
    private let quota: Int

    /// Stored states of the levels completed.
    private(set) var stored = 0
    /// Full figures of the levels completed.
    private(set) var figures: Figures
    /// States of which the spec was asked.
    private(set) var asked = 0
    /// True as long as every renaming of each state counted was asked about.
    private(set) var isProved = true
    /// States of all levels, and of the newest, those outside the constraint included.
    private var states = FullCount()
    private var newest = 0
    /// Counter of the states that a level's end has looked at, and their number; nil while states are expanded.
    private var looked: (done: SharedCounter, all: Int)?

    /// States that the end of a level looks at, and those it has.
    var look: SearchProgress.Look? {
        looked.map { SearchProgress.Look(done: $0.done.value, all: $0.all) }
    }

    /// States that are looked at in all their renamings unless more are asked for: whole small instances.
    static let usualQuota = 50_000
    /// Quotas after which a level is asked about in one of `sparseness` stored states, and not in each.
    private static let denseQuotas = 20
    private static let sparseness: UInt64 = 8
    /// Most permutations where all renamings are asked for: those of one state are kept together.
    static let mostProved = 50_000

    init(_ explorer: Explorer, kernel: SpecKernel, checked: [Int], store: any StateStore) throws {
        spec = explorer.spec
        symmetry = try StateSymmetry(spec, tradesValues: explorer.certificate == nil)
        self.kernel = kernel
        self.checked = checked
        arena = store.memory.arena
        provesAll = explorer.symmetry == .proved
        quota = explorer.symmetryQuota
        if provesAll, symmetry.order > Self.mostProved {
            throw ExplorerError.symmetryWithout(
                "is proved for at most \(Numerals.count(Self.mostProved)) permutations, and here are \(Numerals.count(symmetry.order)); prove a smaller instance, and ask for a sample of this one"
            )
        }
        figures = Figures(actions: kernel.actionCount, properties: checked.count)
        try checkInitialStates()
    }

    func canonicalizer() -> Canonicalizer { Canonicalizer(symmetry, wordCount: spec.wordCount) }

    /// The canonical form of a state.
    func form(of state: [UInt64]) -> [UInt64] { form(of: state, canonicalizer()) }

    func form(of state: [UInt64], _ canonicalizer: Canonicalizer) -> [UInt64] {
        var form = state
        form.withUnsafeMutableBufferPointer { _ = canonicalizer.canonicalize($0.baseAddress!) }
        return form
    }

    /// The words of a stored state.
    func state(_ index: Int) -> [UInt64] { arena.state(index) }

    func visitSuccessors(_ state: [UInt64], _ visit: ([UInt64]) -> Void) {
        spec.visitSuccessors(state, visit)
    }

    /// The error of a spec in which a run does not go on under other names.
    var brokenRun: SpecError {
        SpecError(
            spec: spec.name,
            message:
                "interchangeable \(symmetry.kind) are not the same: a run found under some names does not go on under others;"
                + " search without symmetry")
    }

    private func checkInitialStates() throws {
        let initial = spec.initialStates()
        let states = Set(initial)
        figures.generated.add(initial.count)
        let probe = SymmetryProbe(spec, kernel: kernel, checked: checked)
        for state in states {
            for exchange in symmetry.generators where !states.contains(probe.state(state, after: exchange)) {
                let pair = exchange.trade.names
                throw SpecError(
                    spec: spec.name,
                    message:
                        "`initialStates` treats \(pair.second) unlike \(pair.first), which are said to be"
                        + " interchangeable: a state is among them, and not the one in which they have traded names"
                )
            }
        }
    }

    // MARK: Levels

    /// Counts the states that those of a new level stand for, within the constraint and outside.
    ///
    /// - Parameter tick: called now and then.
    /// - Throws: ``ExplorerError`` where the counts are too large for figures.
    func count(
        level runs: [Range<Int>], workers: Int, tick: @Sendable () -> Void
    ) throws -> (within: Int, outside: Int) {
        // Part of a level is no count, so that nothing stops this.
        let goesOn: @Sendable () -> Bool = {
            tick()
            return false
        }
        let found = eachState(of: runs, workers, until: goesOn) {
            (canonicalizer: self.canonicalizer(), within: FullCount(), outside: FullCount())
        } _: { sums, index in
            let state = self.arena.state(index)
            let count = self.weight(of: state, sums.canonicalizer)
            let isOutside = state.withUnsafeBytes { self.kernel.countOutside?($0.baseAddress!, 1) ?? 0 } > 0
            if isOutside { sums.outside.add(count) } else { sums.within.add(count) }
        }
        stored += runs.reduce(0) { $0 + $1.count }
        var (within, outside) = (FullCount(), FullCount())
        for sums in found {
            within.add(sums.within)
            outside.add(sums.outside)
        }
        var both = within
        both.add(outside)
        states.add(both)
        newest = both.value
        if states.isTooLarge { throw FullCount.error }
        return (within.value, outside.value)
    }

    /// Counts the new states in which some properties fall.
    func countViolations(in runs: [Range<Int>], of positions: [Int]) throws {
        let canonicalizer = canonicalizer()
        for index in runs.joined() {
            let state = arena.state(index)
            for position in positions
            where state.withUnsafeBytes({ kernel.scans[position]($0.baseAddress!, 1).firstHit }) == 0 {
                figures.violations[position].add(weight(of: state, canonicalizer))
            }
        }
        if figures.isTooLarge { throw FullCount.error }
    }

    /// The number of states that a stored one stands for.
    private func weight(of state: [UInt64], _ canonicalizer: Canonicalizer) -> Int {
        var words = state
        return words.withUnsafeMutableBufferPointer {
            symmetry.order / canonicalizer.canonicalize($0.baseAddress!)
        }
    }

    /// Notes that the search ends before the newest states have been asked about.
    func endEarly() { isProved = false }

    /// Renamings of each stored state of the newest level that are looked at; nil for all.
    ///
    /// What is left of the quota goes to the first level that is too large for it.
    private func renamings(of runs: [Range<Int>]) -> Int? {
        let left = max(0, quota - asked)
        if provesAll || symmetry.order <= SymmetryCheck.sampled + 1 || newest <= left { return nil }
        return max(SymmetryCheck.sampled, left / max(1, runs.reduce(0) { $0 + $1.count }))
    }

    /// Of how many stored states of the newest level one is asked about: of several, where the level is large and very many
    /// states have been asked about.
    private func sparseness(of runs: [Range<Int>]) -> UInt64 {
        let isDense =
            provesAll || asked < Self.denseQuotas * quota || runs.reduce(0) { $0 + $1.count } < quota / 10
        return isDense ? 1 : Self.sparseness
    }

    /// Puts the question of symmetry to the states of the newest level, and counts its steps if it has been expanded.
    ///
    /// - Parameters:
    ///   - isExpanded: false for a level whose steps are no part of the search, and are not looked at.
    ///   - isStopped: asked now and then whether the search is to end; then nothing of the level is counted.
    /// - Throws: `SpecError` where the spec is not symmetric.
    func check(
        level runs: [Range<Int>], isExpanded: Bool, workers: Int, isStopped: @Sendable () -> Bool
    ) throws {
        let renamings = renamings(of: runs)
        let sparseness = renamings == nil ? 1 : sparseness(of: runs)
        let none = Figures(actions: kernel.actionCount, properties: checked.count)
        let found = eachState(of: runs, workers, until: isStopped) {
            let probe = SymmetryProbe(
                self.spec, kernel: self.kernel, checked: self.checked, takesSteps: isExpanded)
            return (
                check: SymmetryCheck(self.spec, probe, self.symmetry), figures: none,
                canonicalizer: self.canonicalizer()
            )
        } _: { look, index in
            let state = self.arena.state(index)
            // The state says by itself whether it is one of those, so that they are the same for any threads.
            let isAsked = sparseness == 1 || StateHash.words(state, state.count) % sparseness == 0
            guard isAsked || isExpanded else { return }
            let answer = look.check.probe.answer(state, listsSteps: isAsked)
            if isExpanded {
                look.figures.add(answer, self.weight(of: state, look.canonicalizer), self.deadlocks)
            }
            if isAsked { look.check.look(at: state, answer, renamings: renamings) }
        }
        let errors = found.compactMap(\.check.error)
        if isStopped() { return endEarly() }
        isProved = isProved && renamings == nil
        for look in found {
            asked += look.check.asked
            figures.add(look.figures)
        }
        if let least = errors.min(by: { $0.state.lexicographicallyPrecedes($1.state) }) { throw least.error }
        if figures.isTooLarge { throw FullCount.error }
    }

    /// For each property of deadlock freedom its place among those checked, and that of its answer.
    private var deadlocks: [(position: Int, place: Int)] {
        var (places, place) = ([(position: Int, place: Int)](), 0)
        for position in checked.indices {
            let isDeadlock = spec.properties[checked[position]].kind == .deadlockFreedom
            if isDeadlock { places.append((position, place)) }
            place += isDeadlock ? 1 : 2
        }
        return places
    }

    /// Shows each state of some runs to one of several threads, and returns what they have made of them.
    private func eachState<Sums>(
        of runs: [Range<Int>], _ workers: Int, until isStopped: @Sendable () -> Bool,
        from start: @Sendable () -> Sums,
        _ body: @Sendable (inout Sums, Int) -> Void
    ) -> [Sums] {
        let blocks = Search.blocks(of: runs, size: 64)
        let next = SharedCounter()
        let done = SharedCounter()
        looked = (done, runs.reduce(0) { $0 + $1.count })
        defer { looked = nil }
        let results = Mutex(Unchecked<Sums>())
        inParallel(max(1, min(workers, blocks.count / 4))) { _ in
            self.spec.evaluated.evaluating {
                var sums = start()
                while !isStopped(), case let position = next.add(1), position < blocks.count {
                    for index in blocks[position] { body(&sums, index) }
                    _ = done.add(blocks[position].count)
                }
                let result = Unchecked(values: [sums])
                results.withLock { $0.values += result.values }
            }
        }
        return results.withLock { $0 }.values
    }
}

/// Values that one thread after the other uses.
private struct Unchecked<Value>: @unchecked Sendable {
    var values: [Value] = []
}

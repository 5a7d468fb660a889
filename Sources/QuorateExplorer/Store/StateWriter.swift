import QuorateLanguage

/// Writer of one worker's new states: its chunk of the arena, and the states that it has written so far.
final class StateWriter: @unchecked Sendable {
    /// Records that go into the table together: far enough apart for prefetched lines to arrive, few enough to
    /// stay in the first-level cache.
    static let batch = 256

    /// Presence of other workers that insert at the same time.
    var isShared = false
    /// Omission of a state because memory is at its limit.
    private(set) var isFull = false
    /// Room to note records of a batch that must wait for a look at a state.
    let waiting: UnsafeMutablePointer<(record: Int, slot: Int)>

    /// Room for a batch of packed states, where the arena packs them.
    let packed: UnsafeMutablePointer<UInt64>
    /// The words of the states of the latest batch that are new, where the arena has them in another form.
    private let copies: UnsafeMutablePointer<UInt64>
    /// Presence of a copy of each state that has not been shown.
    private var hasCopies = false

    /// Watch for a step to a level that is not deeper than the one under expansion, until one is seen.
    private(set) var watchesSteps = false
    /// Sight of such a step, while steps were watched.
    private(set) var hasSeenStepBack = false
    /// The numbers that states of the next level may have: those from the first on, and what was left of the chunks.
    private var firstUnused = 0
    private var leftOfChunks: [Range<Int>] = []

    private let memory: StoreMemory
    /// The number of the next new state, and the end of the chunk. Behind a pointer, since a field of a class is guarded
    /// against two accesses at once, with each new state.
    private let numbers: UnsafeMutablePointer<(place: Int, end: Int)>
    private var runStart = 0
    private var closedRuns: [Range<Int>] = []
    /// The closed runs that have been shown whole, and the number of the first state that has not been shown.
    private var shownRuns = 0
    private var shown = 0

    init(_ memory: StoreMemory) {
        self.memory = memory
        waiting = .allocate(capacity: Self.batch)
        numbers = .allocate(capacity: 1)
        numbers.initialize(to: (0, 0))
        let room = memory.whole == nil ? Self.batch * memory.arena.wordCount : 0
        (packed, copies) = (.allocate(capacity: room), .allocate(capacity: room))
    }

    deinit {
        waiting.deallocate()
        numbers.deallocate()
        packed.deallocate()
        copies.deallocate()
    }

    /// The number of the next new state, as soon as there is room for it.
    @inline(__always)
    var place: Int { numbers.pointee.place }

    /// Makes room for at least one new state; false when there is none.
    @inline(__always)
    func hasRoom() -> Bool { place != numbers.pointee.end || openChunk() }

    /// Writes the words of a record at `place`, where they count for nothing yet.
    @inline(__always)
    func write(_ record: SuccessorRecord, in arena: WholeArena) {
        let target = arena.words(place)
        for word in 0..<record.wordCount { target[word] = record[word] }
    }

    /// Place for the words of the new states of a batch, one after the other, all of which must be put there.
    func beginCopies() -> UnsafeMutablePointer<UInt64> {
        hasCopies = shown == place && shownRuns == closedRuns.count
        return copies
    }

    /// Counts the state at `place`.
    @inline(__always)
    func advance() { numbers.pointee.place &+= 1 }

    /// Numbers of this writer's chunk that no state has yet.
    var leftOfChunk: Range<Int> { place..<numbers.pointee.end }

    /// Begins the watch for steps back in the level that is expanded next, before any state is written.
    func watchSteps(leftOfChunks: [Range<Int>]) {
        firstUnused = memory.arena.stateCount
        self.leftOfChunks = leftOfChunks
        watchesSteps = true
    }

    func endWatch() { watchesSteps = false }

    /// Looks whether a state that was known is of the next level.
    @inline(never)
    func noteStep(to state: Int) {
        guard state < firstUnused, !leftOfChunks.contains(where: { $0.contains(state) }) else { return }
        hasSeenStepBack = true
        watchesSteps = false
    }

    /// Gives up the rest of this writer's chunk: the next state begins another.
    ///
    /// - Returns: the numbers that no state gets.
    func leaveChunk() -> Range<Int> {
        closeRun()
        defer { numbers.pointee.end = place }
        return leftOfChunk
    }

    @inline(never)
    private func openChunk() -> Bool {
        closeRun()
        guard let chunk = memory.nextChunk() else {
            isFull = true
            return false
        }
        numbers.pointee = (chunk.lowerBound, chunk.upperBound)
        runStart = place
        return true
    }

    private func closeRun() {
        if place > runStart { closedRuns.append(runStart..<place) }
        runStart = place
    }

    /// Shows the states that came since the last call, with their words.
    func showNew(_ visit: (Range<Int>, UnsafeMutablePointer<UInt64>) -> Void) {
        var words = copies
        for run in closedRuns[shownRuns...] where shown < run.upperBound {
            show(max(shown, run.lowerBound)..<run.upperBound, &words, visit)
        }
        shownRuns = closedRuns.count
        if max(shown, runStart) < place { show(max(shown, runStart)..<place, &words, visit) }
        shown = place
    }

    private func show(
        _ run: Range<Int>, _ words: inout UnsafeMutablePointer<UInt64>,
        _ visit: (Range<Int>, UnsafeMutablePointer<UInt64>) -> Void
    ) {
        if let whole = memory.whole { return visit(run, whole.words(run.lowerBound)) }
        guard hasCopies else {
            for block in Search.blocks(of: [run], size: Self.batch) {
                visit(block, memory.arena.states(block, in: copies))
            }
            return
        }
        visit(run, words)
        words += run.count * memory.arena.wordCount
    }

    /// The states since the last call of ``takeRuns()``.
    var runs: [Range<Int>] { closedRuns + (place > runStart ? [runStart..<place] : []) }

    /// Hands over the states that were written, and begins anew.
    func takeRuns() -> [Range<Int>] {
        closeRun()
        defer { (closedRuns, shownRuns) = ([], 0) }
        return closedRuns
    }
}

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
    }

    deinit {
        waiting.deallocate()
        numbers.deallocate()
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

    /// Shows the states that came since the last call.
    func showNew(_ visit: (Range<Int>) -> Void) {
        for run in closedRuns[shownRuns...] where shown < run.upperBound {
            visit(max(shown, run.lowerBound)..<run.upperBound)
        }
        shownRuns = closedRuns.count
        if max(shown, runStart) < place { visit(max(shown, runStart)..<place) }
        shown = place
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

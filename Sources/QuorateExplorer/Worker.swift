import CQuorateSearch
import QuorateLanguage

/// One thread of a search: expands states, puts the new ones among their successors into the store, and checks
/// those against the properties.
///
/// `Worker+Insertion.swift` has the way from the buffer into the store.
final class Worker: SuccessorConsumer, @unchecked Sendable {
    /// Records that go into the table together: far enough apart for prefetched lines to arrive, few enough to
    /// stay in the first-level cache.
    static let batch = 256
    /// A state whose successors take more than this many bytes ends the search as a memory limit does.
    private static let bufferBytes = 1 << 30

    let store: StateStore
    let kernel: SpecKernel
    let control: SearchControl
    private let kinds: [PropertyKind]
    /// Whether the protocol may rest in a state: position of the property among those checked, words.
    private let mayRest: @Sendable (Int, [UInt64]) -> Bool

    let buffer: Region
    let recordWords: Int
    private let recent: UnsafeMutablePointer<UInt64>
    let taken: UnsafeMutablePointer<Int>
    private(set) var generated = 0
    private var sink: SuccessorSink!
    let pending: UnsafeMutablePointer<(record: Int, slot: Int)>

    /// Whether other workers insert at the same time.
    var isShared = false
    /// The number of the next new state, and the end of the chunk that this worker fills.
    var place = 0
    var placeEnd = 0
    private var runStart = 0
    private var scanned = 0
    /// Out of memory: what comes is dropped, because the level will not be counted.
    var isMuted = false

    /// Whether the spec did something that its types do not allow, on this worker's watch.
    private(set) var hasSeenFault = false
    private(set) var runs: [StateStore.Run] = []
    private var leftover: StateStore.Run?
    private(set) var tallies: [Tally]
    /// New states of this level outside the constraint.
    private(set) var outside = 0
    private let counted: SharedCounter
    private let stateLimit: Int
    /// Generated states so far, for a look from another thread.
    let published = SharedCounter()

    init(
        store: StateStore, kernel: SpecKernel, control: SearchControl, kinds: [PropertyKind],
        counted: SharedCounter, stateLimit: Int,
        mayRest: @escaping @Sendable (Int, [UInt64]) -> Bool
    ) throws {
        self.store = store
        self.kernel = kernel
        self.control = control
        self.kinds = kinds
        self.counted = counted
        self.stateLimit = stateLimit
        self.mayRest = mayRest
        recordWords = SuccessorSink.recordWords(kernel.wordCount)
        buffer = try Region.largest(
            upTo: Self.bufferBytes, least: 4 * Self.batch * recordWords * 8, hugePages: false)
        recent = .allocate(capacity: SuccessorSink.recentWords)
        taken = SuccessorSink.newCounters(kernel.actionCount)
        pending = .allocate(capacity: Self.batch)
        tallies = Array(repeating: Tally(), count: kinds.count)
        super.init()
        SuccessorSink.clearRecent(recent, wordCount: kernel.wordCount)
        sink = SuccessorSink(
            buffer: buffer.words, limit: buffer.words + Self.batch * recordWords, recent: recent,
            taken: taken,
            consumer: self)
    }

    deinit {
        recent.deallocate()
        taken.deallocate()
        pending.deallocate()
    }

    /// The bytes that a worker takes whatever it finds: its share of recent states, and a batch of successors twice,
    /// since the buffer takes more than one.
    static func ownBytes(wordCount: Int) -> Int {
        let recent = wordCount <= 4 ? SuccessorSink.recentWords * 8 : 0
        return recent + 2 * batch * SuccessorSink.recordWords(wordCount) * 8
    }

    /// Expanded states, since the search began, in which no step was possible, and those in which none changed anything.
    var stuckStates: (withoutStep: Int, withoutChange: Int) {
        (sink.statesWithoutStep, sink.statesWithoutChange)
    }

    // MARK: Expansion

    /// Adds the initial states of a spec, and counts them as generated.
    func addInitialStates(of spec: ErasedSpec) {
        let faults = SpecFault.countOnThisThread
        // More states than fill the buffer are checked on the way, and not only by `settle`.
        defer { if SpecFault.countOnThisThread != faults { hasSeenFault = true } }
        spec.visitInitialStates { words in
            for (k, word) in words.enumerated() { sink.position[k] = word }
            sink.position[words.count] = StateHash.words(UnsafePointer(sink.position), words.count)
            sink.position[words.count + 1] = StateStore.noParent
            sink.position += recordWords
            sink.generated += 1
            if sink.position >= sink.limit { drain(&sink) }
        }
        settle()
    }

    /// Expands the blocks of a level until none is left, the search stops, or the table must grow; leaves
    /// nothing in the buffer unless the table must grow.
    ///
    /// - Returns: whether this worker's part of the level is done.
    func expand(_ blocks: [StateStore.Run], next: SharedCounter, tick: () -> Void) -> Bool {
        var sink = self.sink!
        let faults = SpecFault.countOnThisThread
        defer {
            self.sink = sink
            if SpecFault.countOnThisThread != faults { hasSeenFault = true }
        }
        sink.table = store.table.words
        sink.slotCount = UInt64(store.capacity)
        if sink.position > buffer.words { drain(&sink) }
        sink.isPaused = false
        while !control.isStopped && !control.wantsGrowth {
            guard let block = leftover ?? nextBlock(blocks, next) else {
                drain(&sink)
                break
            }
            EvaluatedSpec.look(at: store.words(block.start), count: block.count)
            let done = kernel.expand(store.words(block.start), UInt64(block.start), block.count, &sink)
            let rest = StateStore.Run(start: block.start + done, count: block.count - done)
            leftover = rest.count > 0 ? rest : nil
            sink.isPaused = false
            _ = published.add(sink.generated - generated)
            generated = sink.generated
            tick()
        }
        return leftover == nil && sink.position == buffer.words
    }

    /// Inserts what is left in the buffer after the table has grown.
    func settle() {
        var sink = self.sink!
        let faults = SpecFault.countOnThisThread
        drain(&sink)
        if SpecFault.countOnThisThread != faults { hasSeenFault = true }
        generated = sink.generated
        self.sink = sink
    }

    var isSettled: Bool { sink.position == buffer.words }

    private func nextBlock(_ blocks: [StateStore.Run], _ next: SharedCounter) -> StateStore.Run? {
        let position = next.add(1)
        return position < blocks.count ? blocks[position] : nil
    }

    override func drain(_ sink: inout SuccessorSink) {
        let start = buffer.words
        var rest = UnsafeMutablePointer<UInt64>(start)
        while rest < sink.position && !isMuted && !control.wantsGrowth {
            if store.used.value >= store.growthThreshold {
                control.requestGrowth()
                break
            }
            let end = min(rest + Self.batch * recordWords, sink.position)
            insert(rest, end)
            rest = end
        }
        if isMuted || control.isStopped { rest = sink.position }
        // Records that must wait for a larger table move to the front; the buffer takes the rest of the
        // successors of the state under expansion, which is the last one for now.
        let waiting = sink.position - rest
        if waiting > 0 && rest > start { start.update(from: rest, count: waiting) }
        sink.position = start + waiting
        sink.limit = sink.position + Self.batch * recordWords
        sink.isPaused = waiting > 0 || isMuted || control.isStopped
        // What waits for a larger table is memory too; a usual batch is part of the least room.
        let isTooMuch = waiting * 8 > 1 << 20 && waiting * 8 > store.spareBytes
        if isTooMuch || sink.limit + Self.batch * recordWords > start + buffer.byteCount / 8 {
            control.stop(.memory)
            isMuted = true
            sink.position = start
        }
    }

    // MARK: New states

    /// Makes room for at least one new state; false when there is none, and the search stops.
    func openChunk() -> Bool {
        scan()
        closeRun()
        guard let chunk = store.nextChunk() else {
            control.stop(.memory)
            isMuted = true
            return false
        }
        place = chunk.start
        placeEnd = chunk.start + chunk.count
        runStart = place
        scanned = place
        return true
    }

    private func closeRun() {
        if place > runStart { runs.append(StateStore.Run(start: runStart, count: place - runStart)) }
        runStart = place
    }

    /// Checks the states that came since the last scan.
    func scan() {
        guard place > scanned else { return }
        let first = UnsafeRawPointer(store.words(scanned))
        let count = place - scanned
        let before = EvaluatedSpec.look(at: store.words(scanned), count: count)
        defer { EvaluatedSpec.look(at: before.states, count: before.count) }
        let beyond = kernel.countOutside?(first, count) ?? 0
        outside += beyond
        if counted.add(count - beyond) + count - beyond > stateLimit { control.stop(.states) }
        for position in tallies.indices where kinds[position] != .deadlockFreedom {
            scan(position, first, count)
        }
        scanned = place
    }

    private func scan(_ position: Int, _ first: UnsafeRawPointer, _ count: Int) {
        if kinds[position] == .reachable && tallies[position].reached { return }
        var start = 0
        while start < count {
            let found = kernel.scans[position](first + start * kernel.wordCount * 8, count - start)
            if found.premiseHeld { tallies[position].premiseHeld = true }
            if found.firstHit < 0 { return }
            if kinds[position] == .reachable {
                tallies[position].reached = true
                let index = scanned + start + found.firstHit
                tallies[position].witness = Array(
                    UnsafeBufferPointer(start: UnsafePointer(store.words(index)), count: kernel.wordCount))
                return
            }
            note(position, index: scanned + start + found.firstHit)
            start += found.firstHit + 1
        }
    }

    private func note(_ position: Int, index: Int) {
        let words = UnsafeBufferPointer(start: UnsafePointer(store.words(index)), count: kernel.wordCount)
        tallies[position].note(words, index: index)
    }

    override func deadlocked(_ state: UnsafeRawPointer) {
        let index = (state - UnsafeRawPointer(store.arena.start)) / (kernel.wordCount * 8)
        let words = Array(
            UnsafeBufferPointer(
                start: state.assumingMemoryBound(to: UInt64.self), count: kernel.wordCount))
        for position in tallies.indices where kinds[position] == .deadlockFreedom {
            if !mayRest(position, words) { note(position, index: index) }
        }
    }

    // MARK: Levels

    /// What this worker found since the last call.
    func finishLevel() -> (runs: [StateStore.Run], tallies: [Tally], outside: Int) {
        closeRun()
        defer {
            runs = []
            tallies = Array(repeating: Tally(), count: kinds.count)
            outside = 0
        }
        return (runs, tallies, outside)
    }

    /// The states of the level that is being filled, those of the open run included.
    var openRuns: [StateStore.Run] {
        runs + (place > runStart ? [StateStore.Run(start: runStart, count: place - runStart)] : [])
    }
}

import CQuorateSearch
import QuorateLanguage

/// One thread of a search: expands states, puts the new ones among their successors into the store, and checks
/// those against the properties. Who writes to its memory, and until when, is told at ``StateStore``.
final class Worker: SuccessorConsumer, @unchecked Sendable {
    /// A state whose successors take more than this many bytes ends the search as a memory limit does.
    private static let bufferBytes = 1 << 30

    private let store: any StateStore
    private let arena: Arena
    /// Room for the words of a block of states under expansion, where the arena has them in another form.
    private let room: UnsafeMutablePointer<UInt64>
    /// The block under expansion, and its words.
    private var expanded: (block: Range<Int>, words: UnsafeMutablePointer<UInt64>)
    private let table: Table
    /// Writer of this worker's new states.
    let writer: StateWriter
    private let kernel: SpecKernel
    private let control: SearchControl
    private let kinds: [PropertyKind]
    /// Permission to rest in a state: position of the property among those checked, and words of the state.
    private let mayRest: @Sendable (Int, [UInt64]) -> Bool

    private let buffer: Region
    /// The words of a batch of records.
    private let batchWords: Int
    private let recent: UnsafeMutablePointer<UInt64>
    let taken: UnsafeMutablePointer<Int>
    private(set) var generated = 0
    private var sink: SuccessorSink!
    /// Out of memory: what comes is dropped, because the level will not be counted.
    private var isMuted = false

    /// Occurrence, on this worker's watch, of a fault: something in the spec that its types do not allow.
    private(set) var hasSeenFault = false
    private var leftover: Range<Int>?
    private(set) var tallies: [Tally]
    /// For each property, a `.reachable` that an earlier level meets, and that is not asked any more.
    var isReached: [Bool]
    /// New states of this level outside the constraint.
    private(set) var outside = 0
    private let counted: SharedCounter
    private let stateLimit: Int
    /// Maker of canonical forms, in a search up to symmetry.
    var canonicalizer: Canonicalizer?
    /// Generated states so far, for a look from another thread.
    let published = SharedCounter()

    init(
        store: any StateStore, kernel: SpecKernel, control: SearchControl, kinds: [PropertyKind],
        counted: SharedCounter, stateLimit: Int,
        mayRest: @escaping @Sendable (Int, [UInt64]) -> Bool
    ) throws {
        self.store = store
        arena = store.memory.arena
        room = .allocate(capacity: Search.blockStates * kernel.wordCount)
        expanded = (0..<0, room)
        table = store.memory.table
        writer = StateWriter(store.memory)
        self.kernel = kernel
        self.control = control
        self.kinds = kinds
        self.counted = counted
        self.stateLimit = stateLimit
        self.mayRest = mayRest
        batchWords = StateWriter.batch * SuccessorRecord.size(kernel.wordCount)
        buffer = try Region.largest(
            upTo: Self.bufferBytes, least: 4 * batchWords * 8, hugePages: false)
        recent = .allocate(capacity: SuccessorSink.recentWords)
        taken = SuccessorSink.newCounters(kernel.actionCount)
        tallies = Array(repeating: Tally(), count: kinds.count)
        isReached = Array(repeating: false, count: kinds.count)
        super.init()
        SuccessorSink.clearRecent(recent, wordCount: kernel.wordCount)
        sink = SuccessorSink(
            buffer: buffer.words, limit: buffer.words + batchWords, recent: recent,
            taken: taken,
            consumer: self)
    }

    deinit {
        recent.deallocate()
        taken.deallocate()
        room.deallocate()
    }

    /// The bytes that a worker takes whatever it finds: its share of recent states, and a batch of successors twice,
    /// since the buffer takes more than one.
    static func ownBytes(wordCount: Int) -> Int {
        let recent = SuccessorRecord.isHashedBySink(wordCount) ? SuccessorSink.recentWords * 8 : 0
        return recent + 2 * StateWriter.batch * SuccessorRecord.size(wordCount) * 8
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
            let record = SuccessorRecord(at: sink.position, wordCount: words.count)
            for (k, word) in words.enumerated() { record[k] = word }
            record.hash = StateHash.words(words, words.count)
            record.parent = ParentLog.noParent
            sink.position = record.end
            sink.generated += 1
            if sink.position >= sink.limit { drain(&sink) }
        }
        settle()
    }

    /// Expands the blocks of a level until none is left, the search stops, or the table must grow; leaves
    /// nothing in the buffer unless the table must grow.
    ///
    /// - Returns: whether this worker's part of the level is done.
    func expand(_ blocks: [Range<Int>], next: SharedCounter, tick: () -> Void) -> Bool {
        var sink = self.sink!
        let faults = SpecFault.countOnThisThread
        defer {
            self.sink = sink
            if SpecFault.countOnThisThread != faults { hasSeenFault = true }
        }
        (sink.table, sink.slotCount) = (table.slots.start, table.slots.count)
        if sink.position > buffer.words { drain(&sink) }
        sink.isPaused = false
        while !control.isStopped && !control.wantsGrowth {
            guard let block = leftover ?? nextBlock(blocks, next) else {
                drain(&sink)
                break
            }
            let first = arena.states(block, in: room)
            expanded = (block, first)
            EvaluatedSpec.look(at: first, count: block.count)
            let done = kernel.expand(first, UInt64(block.lowerBound), block.count, &sink)
            leftover = done < block.count ? block.dropFirst(done) : nil
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

    private func nextBlock(_ blocks: [Range<Int>], _ next: SharedCounter) -> Range<Int>? {
        let position = next.add(1)
        return position < blocks.count ? blocks[position] : nil
    }

    override func drain(_ sink: inout SuccessorSink) {
        let start = buffer.words
        var rest = UnsafeMutablePointer<UInt64>(start)
        while rest < sink.position && !isMuted && !control.wantsGrowth {
            if table.isDue {
                control.requestGrowth()
                break
            }
            let end = min(rest + batchWords, sink.position)
            // A form may differ in bits in which its state does not, and is what must fit.
            if let canonicalizer { canonicalize(rest, end, canonicalizer) }
            if !store.accepts(rest, end) {
                control.requestGrowth()
                break
            }
            insert(rest, end)
            rest = end
        }
        if isMuted || control.isStopped { rest = sink.position }
        // Records that must wait for a larger table move to the front; the buffer takes the rest of the
        // successors of the state under expansion, which is the last one for now.
        let waiting = sink.position - rest
        if waiting > 0 && rest > start { start.update(from: rest, count: waiting) }
        sink.position = start + waiting
        sink.limit = sink.position + batchWords
        sink.isPaused = waiting > 0 || isMuted || control.isStopped
        // What waits for a larger table is memory too; a usual batch is part of the least room.
        let isTooMuch = waiting * 8 > 1 << 20 && waiting * 8 > store.memory.spareBytes
        if isTooMuch || sink.limit + batchWords > start + buffer.byteCount / 8 {
            control.stop(.memory)
            isMuted = true
            sink.position = start
        }
    }

    /// Puts up to a batch of states of a checkpoint into the store, whose properties were looked at before they were written.
    ///
    /// - Returns: false when memory is at its limit.
    func restore(_ states: UnsafePointer<UInt64>, _ count: Int) -> Bool {
        let words = kernel.wordCount
        var place = buffer.words
        for position in 0..<count {
            let record = SuccessorRecord(at: place, wordCount: words)
            for word in 0..<words { record[word] = states[position * words + word] }
            record.hash = StateHash.words(UnsafePointer(record.start), words)
            record.parent = ParentLog.noParent
            place = record.end
        }
        store.insert(buffer.words, place, with: writer)
        return !writer.isFull
    }

    // MARK: New states

    /// Puts up to a batch of records into the store and checks those that are new.
    private func insert(_ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>) {
        store.insert(start, end, with: writer)
        writer.showNew { scan($0, $1) }
        guard writer.isFull else { return }
        control.stop(.memory)
        isMuted = true
    }

    private func canonicalize(
        _ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>, _ maker: Canonicalizer
    ) {
        var place = start
        while place < end {
            let record = SuccessorRecord(at: place, wordCount: kernel.wordCount)
            maker.canonicalize(record.start)
            record.hash = StateHash.words(UnsafePointer(record.start), kernel.wordCount)
            place = record.end
        }
    }

    private func scan(_ states: Range<Int>, _ first: UnsafeMutablePointer<UInt64>) {
        let before = EvaluatedSpec.look(at: first, count: states.count)
        defer { EvaluatedSpec.look(at: before.states, count: before.count) }
        let beyond = kernel.countOutside?(first, states.count) ?? 0
        outside += beyond
        let within = states.count - beyond
        if counted.add(within) + within > stateLimit { control.stop(.states) }
        for position in tallies.indices where kinds[position] != .deadlockFreedom && !isReached[position] {
            scan(states, first, for: position)
        }
    }

    private func scan(_ states: Range<Int>, _ first: UnsafeMutablePointer<UInt64>, for position: Int) {
        var rest = states
        while !rest.isEmpty {
            let place = first + (rest.lowerBound - states.lowerBound) * kernel.wordCount
            let found = kernel.scans[position](place, rest.count)
            if found.premiseHeld { tallies[position].premiseHeld = true }
            if found.firstHit < 0 { return }
            let index = rest.lowerBound + found.firstHit
            // To the end of the level: a fault behind a witness must not depend on who came first.
            if kinds[position] == .reachable {
                if !tallies[position].reached { tallies[position].noteWitness(arena.state(index)) }
            } else {
                note(position, index: index, place + found.firstHit * kernel.wordCount)
            }
            rest = index + 1..<rest.upperBound
        }
    }

    private func note(_ position: Int, index: Int, _ words: UnsafePointer<UInt64>) {
        tallies[position].note(UnsafeBufferPointer(start: words, count: kernel.wordCount), index: index)
    }

    override func deadlocked(_ state: UnsafeRawPointer) {
        let place = state.assumingMemoryBound(to: UInt64.self)
        let index = expanded.block.lowerBound + (place - UnsafePointer(expanded.words)) / kernel.wordCount
        let words = arena.state(index)
        for position in tallies.indices where kinds[position] == .deadlockFreedom {
            if !mayRest(position, words) { note(position, index: index, place) }
        }
    }

    // MARK: Levels

    /// Begins the watch for steps back in the level that is expanded next. What was emitted in the levels before is
    /// forgotten: it would hide the step that leads back to it.
    func watchSteps(leftOfChunks: [Range<Int>]) {
        writer.watchSteps(leftOfChunks: leftOfChunks)
        SuccessorSink.clearRecent(recent, wordCount: kernel.wordCount)
    }

    /// Returns the findings of this worker since the last call, and begins anew.
    func finishLevel() -> (runs: [Range<Int>], tallies: [Tally], outside: Int) {
        defer {
            tallies = Array(repeating: Tally(), count: kinds.count)
            outside = 0
        }
        return (writer.takeRuns(), tallies, outside)
    }
}

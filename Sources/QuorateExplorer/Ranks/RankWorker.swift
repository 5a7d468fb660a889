import CQuorateSearch
import QuorateLanguage

/// The one thread of a rank: expands the rank's own states, keeps the successors that belong to it, and sends the others.
///
/// Blocks go in rounds, in which all ranks take part: a rank whose block for another is full begins one, and whoever has
/// nothing left joins until nobody has. A stop is one when all ranks have heard of it, in the same round.
final class RankWorker: SuccessorConsumer {
    let link: RankLink
    let store: any StateStore
    let arena: WholeArena
    let kernel: SpecKernel
    let control: SearchControl
    let kinds: [PropertyKind]
    let stateLimit: Int
    private let mayRest: @Sendable (Int, [UInt64]) -> Bool
    let writer: StateWriter
    let blocks: RankBlocks

    private let buffer: UnsafeMutablePointer<UInt64>
    let arrivals: UnsafeMutablePointer<UInt64>
    private let recent: UnsafeMutablePointer<UInt64>
    let taken: UnsafeMutablePointer<Int>
    var sink: SuccessorSink!

    var tallies: [Tally]
    /// For each property, a `.reachable` that an earlier level meets, and that is not asked any more.
    var isReached: [Bool]
    /// New states of this level, within the constraint and outside.
    var within = 0
    var outside = 0
    /// States within the constraint so far.
    var counted = 0
    var hasSeenFault = false
    /// Stop that all ranks have heard of in a round of this level.
    var agreed = SearchControl.Stop.none
    /// Drop of whatever comes, because the level will not be counted.
    var isMuted = false
    /// States come from a checkpoint: what they say was counted before it was written.
    var isRestoring = false
    var failure: (any Error)?
    /// Distinct and generated states of all ranks, at the latest round, and of this one at that time.
    var latest = (all: (0, 0), own: (0, 0))

    init(
        _ link: RankLink, store: any StateStore, kernel: SpecKernel, control: SearchControl,
        kinds: [PropertyKind], stateLimit: Int, capacity: Int?,
        mayRest: @escaping @Sendable (Int, [UInt64]) -> Bool
    ) throws {
        self.link = link
        self.store = store
        arena = store.memory.whole
        self.kernel = kernel
        self.control = control
        self.kinds = kinds
        self.stateLimit = stateLimit
        self.mayRest = mayRest
        writer = StateWriter(store.memory)
        blocks = try RankBlocks(link, wordCount: kernel.wordCount, capacity: capacity)
        let recordWords = SuccessorRecord.size(kernel.wordCount)
        // The sink may write one record beyond its limit.
        buffer = .allocate(capacity: (StateWriter.batch + 1) * recordWords)
        arrivals = .allocate(capacity: StateWriter.batch * recordWords)
        recent = .allocate(capacity: SuccessorSink.recentWords)
        SuccessorSink.clearRecent(recent, wordCount: kernel.wordCount)
        taken = SuccessorSink.newCounters(kernel.actionCount)
        tallies = Array(repeating: Tally(), count: kinds.count)
        isReached = Array(repeating: false, count: kinds.count)
        super.init()
        sink = SuccessorSink(
            buffer: buffer, limit: buffer + StateWriter.batch * recordWords, recent: recent, taken: taken,
            consumer: self)
    }

    deinit {
        buffer.deallocate()
        arrivals.deallocate()
        recent.deallocate()
        taken.deallocate()
    }

    // MARK: Levels

    /// Expands this rank's states of a level, and takes part in rounds until all ranks have done so.
    func expand(_ runs: [Range<Int>], tick: () -> Void) throws {
        let faults = SpecFault.countOnThisThread
        defer { if SpecFault.countOnThisThread != faults { hasSeenFault = true } }
        for block in Search.blocks(of: runs, size: 256) {
            if control.isStopped || isMuted { break }
            expand(block)
            if let failure { throw failure }
            tick()
        }
        var sink = self.sink!
        drain(&sink)
        self.sink = sink
        if let failure { throw failure }
        while try agreed == .none && !takeRound(isDone: true) {}
    }

    private func expand(_ block: Range<Int>) {
        var sink = self.sink!
        (sink.table, sink.slotCount) = (store.memory.table.slots.start, store.memory.table.slots.count)
        sink.isPaused = false
        EvaluatedSpec.look(at: arena.words(block.lowerBound), count: block.count)
        // It rests early where the level is not counted, and then nothing more is asked of it.
        _ = kernel.expand(arena.words(block.lowerBound), UInt64(block.lowerBound), block.count, &sink)
        self.sink = sink
    }

    override func drain(_ sink: inout SuccessorSink) {
        let size = SuccessorRecord.size(kernel.wordCount)
        var (place, kept) = (buffer, buffer)
        while place < sink.position, !isMuted {
            let record = SuccessorRecord(at: place, wordCount: kernel.wordCount)
            place = record.end
            if !SuccessorRecord.isHashedBySink(kernel.wordCount) {
                record.hash = StateHash.words(UnsafePointer(record.start), kernel.wordCount)
            }
            let owner = RankBlocks.owner(record.hash, link.rankCount)
            if owner == link.rank {
                if kept != record.start { kept.update(from: record.start, count: size) }
                kept += size
            } else {
                send(record, to: owner, generated: sink.generated)
            }
        }
        if !isMuted { insert(buffer, kept) }
        sink.position = buffer
        (sink.table, sink.slotCount) = (store.memory.table.slots.start, store.memory.table.slots.count)
        sink.isPaused = isMuted
    }

    private func send(_ record: SuccessorRecord, to owner: Int, generated: Int) {
        if blocks.isFull(owner) {
            self.sink.generated = generated
            do { _ = try takeRound(isDone: false) } catch {
                failure = error
                isMuted = true
            }
            if isMuted { return }
        }
        blocks.append(UnsafePointer(record.start), to: owner)
    }

    override func deadlocked(_ state: UnsafeRawPointer) {
        let words = state.assumingMemoryBound(to: UInt64.self)
        let copy = Array(UnsafeBufferPointer(start: words, count: kernel.wordCount))
        for position in tallies.indices where kinds[position] == .deadlockFreedom {
            if !mayRest(position, copy) { note(position, words) }
        }
    }
}

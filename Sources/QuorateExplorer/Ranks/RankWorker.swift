import CQuorateSearch
import QuorateLanguage

/// The one thread of a rank: expands the rank's own states, keeps the successors that belong to it, and sends the others.
///
/// Blocks go in rounds, in which all ranks take part: a rank whose block for another is full begins one, and whoever has
/// nothing left joins until nobody has. A stop is one when all ranks have heard of it, in the same round.
final class RankWorker: SuccessorConsumer {
    private let link: RankLink
    private let store: any StateStore
    private let arena: WholeArena
    private let kernel: SpecKernel
    private let control: SearchControl
    private let kinds: [PropertyKind]
    private let stateLimit: Int
    private let mayRest: @Sendable (Int, [UInt64]) -> Bool
    let writer: StateWriter
    let blocks: RankBlocks

    private let buffer: UnsafeMutablePointer<UInt64>
    private let arrivals: UnsafeMutablePointer<UInt64>
    private let recent: UnsafeMutablePointer<UInt64>
    let taken: UnsafeMutablePointer<Int>
    var sink: SuccessorSink!

    private(set) var tallies: [Tally]
    /// For each property, a `.reachable` that an earlier level meets, and that is not asked any more.
    var isReached: [Bool]
    /// New states of this level, within the constraint and outside.
    private(set) var within = 0
    private(set) var outside = 0
    /// States within the constraint so far.
    var counted = 0
    private(set) var hasSeenFault = false
    /// Stop that all ranks have heard of in a round of this level.
    private(set) var agreed = SearchControl.Stop.none
    /// Drop of whatever comes, because the level will not be counted.
    private var isMuted = false
    /// States come from a checkpoint: what they say was counted before it was written.
    var isRestoring = false
    private var failure: (any Error)?
    /// Distinct and generated states of all ranks, at the latest round, and of this one at that time.
    private(set) var latest = (all: (0, 0), own: (0, 0))

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

    /// Takes this rank's share of the initial states of a spec, and counts them as generated.
    func addInitialStates(of spec: ErasedSpec) throws {
        let faults = SpecFault.countOnThisThread
        spec.visitInitialStates { words in
            let hash = StateHash.words(words, words.count)
            guard RankBlocks.owner(hash, link.rankCount) == link.rank else { return }
            let record = SuccessorRecord(at: sink.position, wordCount: words.count)
            for (k, word) in words.enumerated() { record[k] = word }
            record.hash = hash
            sink.position = record.end
            sink.generated += 1
            if sink.position >= sink.limit { drain(&sink) }
        }
        drain(&sink)
        if SpecFault.countOnThisThread != faults { hasSeenFault = true }
        if let failure { throw failure }
    }

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

    // MARK: Rounds

    /// Meets all ranks, and exchanges blocks with them unless they stop.
    ///
    /// - Returns: whether no rank has anything left.
    private func takeRound(isDone: Bool) throws -> Bool {
        let generated = sink.generated
        let all = try link.meet(
            .round,
            [
                UInt64(control.stopped.rawValue), isDone ? 1 : 0, UInt64(counted), UInt64(generated),
                isMuted ? 1 : 0,
            ])
        agreed = Self.stop(of: all.map { $0[0] }, counted: all.map { $0[2] }, limit: stateLimit)
        let sums = all.reduce((0, 0)) { ($0.0 + Int($1[2]), $0.1 + Int($1[3])) }
        latest = (sums, (counted, generated))
        if agreed != .none {
            isMuted = true
            blocks.clear()
            return true
        }
        if all.contains(where: { $0[4] != 0 }) {
            throw InternalError("a rank has dropped states, and its search goes on")
        }
        try blocks.exchange(take)
        return all.allSatisfy { $0[1] == 1 }
    }

    /// Takes states that came from a rank.
    func take(_ states: UnsafeMutablePointer<UInt64>, _ count: Int) throws {
        for first in stride(from: 0, to: count, by: StateWriter.batch) {
            var place = arrivals
            let slots = store.memory.table.slots
            for position in first..<min(first + StateWriter.batch, count) {
                let record = SuccessorRecord(at: place, wordCount: kernel.wordCount)
                record.start.update(from: states + position * kernel.wordCount, count: kernel.wordCount)
                record.hash = StateHash.words(UnsafePointer(record.start), kernel.wordCount)
                slots.prefetch(slots.home(of: record.hash))
                guard RankBlocks.owner(record.hash, link.rankCount) == link.rank else {
                    throw InternalError("a state came to rank \(link.rank) and belongs to another")
                }
                place = record.end
            }
            if isMuted { return }
            insert(arrivals, place)
        }
    }

    // MARK: New states

    /// Puts up to a batch of records into the store and checks those that are new.
    private func insert(_ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>) {
        if start == end { return }
        if store.memory.table.isDue, !store.growTable([writer]) { return endForMemory() }
        store.insert(start, end, with: writer)
        if !isRestoring { writer.showNew { scan($0) } }
        if writer.isFull { endForMemory() }
    }

    private func endForMemory() {
        control.stop(.memory)
        isMuted = true
    }

    private func scan(_ states: Range<Int>) {
        let first = arena.words(states.lowerBound)
        let before = EvaluatedSpec.look(at: first, count: states.count)
        defer { EvaluatedSpec.look(at: before.states, count: before.count) }
        let beyond = kernel.countOutside?(first, states.count) ?? 0
        outside += beyond
        within += states.count - beyond
        counted += states.count - beyond
        for position in tallies.indices where kinds[position] != .deadlockFreedom && !isReached[position] {
            scan(states, for: position)
        }
    }

    private func scan(_ states: Range<Int>, for position: Int) {
        var rest = states
        while !rest.isEmpty {
            let found = kernel.scans[position](arena.words(rest.lowerBound), rest.count)
            if found.premiseHeld { tallies[position].premiseHeld = true }
            if found.firstHit < 0 { return }
            let index = rest.lowerBound + found.firstHit
            // To the end of the level, as on one machine.
            if kinds[position] == .reachable {
                if !tallies[position].reached { tallies[position].noteWitness(arena.state(index)) }
            } else {
                note(position, arena.words(index))
            }
            rest = index + 1..<rest.upperBound
        }
    }

    private func note(_ position: Int, _ words: UnsafePointer<UInt64>) {
        tallies[position].note(UnsafeBufferPointer(start: words, count: kernel.wordCount), index: 0)
    }

    override func deadlocked(_ state: UnsafeRawPointer) {
        let words = state.assumingMemoryBound(to: UInt64.self)
        let copy = Array(UnsafeBufferPointer(start: words, count: kernel.wordCount))
        for position in tallies.indices where kinds[position] == .deadlockFreedom {
            if !mayRest(position, copy) { note(position, words) }
        }
    }

    /// Hands over this level's states, and begins anew.
    func finishLevel() -> [Range<Int>] {
        tallies = Array(repeating: Tally(), count: kinds.count)
        (within, outside) = (0, 0)
        return writer.takeRuns()
    }
}

import CQuorateSearch
import QuorateLanguage

/// One thread of a search on disk: expands blocks of a level, and keeps what follows until it must go to disk.
///
/// Unchecked, since what it has is of its own thread, and of the search while workers rest, as told at ``DiskSearch``.
final class DiskWorker: SuccessorConsumer, @unchecked Sendable {
    private let kernel: SpecKernel
    private let control: SearchControl
    private let kinds: [PropertyKind]
    private let mayRest: @Sendable (Int, [UInt64]) -> Bool
    let candidates: CandidateSet
    private let runs: RunFile
    /// Reader of the level under expansion, and of the earlier ones when a level is merged.
    let reader: BlockReader
    private let buffer: UnsafeMutablePointer<UInt64>
    private let recent: UnsafeMutablePointer<UInt64>
    private var sink: SuccessorSink!

    /// Number of times that each action was taken, in this level.
    let taken: UnsafeMutablePointer<Int>
    /// Findings on deadlocks in this level.
    private(set) var tallies: [Tally]
    private(set) var hasSeenFault = false
    /// Failure of a read or a write, which ends the search.
    private(set) var failure: (any Error)?
    /// Generated states so far, for a look from another thread.
    let published = SharedCounter()

    init(
        kernel: SpecKernel, control: SearchControl, kinds: [PropertyKind], candidates: Int, runs: RunFile,
        reader: BlockReader, mayRest: @escaping @Sendable (Int, [UInt64]) -> Bool
    ) throws {
        self.kernel = kernel
        self.control = control
        self.kinds = kinds
        self.mayRest = mayRest
        self.runs = runs
        self.reader = reader
        self.candidates = try CandidateSet(wordCount: kernel.wordCount, capacity: candidates)
        let recordWords = SuccessorRecord.size(kernel.wordCount)
        // The sink may write one record beyond its limit.
        buffer = .allocate(capacity: (StateWriter.batch + 1) * recordWords)
        recent = .allocate(capacity: SuccessorSink.recentWords)
        SuccessorSink.clearRecent(recent, wordCount: kernel.wordCount)
        taken = SuccessorSink.newCounters(kernel.actionCount)
        tallies = Array(repeating: Tally(), count: kinds.count)
        super.init()
        sink = SuccessorSink(
            buffer: buffer, limit: buffer + StateWriter.batch * recordWords, recent: recent, taken: taken,
            consumer: self)
    }

    deinit {
        buffer.deallocate()
        recent.deallocate()
        taken.deallocate()
    }

    /// The bytes that a worker takes beside its candidates.
    static func ownBytes(_ codec: BlockCodec) -> Int {
        let records = (StateWriter.batch + 1) * SuccessorRecord.size(codec.wordCount)
        return (SuccessorSink.recentWords + records) * 8 + 2 * BlockReader.bytes(codec)
    }

    /// Steps of this level, and expanded states of it without a step, or without one that changes anything.
    var figures: (generated: Int, withoutStep: Int, withoutChange: Int) {
        (sink.generated, sink.statesWithoutStep, sink.statesWithoutChange)
    }

    // MARK: Levels

    /// Begins a level with room for so many candidates. What was emitted before is forgotten: it may not be a candidate any
    /// more.
    func begin(candidates capacity: Int) {
        candidates.begin(capacity: capacity, expecting: candidates.count)
        SuccessorSink.clearRecent(recent, wordCount: kernel.wordCount)
        (sink.generated, sink.unchanging, sink.statesWithoutStep, sink.statesWithoutChange) = (0, 0, 0, 0)
        taken.update(repeating: 0, count: kernel.actionCount)
        tallies = Array(repeating: Tally(), count: kinds.count)
    }

    /// Takes the initial states of a spec, and counts them as generated.
    func addInitialStates(of spec: ErasedSpec) {
        let faults = SpecFault.countOnThisThread
        spec.visitInitialStates { words in
            let record = SuccessorRecord(at: sink.position, wordCount: words.count)
            for (k, word) in words.enumerated() { record[k] = word }
            record.hash = StateHash.words(words, words.count)
            sink.position = record.end
            sink.generated += 1
            if sink.position >= sink.limit { drain(&sink) }
        }
        drain(&sink)
        if SpecFault.countOnThisThread != faults { hasSeenFault = true }
    }

    /// Expands blocks of a level until none is left or the search stops.
    ///
    /// - Parameter take: gives the next block.
    func expand(_ level: BlockIndex, _ take: () -> Int?, tick: () -> Void) {
        var sink = self.sink!
        let faults = SpecFault.countOnThisThread
        defer {
            self.sink = sink
            EvaluatedSpec.look(at: nil, count: 0)
            if SpecFault.countOnThisThread != faults { hasSeenFault = true }
        }
        (sink.table, sink.slotCount) = (candidates.slots, UInt64(candidates.slotCount))
        var generated = sink.generated
        while !control.isStopped, let block = take() {
            do { try reader.read(level, block) } catch {
                fail(error)
                break
            }
            EvaluatedSpec.look(at: reader.states, count: reader.count)
            _ = kernel.expand(reader.states, 0, reader.count, &sink)
            _ = published.add(sink.generated - generated)
            generated = sink.generated
            tick()
        }
        drain(&sink)
    }

    private func fail(_ error: any Error) {
        if failure == nil { failure = error }
        control.stop(.disk)
    }

    override func drain(_ sink: inout SuccessorSink) {
        let end = sink.position
        if end > buffer, failure == nil {
            candidates.makeRoom()
            switch kernel.wordCount {
            case 1: insert(until: end, words: 1)
            case 2: insert(until: end, words: 2)
            case 3: insert(until: end, words: 3)
            case 4: insert(until: end, words: 4)
            case let words: insert(until: end, words: words)
            }
            if candidates.isFull { writeRun() }
            (sink.table, sink.slotCount) = (candidates.slots, UInt64(candidates.slotCount))
        }
        sink.position = buffer
    }

    @inline(__always)
    private func insert(until end: UnsafeMutablePointer<UInt64>, words: Int) {
        var place = buffer
        while place < end {
            let record = SuccessorRecord(at: place, wordCount: words)
            if !SuccessorRecord.isHashedBySink(words) {
                record.hash = StateHash.words(UnsafePointer(record.start), words)
            }
            candidates.prefetch(record)
            place = record.end
        }
        place = buffer
        while place < end {
            let record = SuccessorRecord(at: place, wordCount: words)
            candidates.insert(record, words: words)
            place = record.end
        }
    }

    private func writeRun() {
        candidates.sort()
        do { try runs.write(candidates.states, candidates.count) } catch { fail(error) }
        candidates.clear()
    }

    override func deadlocked(_ state: UnsafeRawPointer) {
        let words = UnsafeBufferPointer(
            start: state.assumingMemoryBound(to: UInt64.self), count: kernel.wordCount)
        for position in tallies.indices where kinds[position] == .deadlockFreedom {
            if !mayRest(position, Array(words)) { tallies[position].note(words, index: 0) }
        }
    }
}

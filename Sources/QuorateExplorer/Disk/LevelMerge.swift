import Foundation
import QuorateLanguage

/// The merge of a level by all workers at once.
///
/// Each takes the next states in their order, drops those that an earlier level has, asks the properties of the others, and
/// hands these over once the states before have been: so the level is the same whoever works at it, block by block. Taking
/// and handing over are one worker's at a time, and quick beside what lies between them.
///
/// Unchecked: the merger and what goes with it is behind the lock of taking, the writer and what was found behind that of
/// the turns, and all is of the search again when the workers rest.
final class LevelMerge: @unchecked Sendable {
    private unowned let disk: DiskSearch
    private let number: Int
    private let batchStates: Int
    private let wordCount: Int

    private let taking = NSLock()
    private let merger: RunMerger
    /// The greatest state that was taken.
    private let last: UnsafeMutablePointer<UInt64>
    private var takenBatches = 0

    private let turns = NSCondition()
    private let writer: BlockWriter
    private let place: WritingPlace
    private var writtenBatches = 0
    private var failure: (any Error)?
    private var findings: NewStateFindings

    /// End of what was written.
    private final class WritingPlace {
        var end: Int
        init(end: Int) { self.end = end }
    }

    init(_ disk: DiskSearch, _ number: Int, _ merger: RunMerger) {
        self.disk = disk
        self.number = number
        self.merger = merger
        (batchStates, wordCount) = (disk.batchStates, disk.codec.wordCount)
        last = .allocate(capacity: wordCount)
        findings = NewStateFindings(disk)
        let place = WritingPlace(end: disk.end)
        self.place = place
        writer = BlockWriter(disk.folder.states, disk.codec, part: number) { bytes in
            defer { place.end += bytes }
            return place.end
        }
    }

    deinit { last.deallocate() }

    /// Works with the others until the level is merged, the search stops, or one of them has failed.
    func work(_ worker: DiskWorker) {
        let batch = UnsafeMutablePointer<UInt64>.allocate(capacity: batchStates * wordCount)
        defer { batch.deallocate() }
        var findings = NewStateFindings(disk)
        do {
            while let (batchNumber, count) = try take(to: batch) {
                let new = try disk.known.removeKnown(from: batch, count, with: worker.reader)
                findings.look(at: batch, new, batch: batchNumber)
                try handOver(batch, new, number: batchNumber)
                disk.tick(max(0, number - 1))
            }
        } catch { fail(error) }
        turns.withLock { self.findings.merge(findings) }
    }

    /// Takes the next states.
    ///
    /// - Returns: the number of the batch and of its states; nil when there are no more, or none are wanted.
    private func take(to batch: UnsafeMutablePointer<UInt64>) throws -> (number: Int, count: Int)? {
        try taking.withLock {
            if disk.search.control.isStopped || hasFailed { return nil }
            let count = try merger.next(batchStates, to: batch, after: takenBatches == 0 ? nil : last)
            guard count > 0 else { return nil }
            last.update(from: batch + (count - 1) * wordCount, count: wordCount)
            defer { takenBatches += 1 }
            return (takenBatches, count)
        }
    }

    /// Writes the new states of a batch behind those of the batches before. Whoever has taken a batch hands it over, be the
    /// search stopped or not, or fails: the others wait for it.
    private func handOver(_ states: UnsafePointer<UInt64>, _ count: Int, number: Int) throws {
        try turns.withLock {
            while writtenBatches != number, failure == nil { turns.wait() }
            if failure != nil { return }
            try writer.append(states, count)
            writtenBatches += 1
            turns.broadcast()
        }
    }

    private var hasFailed: Bool { turns.withLock { failure != nil } }

    private func fail(_ error: any Error) {
        turns.withLock {
            if failure == nil { failure = error }
            turns.broadcast()
        }
    }

    /// The level, once nobody works at it any more.
    func result() throws -> MergedLevel {
        if let failure { throw failure }
        var level = MergedLevel(disk, number)
        (level.tallies, level.outside, level.fault) = (findings.tallies, findings.outside, findings.fault)
        // What was merged before the stop may be cut off, even to nothing.
        if disk.search.control.isStopped { return level }
        try writer.flush()
        guard writtenBatches == takenBatches else {
            throw InternalError("a batch of level \(number) was lost on its way to the disk")
        }
        (level.index, level.end, level.isWhole) = (writer.index, place.end, true)
        return level
    }
}

/// A level as it was merged.
struct MergedLevel {
    var index: BlockIndex
    /// Bytes of the file up to its end.
    var end: Int
    var tallies: [Tally]
    /// States outside the constraint.
    var outside = 0
    /// Batch in which a fault of the spec was met, the first one, and the fault of the least state of it.
    var fault: (batch: Int, error: SpecError?)?
    /// End of the merge before the search was stopped.
    var isWhole = false

    /// A level of which nothing was merged yet.
    init(_ disk: DiskSearch, _ number: Int) {
        index = BlockIndex(part: number, wordCount: disk.codec.wordCount)
        end = disk.end
        tallies = Array(repeating: Tally(), count: disk.search.checked.count)
    }
}

import QuorateLanguage

/// Disk of rank 0 that has no room for a checkpoint, as all ranks know: the search ends for it, as at a limit.
struct RankDiskFull: Error {}

/// Checkpoints of a search over ranks. They are those of a search in memory on one machine, which can go on with them, as can
/// any number of ranks.
///
/// Rank 0 writes and reads them, with a lock, a record and checksums as anywhere; states come to it from the other ranks, and
/// go to their owners when a search goes on (`RankCheckpoints+Reading.swift`). No other rank looks at the folder, so that
/// machines need no file system in common, and no part of a checkpoint can be missing or of another time than the rest.
/// Every rank calls everything here together with all others. What one of them finds wrong is an error of all.
final class RankCheckpoints {
    unowned let ranks: RankSearch
    /// Notes of the search; nil but for rank 0.
    let ledger: SearchLedger?
    let digest: BehaviourDigest
    private let seconds: Double
    /// States of each complete level, of all ranks.
    var sizes: [Int] = []
    /// Digests of samples of the levels that are in the file, on rank 0; that of the last one has no steps.
    private(set) var digests: [UInt64] = []
    /// Sample of the last of these levels.
    private var lastSample: [[UInt64]] = []
    /// Levels that are in the file.
    var written = 0
    /// Want of room on the disk of this rank, of which the others are still to hear.
    private var isFull = false
    /// Stop, while states are read, that all ranks have heard of.
    var stop = SearchControl.Stop.none

    var search: Search { ranks.search }
    var link: RankLink { ranks.link }
    var blocks: RankBlocks { ranks.worker.blocks }

    /// - Throws: ``DiskError`` on rank 0 where the folder is not one to search in.
    init(_ ranks: RankSearch, _ use: CheckpointUse, tuning: DiskTuning) throws {
        self.ranks = ranks
        seconds = use.seconds
        let search = ranks.search
        digest = BehaviourDigest(spec: search.spec, kernel: search.kernel)
        ledger =
            ranks.link.rank == 0
            ? try SearchLedger(search, folder: use.folder, resumes: use.resumes, tuning: tuning) : nil
    }

    /// Time for a checkpoint, by the clock of rank 0, which tells it to all.
    var isDue: Bool { ledger?.isDue(every: seconds) ?? false }

    // MARK: Writing

    /// Notes that a level of so many states is complete, for the next checkpoint, which may be due.
    func noteLevel(of states: Int, isDue: Bool) throws {
        sizes.append(states)
        ledger?.noteFindings()
        if isDue { try commit() }
    }

    /// Writes the levels since the checkpoint before, and then the record.
    ///
    /// - Throws: ``RankDiskFull`` on all ranks where there is no room; the checkpoint before is still there then.
    func commit() throws {
        // A search that goes on does not ask again about the states behind it.
        if search.explorer.checksPurity { try ranks.askAll() }
        guard blocks.isEmpty else { throw InternalError("states are on their way at a checkpoint") }
        isFull = false
        var end = try ledger?.end() ?? 0
        for depth in written..<search.levels.count {
            guard let level = try write(level: depth, at: end) else { break }
            end += level.bytes
            ledger?.record.levels.append(level)
        }
        if !isFull { try commitRecord() }
        if try link.collect([isFull ? 1 : 0])[0] != [0] { throw RankDiskFull() }
        written = search.levels.count
    }

    private func commitRecord() throws {
        guard let ledger else { return }
        let expanded = max(0, ledger.record.levels.count - 1)
        ledger.record.samples += digests[ledger.record.samples.count..<expanded]
        // Nobody has watched: whoever is asked for liveness looks through the steps.
        ledger.record.hasStepBack = nil
        do { try ledger.commit { depth, _ in digests[depth] } } catch DiskError.full { isFull = true }
    }

    /// Writes a level, on rank 0.
    ///
    /// - Returns: what the record tells of it; nil where all ranks have heard that the disk is full.
    private func write(level depth: Int, at start: Int) throws -> SearchRecord.Level? {
        guard let ledger else {
            return try gather(level: depth) { _, _ in } ? SearchRecord.Level.unknown : nil
        }
        var sample = PassingSample(of: sizes[depth], wordCount: search.kernel.wordCount)
        var isGathered = false
        let writer = ledger.writer(level: depth, at: start)
        isGathered = try gather(level: depth) { states, count in
            sample.pass(states, count)
            try keep { try writer.append(states, count) }
        }
        try keep { try writer.flush() }
        guard isGathered else { return nil }
        if !isFull, writer.index.stateCount != sizes[depth] {
            throw InternalError("level \(depth) has \(sizes[depth]) states, and others came to rank 0")
        }
        note(sample.states)
        return writer.level(within: search.statesPerLevel[depth])
    }

    /// Notes a sample of the next level; the one before was expanded, then.
    func note(_ sample: [[UInt64]]) {
        if !digests.isEmpty { digests[digests.count - 1] = digest.steps(of: lastSample) }
        digests.append(digest.steps(of: sample, areExpanded: false))
        lastSample = sample
    }

    /// Writes, unless the disk is full; that it is, the others hear in the next round.
    private func keep(_ write: () throws -> Void) throws {
        if isFull { return }
        do { try write() } catch DiskError.full { isFull = true }
    }

    /// Brings the states of a level to rank 0, which takes its own first.
    ///
    /// - Returns: false where the disk is full.
    private func gather(level depth: Int, _ take: (UnsafePointer<UInt64>, Int) throws -> Void) throws -> Bool
    {
        var rest = search.levels[depth][...]
        if link.rank == 0 {
            for run in rest { try take(search.store.memory.whole.words(run.lowerBound), run.count) }
            rest = []
        }
        while true {
            fill(&rest)
            let all = try link.meet(.checkpoint, [rest.isEmpty ? 1 : 0, isFull ? 1 : 0])
            if all[0][1] != 0 {
                blocks.clear()
                return false
            }
            try blocks.exchange { try take($0, $1) }
            if all.allSatisfy({ $0[0] == 1 }) { return true }
        }
    }

    /// Fills the block for rank 0.
    private func fill(_ rest: inout ArraySlice<Range<Int>>) {
        while let run = rest.popFirst() {
            for state in run {
                if blocks.isFull(0) {
                    rest = [state..<run.upperBound] + rest
                    return
                }
                blocks.append(search.store.memory.whole.words(state), to: 0)
            }
        }
    }
}

extension SearchRecord.Level {
    /// A level of which only rank 0 knows more.
    fileprivate static let unknown = Self(states: 0, within: 0, bytes: 0, sum: 0)
}

/// The states of a level that are looked at, picked while the level goes by.
struct PassingSample {
    private let positions: [Int]
    private let wordCount: Int
    private var passed = 0
    private(set) var states: [[UInt64]] = []

    /// A sample of a level of so many states.
    init(of count: Int, wordCount: Int) {
        positions = BehaviourDigest.sample(of: count)
        self.wordCount = wordCount
    }

    /// Picks from the next states of the level.
    mutating func pass(_ next: UnsafePointer<UInt64>, _ count: Int) {
        while states.count < positions.count, positions[states.count] < passed + count {
            let state = next + (positions[states.count] - passed) * wordCount
            states.append(Array(UnsafeBufferPointer(start: state, count: wordCount)))
        }
        passed += count
    }
}

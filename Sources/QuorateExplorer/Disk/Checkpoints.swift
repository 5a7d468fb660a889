import QuorateLanguage

/// Checkpoints of a search in memory: the states of the levels that are complete, in files as those of a search on disk, but
/// in the order in which they were found.
///
/// States of a level that is complete stay as they are, so that a checkpoint adds the levels since the one before to the
/// file, and then puts a record in the place of the other: whoever goes on finds all of it, or that of before. It is of the
/// thread of the search, while the workers rest.
final class Checkpoints {
    private unowned let search: Search
    private let ledger: SearchLedger
    private let seconds: Double

    /// - Throws: ``DiskError`` where the folder is not one to search in.
    init(_ search: Search, _ use: CheckpointUse, tuning: DiskTuning) throws {
        self.search = search
        seconds = use.seconds
        ledger = try SearchLedger(search, folder: use.folder, resumes: use.resumes, tuning: tuning)
    }

    /// Explores, and ends at a disk that is full: then the checkpoint before is still there, and what was found out stands.
    func exploring(
        _ explore: () throws -> (isComplete: Bool, reachedDepthLimit: Bool)
    ) throws -> (isComplete: Bool, reachedDepthLimit: Bool) {
        do {
            if try !begin() { return (false, false) }
            let result = try explore()
            try commit()
            return result
        } catch DiskError.full {
            return search.endAtFullDisk(hasCommitted: false)
        } catch let error as DiskError where error.isDamage {
            // What another search has written is no damage.
            try ledger.folder.requireLock()
            throw error
        }
    }

    /// Notes that a level is complete, for the next checkpoint, which may be due.
    func noteLevel() throws {
        ledger.noteFindings()
        if ledger.isDue(every: seconds) { try commit() }
    }

    // MARK: Writing

    private func commit() throws {
        var end = try ledger.end()
        for depth in ledger.record.levels.count..<search.levels.count {
            let level = try write(level: depth, at: end)
            end += level.bytes
            ledger.record.levels.append(level)
        }
        for depth in ledger.record.samples.count..<max(0, search.levels.count - 1) {
            ledger.record.samples.append(digest(of: depth, isExpanded: true))
        }
        ledger.record.hasStepBack = search.hasStepBack
        try ledger.commit(digest)
    }

    private func write(level depth: Int, at start: Int) throws -> SearchRecord.Level {
        let writer = ledger.writer(level: depth, at: start)
        for run in search.levels[depth] {
            try writer.append(search.store.memory.whole.words(run.lowerBound), run.count)
        }
        try writer.flush()
        return writer.level(within: search.statesPerLevel[depth])
    }

    private func digest(of depth: Int, isExpanded: Bool) -> UInt64 {
        let level = search.levels[depth]
        let positions = BehaviourDigest.sample(of: level.reduce(0) { $0 + $1.count })
        var (run, passed) = (0, 0)
        return ledger.digest.steps(
            of: positions.map { position in
                while position - passed >= level[run].count {
                    passed += level[run].count
                    run += 1
                }
                return search.store.memory.arena.state(level[run].lowerBound + position - passed)
            }, areExpanded: isExpanded)
    }

    // MARK: Reading

    /// Begins, or takes up the search that is in the folder.
    ///
    /// - Returns: false for one that was stopped meanwhile, of which nothing is known then.
    private func begin() throws -> Bool {
        if ledger.isNew {
            try commit()
            return true
        }
        search.beginning = .infinity
        let reader = BlockReader(ledger.folder.states, ledger.codec)
        let isWhole = try reader.levels(ledger.record.levels) { states, count in
            search.tick(0)
            return search.restore(states, count)
        } _: { level in
            try take(level)
        }
        if !isWhole {
            search.levels = []
            return false
        }
        try ledger.folder.states.truncate(to: ledger.byteCount)
        try ledger.takeUp(digest)
        search.restored = ledger.record.figures
        // Of a search that is not known to have none the steps are looked through.
        search.hasRestoredStepBack = ledger.record.hasStepBack ?? true
        search.countRestored()
        search.beginning = search.control.elapsedSeconds
        return true
    }

    /// Takes the states that were put into the store since the level before as the next one.
    private func take(_ level: BlockIndex) throws {
        let runs = search.takeRestored()
        guard runs.reduce(0, { $0 + $1.count }) == level.stateCount else {
            throw DiskError.damaged(
                file: ledger.folder.states.path, what: "level \(level.part) has a state of another, or twice")
        }
        search.levels.append(runs)
    }
}

import CQuorateSearch
import Foundation
import QuorateLanguage

/// The search that keeps its states on disk: level by level, each sorted, with duplicates found when a level is merged.
///
/// Korf, "Best-First Frontier Search with Delayed Duplicate Detection" (2004), with all levels kept and a filter in front of
/// them. What is found goes into the ``Search`` that it works for, which reports it as it reports its own. Its workers write
/// to memory of their own, and to runs of their own; all else is of the thread of the search, while they rest.
final class DiskSearch: @unchecked Sendable {
    unowned let search: Search
    let tuning: DiskTuning
    let ledger: SearchLedger
    let codec: BlockCodec
    let known: KnownStates
    let runs: RunFile
    let workers: [DiskWorker]
    /// Distinct states so far, for a look from another thread.
    let counted = SharedCounter()
    /// Bytes for candidates, filter, index and merging.
    let room: Int
    var peakBytes = 0
    /// Bytes of the file that complete levels take.
    private(set) var end = 0
    /// Generated states of a search that goes on, before it did.
    private(set) var restoredGenerated = 0

    var folder: SearchFolder { ledger.folder }
    var record: SearchRecord {
        get { ledger.record }
        _modify { yield &ledger.record }
    }

    /// - Throws: ``DiskError`` where the folder is not one to search in.
    init(_ search: Search, _ use: DiskUse, budget: MemoryBudget, tuning: DiskTuning) throws {
        let (explorer, spec) = (search.explorer, search.spec)
        self.search = search
        self.tuning = tuning
        ledger = try SearchLedger(search, folder: use.folder, resumes: use.resumes, tuning: tuning)
        let folder = ledger.folder
        codec = ledger.codec
        let own = explorer.workers * DiskWorker.ownBytes(codec)
        room = max(MemoryBudget.leastRoom / 4, budget.room - own)
        known = KnownStates(
            folder.states, codec, filterWords: tuning.filterWords ?? room / 8 / 20 * 9)
        // Another process that took the folder as well, since somebody removed the lock, writes no run of this one.
        runs = RunFile(
            folder.runs,
            BlockCodec(
                wordCount: spec.wordCount, blockStates: tuning.blockStates, nonce: .random(in: 1 ... .max)))
        let most =
            tuning.candidates
            ?? max(64, room / 2 / explorer.workers / CandidateSet.bytesPerState(spec.wordCount))
        let (codec, runs, states, checked) = (codec, runs, folder.states, search.checked)
        workers = try (0..<explorer.workers).map { _ in
            try DiskWorker(
                kernel: search.kernel, control: search.control,
                kinds: checked.map { spec.properties[$0].kind }, candidates: most, runs: runs,
                reader: BlockReader(states, codec)
            ) { position, words in !spec.shows(checked[position], in: words) }
        }
    }

    // MARK: Levels

    /// Explores until nothing is left, a violation ends it, or the control stops it.
    ///
    /// - Returns: whether everything was seen, and whether the depth limit left something out.
    func explore() throws -> (isComplete: Bool, reachedDepthLimit: Bool) {
        do { return try exploreFromRecord() } catch let error as DiskError where error.isDamage {
            // What another search has written is no damage.
            try folder.requireLock()
            throw error
        }
    }

    private func exploreFromRecord() throws -> (isComplete: Bool, reachedDepthLimit: Bool) {
        do {
            if ledger.isNew {
                try commit()
            } else if try !restore() {
                return (false, false)
            }
            let result = try exploreLevels()
            try runs.clear()
            try commit()
            return result
        } catch DiskError.full {
            return search.endAtFullDisk(hasCommitted: try commitAtLast())
        }
    }

    private func exploreLevels() throws -> (isComplete: Bool, reachedDepthLimit: Bool) {
        let control = search.control
        if known.levels.isEmpty { try finishLevel(expanding: nil) }
        while !control.isStopped {
            let depth = known.levels.count - 1
            guard search.statesPerLevel[depth] > 0 else { return (true, false) }
            let isAtLimit = search.explorer.limits.depth.map { depth >= $0 } ?? false
            let endsHere = search.hasViolation && !search.explorer.continuesAfterViolation
            if endsHere || isAtLimit { return (false, !endsHere) }
            try finishLevel(expanding: depth)
        }
        return (false, false)
    }

    /// Expands a level, or begins, and merges what follows into the next one. A level that was not finished is as if it had
    /// not been begun, but for a violation that was seen in it.
    private func finishLevel(expanding depth: Int?) throws {
        let control = search.control
        try runs.clear()
        let candidates = candidateCapacity
        for worker in workers { worker.begin(candidates: candidates) }
        try generate(depth)
        let merged = try merge(to: (depth ?? -1) + 1)
        if control.stopped == .states { return }
        try checkForFault(depth, merged)
        if search.fault != nil { return }
        for worker in workers { search.merge(worker.tallies, expanding: depth) }
        search.merge(merged.tallies, expanding: depth)
        // What came too late to end the level has not ended it.
        if !merged.isWhole { return }
        try append(merged, expanding: depth)
    }

    private func generate(_ depth: Int?) throws {
        guard let depth else {
            workers[0].addInitialStates(of: search.spec)
            return try throwFailure()
        }
        let level = known.levels[depth]
        // A small level is not worth waking anybody for.
        let active = level.blockCount >= 8 ? workers : [workers[0]]
        let shares = BlockShares(level.blockCount, workers: active.count)
        inParallel(active.count) { position in
            search.spec.evaluated.evaluating {
                active[position].expand(level, { shares.take(position) }, tick: { self.tick(depth) })
            }
        }
        try throwFailure()
    }

    /// Throws what kept a worker from reading or writing; a full disk last.
    private func throwFailure() throws {
        let failures = workers.compactMap(\.failure)
        if let failure = failures.first(where: { !(($0 as? DiskError)?.isFull ?? false) }) ?? failures.first {
            throw failure
        }
    }

    private func append(_ merged: MergedLevel, expanding depth: Int?) throws {
        let level = merged.index
        let bytes = end
        end = merged.end
        notePeak()
        if known.wantsFilter(for: known.stateCount + level.stateCount) {
            for worker in workers { worker.candidates.release() }
        }
        try known.append(level)
        record.levels.append(
            .init(
                states: level.stateCount, within: level.stateCount - merged.outside, bytes: end - bytes,
                sum: level.sum))
        search.statesPerLevel.append(level.stateCount - merged.outside)
        search.outside += merged.outside
        countActions(depth)
        if let depth {
            record.samples.append(try digest(of: depth, isExpanded: true))
            if search.explorer.checksPurity {
                try search.purity.add(level: [0..<known.levels[depth].stateCount]) {
                    try self.known.state($0, of: depth)
                }
            }
        }
        ledger.noteFindings()
        if ledger.isDue(every: tuning.commitInterval) { try commit() }
    }

    func digest(of depth: Int, isExpanded: Bool) throws -> UInt64 {
        let positions = BehaviourDigest.sample(of: known.levels[depth].stateCount)
        return ledger.digest.steps(
            of: try positions.map { try known.state($0, of: depth) }, areExpanded: isExpanded)
    }

    private func countActions(_ depth: Int?) {
        for worker in workers {
            search.generated += worker.figures.generated
            search.stuckStates.withoutStep += worker.figures.withoutStep
            search.stuckStates.withoutChange += worker.figures.withoutChange
            for kind in search.takenPerKind.indices { search.takenPerKind[kind] += worker.taken[kind] }
        }
        for kind in search.takenPerKind.indices where search.takenPerKind[kind] > 0 {
            search.firstDepth[kind] = search.firstDepth[kind] ?? depth
        }
    }

    // MARK: Commits

    /// Writes down what is complete; a search that goes on begins behind it.
    func commit() throws { try ledger.commit(digest) }

    /// Writes down what is complete although the disk is full: once the runs have given their room back, it may fit. States
    /// that the disk did not take are not committed any more, and the record before stays: see ``DiskFile/commit()``.
    ///
    /// - Returns: false where it did not fit.
    private func commitAtLast() throws -> Bool {
        do {
            try runs.clear()
            try commit()
            return true
        } catch DiskError.full {
            return false
        }
    }

    /// Takes up a search that goes on.
    ///
    /// - Returns: false for one that was stopped meanwhile, of which nothing is known then.
    private func restore() throws -> Bool {
        let control = search.control
        search.beginning = .infinity
        let isWhole = try known.restore(record.levels) {
            tick(0)
            return !control.isStopped
        }
        if !isWhole { return false }
        end = ledger.byteCount
        try folder.states.truncate(to: end)
        try ledger.takeUp(digest)
        _ = counted.add(search.statesPerLevel.reduce(0, +))
        restoredGenerated = record.figures.generated
        search.beginning = control.elapsedSeconds
        return true
    }
}

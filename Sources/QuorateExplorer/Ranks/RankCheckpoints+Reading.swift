import Foundation
import QuorateLanguage

extension RankCheckpoints {
    /// Begins, or takes up the search that is in the folder of rank 0.
    ///
    /// - Returns: the stop that came meanwhile; nothing is known of the search then.
    func begin() throws -> SearchControl.Stop {
        let record = try toldRecord()
        if record.isNew {
            try commit()
            return .none
        }
        search.beginning = .infinity
        ranks.worker.isRestoring = true
        if let ledger { try handOut(ledger) } else { try receive(record) }
        ranks.worker.isRestoring = false
        if stop != .none {
            search.levels = []
            return stop
        }
        if let ledger { try ledger.folder.states.truncate(to: ledger.byteCount) }
        try takeUp(record)
        return .none
    }

    /// The record of rank 0, which all ranks hear of.
    private func toldRecord() throws -> SearchRecord {
        let text = try link.tell { try ledger?.record.text() ?? Data() }
        guard let record = SearchRecord(text: text) else {
            throw InternalError("rank \(link.rank) has heard of another record")
        }
        return record
    }

    private func takeUp(_ record: SearchRecord) throws {
        if let ledger {
            try ledger.takeUp { depth, _ in digests[depth] }
            // The totals of all ranks before are those of one from now on.
            ranks.worker.takeUp(record.figures, counted: record.levels.reduce(0) { $0 + $1.within })
        } else {
            search.takeUp(record)
        }
        sizes = record.levels.map(\.states)
        written = record.levels.count
        search.beginning = search.control.elapsedSeconds
    }

    // MARK: States

    /// Reads the states, and sends each to its owner, which rank 0 may be itself.
    private func handOut(_ ledger: SearchLedger) throws {
        let (levels, wordCount) = (ledger.record.levels, search.kernel.wordCount)
        var sample = PassingSample(of: levels[0].states, wordCount: wordCount)
        let reader = BlockReader(ledger.folder.states, ledger.codec)
        _ = try reader.levels(levels) { states, count in
            search.tick(0)
            sample.pass(states, count)
            return try send(states, count)
        } _: { level in
            if stop != .none { return }
            _ = try takeRound(isLast: true)
            if stop != .none { return }
            try finishLevel(levels, sample.states)
            let next = level.part + 1
            sample = PassingSample(of: next < levels.count ? levels[next].states : 0, wordCount: wordCount)
        }
    }

    private func send(_ states: UnsafePointer<UInt64>, _ count: Int) throws -> Bool {
        let wordCount = search.kernel.wordCount
        for position in 0..<count {
            let state = states + position * wordCount
            let owner = RankBlocks.owner(StateHash.words(state, wordCount), link.rankCount)
            if blocks.isFull(owner) { _ = try takeRound(isLast: false) }
            if stop != .none { return false }
            blocks.append(state, to: owner)
        }
        return stop == .none
    }

    /// Takes the states that rank 0 sends.
    private func receive(_ record: SearchRecord) throws {
        for _ in record.levels {
            while try stop == .none && !takeRound(isLast: false) { search.tick(0) }
            if stop != .none { return }
            try finishLevel(record.levels, [])
        }
    }

    /// Meets all ranks, and exchanges blocks with them unless they stop.
    ///
    /// - Parameter isLast: end of the level, which rank 0 alone knows.
    /// - Returns: end of the level.
    private func takeRound(isLast: Bool) throws -> Bool {
        let all = try link.meet(
            .restoring, [UInt64(search.control.stopped.rawValue), isLast ? 1 : 0])
        stop = RankWorker.stop(of: all.map { $0[0] }, counted: [], limit: .max)
        if stop != .none {
            blocks.clear()
            return true
        }
        try blocks.exchange(ranks.worker.take)
        return all[0][1] == 1
    }

    /// Takes the states that came since the level before as the next one. All ranks answer about a sample of it.
    private func finishLevel(_ levels: [SearchRecord.Level], _ sample: [[UInt64]]) throws {
        let depth = search.levels.count
        let runs = ranks.worker.finishLevel()
        search.levels.append(runs)
        let counts = try link.collect([
            UInt64(runs.reduce(0) { $0 + $1.count }), UInt64(search.control.stopped.rawValue),
        ])
        // A state for which there was no memory is missing, and nothing is wrong with the file.
        stop = RankWorker.stop(of: counts.map { $0[1] }, counted: [], limit: .max)
        if stop != .none { return }
        if let ledger, counts.reduce(0, { $0 + Int($1[0]) }) != levels[depth].states {
            throw DiskError.damaged(
                file: ledger.folder.states.path, what: "level \(depth) has a state of another, or twice")
        }
        if ledger != nil { note(sample) }
        if search.explorer.checksPurity {
            try ranks.comparison.compare(restored: sample, isExpanded: depth + 1 < levels.count)
        }
    }
}

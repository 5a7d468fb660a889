import QuorateLanguage

/// The part of one rank in a search over ranks: level by level, each state with the rank of its hash.
///
/// What is found goes into the ``Search`` that it works for, the same on every rank, and is chosen from sets as everything
/// there is: the number of ranks changes nothing. Figures are those that all ranks have told at the end of a level; what
/// this rank alone knows decides nothing. Unchecked, since the one thread of its search works with it.
final class RankSearch: @unchecked Sendable {
    unowned let search: Search
    let link: RankLink
    let worker: RankWorker
    let comparison: RankComparison
    /// Checkpoints of this search, if it has any.
    private var checkpoints: RankCheckpoints?
    /// Stop that all ranks have heard of.
    private var agreed = SearchControl.Stop.none
    /// States of other ranks that follow a state of the sample, for their owners to say whether they know them.
    var questions: Set<[UInt64]> = []
    /// Work of all ranks.
    private(set) var report: Report.Ranks?

    init(_ search: Search, _ link: RankLink) throws {
        self.search = search
        self.link = link
        comparison = RankComparison(search, link)
        let (spec, checked) = (search.spec, search.checked)
        worker = try RankWorker(
            link, store: search.store, kernel: search.kernel, control: search.control,
            kinds: checked.map { spec.properties[$0].kind },
            stateLimit: search.explorer.limits.states ?? .max, capacity: search.explorer.rankBlockStates
        ) { position, words in !spec.shows(checked[position], in: words) }
        if let use = search.explorer.checkpoints {
            checkpoints = try RankCheckpoints(self, use, tuning: search.explorer.diskTuning)
        }
    }

    /// Bytes that a rank takes beside its states.
    static func ownBytes(wordCount: Int, ranks: Int) -> Int {
        let records = (2 * StateWriter.batch + 1) * SuccessorRecord.size(wordCount)
        return (SuccessorSink.recentWords + records) * 8
            + RankBlocks.bytes(wordCount: wordCount, ranks: ranks)
    }

    // MARK: Levels

    /// Explores until nothing is left, a violation ends it, or a rank is stopped.
    ///
    /// - Returns: whether everything was seen, and whether the depth limit left something out; the same on every rank.
    func explore() throws -> (isComplete: Bool, reachedDepthLimit: Bool) {
        try link.requireAlike(
            [search.explorer.rankDigest(search)], "another spec, other properties or other limits")
        let end = try checkpoints.map(exploreLevels) ?? exploreLevels()
        if search.explorer.checksPurity {
            try comparison.finish(search.levels.last ?? [])
            try search.purity.finish()
            try ask()
        }
        try noteWork()
        search.control.settle(agreed)
        return end
    }

    /// Explores behind what is in the folder, and ends at a disk that is full: then the checkpoint before is still there, and
    /// what was found out stands.
    private func exploreLevels(
        with checkpoints: RankCheckpoints
    ) throws -> (isComplete: Bool, reachedDepthLimit: Bool) {
        do {
            agreed = try checkpoints.begin()
            if agreed != .none { return (false, false) }
            let end = try exploreLevels()
            try checkpoints.commit()
            return end
        } catch is RankDiskFull {
            // What this rank alone has heard of decides nothing.
            search.control.settle(agreed)
            defer { agreed = search.control.stopped }
            return search.endAtFullDisk(hasCommitted: false)
        } catch let error as DiskError where error.isDamage {
            // What another search has written is no damage.
            try checkpoints.ledger?.folder.requireLock()
            throw error
        }
    }

    private func exploreLevels() throws -> (isComplete: Bool, reachedDepthLimit: Bool) {
        if search.levels.isEmpty {
            try worker.addInitialStates(of: search.spec)
            try finishLevel(expanding: nil)
        }
        while agreed == .none {
            guard let count = search.statesPerLevel.last, count > 0 else {
                return (true, false)
            }
            let depth = search.statesPerLevel.count - 1
            let isAtLimit = search.explorer.limits.depth.map { depth >= $0 } ?? false
            let endsHere = search.hasViolation && !search.explorer.continuesAfterViolation
            if endsHere || isAtLimit { return (false, !endsHere) }
            worker.isReached = search.tallies.map(\.reached)
            try worker.expand(search.levels[depth]) { self.search.tick(depth) }
            try finishLevel(expanding: depth)
        }
        return (false, false)
    }

    /// Adds up what the ranks found. An unfinished level is not counted; a violation in it is, unless it was the limit on
    /// states that ended the level: that one must not depend on the ranks' pace.
    private func finishLevel(expanding depth: Int?) throws {
        let own = RankLevel(
            worker, actions: search.kernel.actionCount, stop: search.control.stopped,
            questions: questions.count, isCheckpointDue: checkpoints?.isDue ?? false)
        let all = try link.collect(own.words(search.kernel.wordCount)).map {
            try RankLevel(
                $0, actions: search.kernel.actionCount, properties: search.checked.count,
                wordCount: search.kernel.wordCount)
        }
        search.store.memory.notePeak()
        agreed =
            worker.agreed != .none
            ? worker.agreed
            : RankWorker.stop(
                of: all.map { UInt64($0.stop.rawValue) }, counted: all.map { UInt64($0.counted) },
                limit: search.explorer.limits.states ?? .max)
        if agreed == .states { return }
        if all.contains(where: \.hasSeenFault) { try endByFault(expanding: depth) }
        if search.fault != nil { return }
        for found in all { search.merge(found.tallies, expanding: depth) }
        if agreed != .none { return }
        guard all.reduce(0, { $0 + $1.sent - $1.received }) == 0 else {
            throw InternalError("states were lost on their way between ranks")
        }
        try append(all, expanding: depth)
    }

    private func append(_ all: [RankLevel], expanding depth: Int?) throws {
        search.levels.append(worker.finishLevel())
        search.statesPerLevel.append(all.reduce(0) { $0 + $1.within })
        search.outside += all.reduce(0) { $0 + $1.outside }
        search.generated = all.reduce(0) { $0 + $1.generated }
        search.stuckStates = (
            all.reduce(0) { $0 + $1.withoutStep }, all.reduce(0) { $0 + $1.withoutChange }
        )
        for kind in search.takenPerKind.indices {
            search.takenPerKind[kind] = all.reduce(0) { $0 + $1.taken[kind] }
            if search.firstDepth[kind] == nil && search.takenPerKind[kind] > 0 {
                search.firstDepth[kind] = depth
            }
        }
        if all.contains(where: { $0.questions > 0 }) { try ask() }
        if search.explorer.checksPurity, let depth {
            try comparison.add(level: search.levels[depth], total: search.statesPerLevel[depth])
            try search.purity.add(level: search.levels[depth])
        }
        try checkpoints?.noteLevel(
            of: all.reduce(0) { $0 + $1.within + $1.outside }, isDue: all[0].isCheckpointDue)
    }

    /// A fault that a rank met is an error of the spec. After a violation it ends the search, and the violation stands.
    ///
    /// All ranks look through the level, and then through the new states: the fault of the least state is the one that is
    /// told, as on one machine.
    private func endByFault(expanding depth: Int?) throws {
        let (level, new) = (depth.map { search.levels[$0] } ?? [], worker.writer.runs)
        guard let fault = try leastFault(in: level) ?? leastFault(in: new) else {
            // Another rank has seen it, and says why.
            if !worker.hasSeenFault { _ = try link.collect([]) }
            try search.contradiction(
                "a fault in \(search.spec.name) does not show again when its level is looked through",
                level + new)
        }
        if !search.hasViolation { throw fault }
        search.fault = fault
        if agreed == .none { agreed = .fault }
    }

    private func leastFault(in runs: [Range<Int>]) throws -> SpecError? {
        let own = search.leastFault(in: runs)
        let count = search.kernel.wordCount
        let all = try link.collect(own.map { $0.state + RankFailure($0.error).words } ?? [])
        let faulty = all.indices.filter { !all[$0].isEmpty }
        guard
            let rank = faulty.min(by: {
                all[$0].prefix(count).lexicographicallyPrecedes(all[$1].prefix(count))
            })
        else { return nil }
        return RankFailure(Array(all[rank].dropFirst(count))).error(ofRank: rank) as? SpecError
    }

    private func noteWork() throws {
        search.store.memory.notePeak()
        let bytes = search.store.memory.peakBytes
        let all = try link.collect([UInt64(worker.blocks.sent), UInt64(bytes)])
        let sent = all.reduce(0) { $0 + Int($1[0]) }
        report = Report.Ranks(
            count: link.rankCount, sentBytes: sent * search.kernel.wordCount * 8,
            mostStoreBytes: all.map { Int($0[1]) }.max() ?? 0, storeBytes: all.reduce(0) { $0 + Int($1[1]) })
    }
}

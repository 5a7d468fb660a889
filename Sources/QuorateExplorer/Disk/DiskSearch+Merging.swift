import QuorateLanguage

extension DiskSearch {
    /// A level as it was merged.
    struct MergedLevel {
        var index: BlockIndex
        /// Bytes of the file up to its end.
        var end: Int
        var tallies: [Tally]
        /// States outside the constraint.
        var outside = 0
        /// End of the merge before the search was stopped.
        var isWhole = false
    }

    /// Merges the candidates of all workers into a level: each once, and none that an earlier level has.
    func merge(to number: Int) throws -> MergedLevel {
        var level = MergedLevel(
            index: BlockIndex(part: number, wordCount: codec.wordCount), end: end,
            tallies: Array(repeating: Tally(), count: search.checked.count))
        if search.control.isStopped { return level }
        try mergeRuns()
        let merger = try mergerOfAll()
        var place = end
        let writer = BlockWriter(folder.states, codec, part: number) { bytes in
            defer { place += bytes }
            return place
        }
        let batch = UnsafeMutablePointer<UInt64>.allocate(capacity: batchStates * codec.wordCount)
        let last = UnsafeMutablePointer<UInt64>.allocate(capacity: codec.wordCount)
        defer {
            batch.deallocate()
            last.deallocate()
        }
        var isFirst = true
        while case let count = try merger.next(batchStates, to: batch, after: isFirst ? nil : last), count > 0
        {
            last.update(from: batch + (count - 1) * codec.wordCount, count: codec.wordCount)
            isFirst = false
            let new = try known.removeKnown(from: batch, count)
            try scan(batch, new, &level)
            if search.control.isStopped { return level }
            try writer.append(batch, new)
            tick(max(0, number - 1))
        }
        try writer.flush()
        // Runs that were merged before the stop may be cut off, even to nothing.
        if search.control.isStopped { return level }
        (level.index, level.end, level.isWhole) = (writer.index, place, true)
        return level
    }

    /// Merges runs with each other until few enough are left to be merged at once.
    private func mergeRuns() throws {
        let room = batchStates * codec.wordCount
        while runs.runCount > fanIn {
            let merger = RunMerger(wordCount: codec.wordCount)
            for run in runs.take(fanIn) { try merger.add(run, BlockReader(runs.file, runs.codec)) }
            merger.begin()
            let writer = runs.newWriter()
            try withUnsafeTemporaryAllocation(of: UInt64.self, capacity: room + codec.wordCount) { memory in
                let (last, batch) = (memory.baseAddress!, memory.baseAddress! + codec.wordCount)
                var isFirst = true
                while case let count = try merger.next(batchStates, to: batch, after: isFirst ? nil : last),
                    count > 0, !search.control.isStopped
                {
                    last.update(from: batch + (count - 1) * codec.wordCount, count: codec.wordCount)
                    isFirst = false
                    try writer.append(batch, count)
                }
            }
            try runs.keep(writer)
        }
    }

    private func mergerOfAll() throws -> RunMerger {
        let sets = workers.map(\.candidates)
        inParallel(sets.count) { sets[$0].sort() }
        let merger = RunMerger(wordCount: codec.wordCount)
        for worker in workers { merger.add(worker.candidates.states, worker.candidates.count) }
        for run in runs.take(runs.runCount) { try merger.add(run, BlockReader(runs.file, runs.codec)) }
        merger.begin()
        return merger
    }

    // MARK: Properties

    /// Checks new states, and notes them in the filter.
    private func scan(
        _ states: UnsafeMutablePointer<UInt64>, _ count: Int, _ level: inout MergedLevel
    ) throws {
        guard count > 0 else { return }
        let faults = SpecFault.countOnThisThread
        let before = EvaluatedSpec.look(at: states, count: count)
        defer { EvaluatedSpec.look(at: before.states, count: before.count) }
        let beyond = search.kernel.countOutside?(states, count) ?? 0
        level.outside += beyond
        let within = count - beyond
        let limit = search.explorer.limits.states ?? .max
        if counted.add(within) + within > limit { search.control.stop(.states) }
        for position in level.tallies.indices {
            scan(states, count, for: position, &level.tallies[position])
        }
        known.noteNew(states, count)
        if SpecFault.countOnThisThread != faults {
            try endByFault(in: (0..<count).map { words(states, $0) })
        }
    }

    private func scan(
        _ states: UnsafeMutablePointer<UInt64>, _ count: Int, for position: Int, _ tally: inout Tally
    ) {
        let kind = search.spec.properties[search.checked[position]].kind
        if kind == .deadlockFreedom { return }
        if kind == .reachable && (tally.reached || search.tallies[position].reached) { return }
        var next = 0
        while next < count {
            let found = search.kernel.scans[position](states + next * codec.wordCount, count - next)
            if found.premiseHeld { tally.premiseHeld = true }
            if found.firstHit < 0 { return }
            let hit = next + found.firstHit
            if kind == .reachable {
                tally.reached = true
                tally.witness = words(states, hit)
                return
            }
            tally.note(all(states, hit), index: 0)
            next = hit + 1
        }
    }

    private func all(
        _ states: UnsafeMutablePointer<UInt64>, _ position: Int
    ) -> UnsafeBufferPointer<UInt64> {
        UnsafeBufferPointer(start: states + position * codec.wordCount, count: codec.wordCount)
    }

    private func words(_ states: UnsafeMutablePointer<UInt64>, _ position: Int) -> [UInt64] {
        Array(all(states, position))
    }

    // MARK: Faults

    /// A fault in a step out of a level is an error of the spec.
    func checkForFault(_ depth: Int?) throws {
        guard workers.contains(where: \.hasSeenFault) else { return }
        guard let depth else { return try endByFault(in: search.spec.initialStates()) }
        let level = known.levels[depth]
        let reader = BlockReader(folder.states, codec)
        for block in 0..<level.blockCount {
            try reader.read(level, block)
            let states = (0..<reader.count).map { words(reader.states, $0) }
            if states.contains(where: { search.spec.slip($0) != nil }) { return try endByFault(in: states) }
        }
        try endByFault(in: [])
    }

    /// After a violation a fault ends the search, and the violation stands; otherwise it is thrown.
    private func endByFault(in states: [[UInt64]]) throws {
        guard let error = states.lazy.compactMap({ self.search.spec.slip($0) }).first else {
            try search.contradiction(
                "a fault in \(search.spec.name) does not show again when its level is looked through")
        }
        if !search.hasViolation { throw error }
        search.fault = error
        search.control.stop(.fault)
    }

    func tick(_ depth: Int) { search.tick(depth) }
}

import QuorateLanguage

extension DiskSearch {
    /// Merges the candidates of all workers into a level: each once, and none that an earlier level has.
    func merge(to number: Int) throws -> MergedLevel {
        if search.control.isStopped { return MergedLevel(self, number) }
        try mergeRuns()
        // A small level is not worth waking anybody for.
        let active = candidateCount > 2 * batchStates ? workers.count : 1
        let merge = LevelMerge(self, number, try mergerOfAll())
        inParallel(active) { position in
            search.spec.evaluated.evaluating { merge.work(workers[position]) }
        }
        return try merge.result()
    }

    /// States to be merged, of which some may be the same.
    private var candidateCount: Int { workers.reduce(runs.stateCount) { $0 + $1.candidates.count } }

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

    func tick(_ depth: Int) { search.tick(depth) }
}

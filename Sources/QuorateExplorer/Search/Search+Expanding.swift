extension Search {
    /// Expands the states of a level, and makes room for what follows where there is none.
    func expandLevel(_ depth: Int) {
        let blocks = Self.blocks(of: levels[depth], size: Self.blockStates)
        let next = SharedCounter()
        // A small level is not worth waking anybody for.
        let active = blocks.count >= 8 ? workers : [workers[0]]
        let reached = tallies.map(\.reached)
        for worker in workers { (worker.writer.isShared, worker.isReached) = (active.count > 1, reached) }
        watchSteps()
        repeat {
            let unfinished = SharedCounter()
            inParallel(active.count) { position in
                let done = spec.evaluated.evaluating {
                    active[position].expand(blocks, next: next) { self.tick(depth) }
                }
                if !done { _ = unfinished.add(1) }
            }
            if control.isStopped { return }
            if control.wantsGrowth { growTable() } else if unfinished.value == 0 { return }
        } while true
    }

    /// Steps to a level that is not deeper: true if there is one. Known where a liveness property is checked.
    var hasStepBack: Bool { hasRestoredStepBack || workers.contains(where: \.writer.hasSeenStepBack) }

    private func watchSteps() {
        guard isAskedForLiveness else { return }
        if hasStepBack {
            for worker in workers { worker.writer.endWatch() }
        } else {
            let left = workers.map(\.writer.leftOfChunk)
            for worker in workers { worker.watchSteps(leftOfChunks: left) }
        }
    }

    /// States of a level that are expanded together.
    static let blockStates = 256

    /// Parts of some runs of states, of `size` states at most.
    static func blocks(of runs: [Range<Int>], size: Int) -> [Range<Int>] {
        runs.flatMap { run in
            stride(from: run.lowerBound, to: run.upperBound, by: size).map {
                $0..<min($0 + size, run.upperBound)
            }
        }
    }

    func growTable() {
        let fits = store.growTable(workers.map(\.writer))
        control.growthDone()
        if !fits { control.stop(.memory) }
    }
}

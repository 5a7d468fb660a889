import QuorateLanguage
import Synchronization

extension DiskSearch {
    /// The way to each target, from the states on disk.
    func paths(to targets: [Search.Target]) throws -> [[[UInt64]]] {
        try search.paths(to: targets) { try predecessors(of: $0, at: $1) }
    }

    private func predecessors(of states: [[UInt64]], at depth: Int) throws -> [[UInt64]?] {
        let finders = (0..<workers.count).map { _ in PredecessorFinder(kernel: search.kernel, targets: states)
        }
        try visitBlocks(of: [known.levels[depth]]) { worker, words, count in
            finders[worker].expand(words, count: count)
        }
        return states.indices.map { target in
            finders.compactMap { $0.least[target] }.min { $0.lexicographicallyPrecedes($1) }
        }
    }

    /// Shows every block of some levels to one of the workers, as long as nobody has had enough.
    private func visitBlocks(
        of levels: [BlockIndex], while isWanted: @Sendable () -> Bool = { true },
        _ visit: @Sendable (_ worker: Int, UnsafePointer<UInt64>, _ count: Int) -> Void
    ) throws {
        let blocks = levels.indices.flatMap { level in
            (0..<levels[level].blockCount).map { (level, $0) }
        }
        let next = SharedCounter()
        let failure = Mutex<(any Error)?>(nil)
        let (file, codec) = (folder.states, codec)
        inParallel(blocks.count >= 8 ? workers.count : 1) { worker in
            let reader = BlockReader(file, codec)
            while isWanted(), case let position = next.add(1), position < blocks.count {
                do { try reader.read(levels[blocks[position].0], blocks[position].1) } catch {
                    return failure.withLock { $0 = error }
                }
                visit(worker, reader.states, reader.count)
                // The last level may be one that does not count, since all of it is outside the constraint.
                self.tick(max(0, min(levels[blocks[position].0].part, self.search.statesPerLevel.count - 1)))
            }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    /// Tally by line of the steps out of the states that were expanded.
    func lineTallies(isComplete: Bool) throws -> [LineTally] {
        let expanded = isComplete ? known.levels : known.levels.dropLast()
        let tallies = Mutex(workers.map { _ in LineTally() })
        let (spec, words) = (search.spec, codec.wordCount)
        let control = search.control
        try visitBlocks(of: expanded, while: { !control.isInterrupted }) { worker, states, count in
            let block = (0..<count).map {
                Array(UnsafeBufferPointer(start: states + $0 * words, count: words))
            }
            var tally = tallies.withLock { $0[worker] }
            spec.countLines(block, in: &tally)
            tallies.withLock { [tally] in $0[worker] = tally }
        }
        return tallies.withLock { $0 }
    }
}

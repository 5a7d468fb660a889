import QuorateLanguage
import Synchronization

extension Search {
    /// Coverage of the spec's lines by the states that were expanded, in the levels completed: each is expanded once
    /// more, apart from the engine. Nil after an interrupt.
    ///
    /// - Throws: `SpecError` or ``InternalError`` where this does not add up to the steps that the search has counted.
    func lineCoverage(isComplete: Bool) throws -> [LineCoverage]? {
        let expanded = isComplete ? levels : levels.dropLast()
        let tallies = try disk?.lineTallies(isComplete: isComplete) ?? lineTallies(expanded)
        if control.isInterrupted { return nil }
        let lines = LineTally.lines(tallies, actionNames: spec.actionNames)
        try compare(lines, expanded: expanded.flatMap(\.self))
        return lines
    }

    private func lineTallies(_ expanded: [[Range<Int>]]) -> [LineTally] {
        let blocks = Self.blocks(of: expanded.flatMap(\.self), size: 256)
        let next = SharedCounter()
        let control = control
        let tallies = Mutex<[LineTally]>([])
        inParallel(min(workers.count, max(1, blocks.count))) { _ in
            var tally = LineTally()
            while !control.isInterrupted, case let position = next.add(1), position < blocks.count {
                let block = blocks[position]
                spec.countLines(block.map(store.memory.arena.state), in: &tally)
            }
            tallies.withLock { $0.append(tally) }
        }
        return tallies.withLock { $0 }
    }

    private func compare(_ lines: [LineCoverage], expanded: [Range<Int>]) throws {
        for (position, name) in spec.actionNames.enumerated() {
            let taken = lines.filter { $0.action == name }.reduce(0) { $0 + $1.taken }
            guard taken != takenPerKind[position] else { continue }
            try contradiction(
                "\(spec.name) took \(name) \(takenPerKind[position]) times in the search, and \(taken) times when its"
                    + " lines were counted", expanded)
        }
    }
}

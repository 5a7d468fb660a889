import QuorateLanguage

extension Search {
    /// Puts states of a checkpoint into the store, none of which is in it.
    ///
    /// - Returns: false once the search is stopped, for want of memory too.
    func restore(_ states: UnsafePointer<UInt64>, _ count: Int) -> Bool {
        var done = 0
        while done < count, !control.isStopped {
            if store.memory.table.isDue { growTable() }
            let batch = min(StateWriter.batch, count - done)
            if !workers[0].restore(states + done * spec.wordCount, batch) { control.stop(.memory) }
            done += batch
        }
        return !control.isStopped
    }

    /// The states that were put into the store since the last call.
    func takeRestored() -> [Range<Int>] {
        store.memory.notePeak()
        return workers[0].writer.takeRuns()
    }

    /// Takes up what was found, as a record tells it.
    func takeUp(_ record: SearchRecord) {
        generated = record.figures.generated
        takenPerKind = record.figures.taken
        firstDepth = record.figures.firstDepth
        stuckStates = (record.figures.withoutStep, record.figures.withoutChange)
        statesPerLevel = record.levels.map(\.within)
        outside = record.levels.reduce(0) { $0 + $1.states - $1.within }
        for (position, saved) in record.tallies.enumerated() {
            tallies[position] = Tally(
                violations: saved.violations, least: saved.least.map { ($0, 0) },
                premiseHeld: saved.premiseHeld, reached: saved.reached, witness: saved.witness)
            violationDepth[position] = saved.depth
        }
    }

    /// End of a search that met a full disk: a verdict that is known by then stands, and anything else is cut off there,
    /// whatever else has cut it off. That the last commit is missing is more than that there is a limit.
    func endAtFullDisk(hasCommitted: Bool) -> (isComplete: Bool, reachedDepthLimit: Bool) {
        lacksLastCommit = !hasCommitted
        if let conclusion { return conclusion }
        if fault == nil { control.settle(.disk) }
        return (false, false)
    }

    /// End of a search that needs no more levels; nil while there may be something to find in them.
    private var conclusion: (isComplete: Bool, reachedDepthLimit: Bool)? {
        guard !control.isStopped, let last = statesPerLevel.last else { return nil }
        if last == 0 { return (true, false) }
        return hasViolation && !explorer.continuesAfterViolation ? (false, false) : nil
    }

    /// Counts the states of the levels that were taken up towards the limit.
    func countRestored() { _ = counted.add(statesPerLevel.reduce(0, +)) }
}

import QuorateLanguage

extension DiskSearch {
    /// Refuses to go on with another search than that of the record.
    func checkRecord(_ request: SavedSearch, _ program: UInt64) throws {
        guard record.request.asksTheSame(as: request) else {
            throw DiskError.changedSpec(
                "the folder is of \(record.request.instance.label), and of other properties or options")
        }
        let spec = search.spec
        guard record.wordCount == spec.wordCount else {
            throw DiskError.changedSpec("a state has other fields")
        }
        guard record.outline == digest.outline else {
            throw DiskError.changedSpec("its actions, properties or fields have other names")
        }
        guard record.initialStates == digest.initialStates else {
            throw DiskError.changedSpec("it has other initial states")
        }
        guard record.program == program else {
            throw DiskError.changedSpec(
                "the program was built anew since, and a change may show in few states (`resume` with the program of then goes on)"
            )
        }
        let depth = record.levels.count
        let isWhole =
            depth == 0
            ? record.samples.isEmpty && record.tallies.isEmpty
            : record.samples.count == depth - 1 && record.tallies.count == search.checked.count
                && record.figures.taken.count == spec.actionNames.count
                && record.figures.firstDepth.count == spec.actionNames.count
        guard isWhole else { throw DiskError.changedSpec("it has another number of actions or properties") }
    }

    /// Puts what was found in complete levels into the record.
    func noteFindings() {
        record.figures = .init(
            generated: search.generated, taken: search.takenPerKind, firstDepth: search.firstDepth,
            withoutStep: search.stuckStates.withoutStep, withoutChange: search.stuckStates.withoutChange)
        record.tallies = zip(search.tallies, search.violationDepth).map { tally, depth in
            .init(
                violations: tally.violations, least: tally.least?.words, depth: depth,
                premiseHeld: tally.premiseHeld, reached: tally.reached, witness: tally.witness)
        }
    }

    /// Takes up what was found.
    func restoreFindings() {
        search.generated = record.figures.generated
        search.takenPerKind = record.figures.taken
        search.firstDepth = record.figures.firstDepth
        search.stuckStates = (record.figures.withoutStep, record.figures.withoutChange)
        search.statesPerLevel = record.levels.map(\.within)
        search.outside = record.levels.reduce(0) { $0 + $1.states - $1.within }
        for (position, saved) in record.tallies.enumerated() {
            search.tallies[position] = Tally(
                violations: saved.violations, least: saved.least.map { ($0, 0) },
                premiseHeld: saved.premiseHeld, reached: saved.reached, witness: saved.witness)
            search.violationDepth[position] = saved.depth
        }
        _ = counted.add(search.statesPerLevel.reduce(0, +))
    }
}

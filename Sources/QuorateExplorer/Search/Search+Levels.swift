import QuorateLanguage

extension Search {
    /// Adds up what the workers found. An unfinished level is not counted; a violation in it is, unless it was
    /// the limit on states that ended the level: that one must not depend on the workers' pace.
    func finishLevel(expanding depth: Int?) throws {
        try checkForFault(depth)
        let found = workers.map { $0.finishLevel() }
        store.memory.notePeak()
        let stopped = control.stopped
        if stopped != .none { symmetric?.endEarly() }
        if stopped == .states || fault != nil { return }
        for result in found {
            merge(result.tallies, expanding: depth)
        }
        let runs = found.flatMap(\.runs)
        try symmetric?.countViolations(
            in: runs,
            of: checked.indices.filter { tally in found.contains { $0.tallies[tally].violations > 0 } })
        if stopped != .none { return }
        if let symmetric, let depth {
            try symmetric.check(level: levels[depth], isExpanded: true, workers: workers.count) {
                self.tick(depth)
                return self.control.isStopped
            }
            if control.isStopped { return }
        }
        let beyond = found.reduce(0) { $0 + $1.outside }
        let figures =
            try symmetric?.count(level: runs, workers: workers.count) { if let depth { self.tick(depth) } }
            ?? (within: runs.reduce(0) { $0 + $1.count } - beyond, outside: beyond)
        levels.append(runs)
        statesPerLevel.append(figures.within)
        outside += figures.outside
        countActions(depth)
        if explorer.checksPurity, let depth { try purity.add(level: levels[depth]) }
        if store.log != nil, let depth { forget(levelsUpTo: depth) }
        try checkpoints?.noteLevel()
    }

    /// Merges findings on each property, in the level under expansion or the one behind it.
    func merge(_ tallies: [Tally], expanding depth: Int?) {
        for (position, tally) in tallies.enumerated() { merge(tally, into: position, depth) }
    }

    private func merge(_ tally: Tally, into position: Int, _ depth: Int?) {
        let first = violationDepth[position]
        var tally = tally
        if tally.violations > 0 {
            // A deadlock is seen in the states under expansion, anything else in those that are new.
            let isDeadlock = spec.properties[checked[position]].kind == .deadlockFreedom
            let at = isDeadlock ? depth ?? 0 : (depth ?? -1) + 1
            if first == nil || first == at { violationDepth[position] = at } else { tally.least = nil }
        }
        tallies[position].merge(tally)
    }

    private func countActions(_ depth: Int?) {
        generated = workers.reduce(restored.generated) { $0 + $1.generated }
        let stuck = workers.map(\.stuckStates)
        stuckStates = (
            stuck.reduce(restored.withoutStep) { $0 + $1.withoutStep },
            stuck.reduce(restored.withoutChange) { $0 + $1.withoutChange }
        )
        if let symmetric {
            let figures = symmetric.figures
            generated = figures.generated.value
            stuckStates = (figures.withoutStep.value, figures.withoutChange.value)
        }
        for kind in takenPerKind.indices {
            takenPerKind[kind] =
                symmetric?.figures.taken[kind].value
                ?? workers.reduce(restored.taken.isEmpty ? 0 : restored.taken[kind]) { $0 + $1.taken[kind] }
            if firstDepth[kind] == nil && takenPerKind[kind] > 0 { firstDepth[kind] = depth }
        }
    }

    private func forget(levelsUpTo depth: Int) {
        levels[depth] = []
        let oldest = levels[depth + 1].map(\.lowerBound).min() ?? 0
        store.memory.arena.discard(below: oldest)
    }

    /// A fault that a worker raised is an error of the spec, in a step out of this level or in a property. After a
    /// violation it ends the search, and the violation stands: no complete level has a fault. A limit on states that
    /// ended the level comes first, since the fault may not have been met by then.
    private func checkForFault(_ depth: Int?) throws {
        guard workers.contains(where: \.hasSeenFault), control.stopped != .states else { return }
        let (level, new) = (depth.map { levels[$0] } ?? [], workers.flatMap(\.writer.runs))
        guard let error = (leastFault(in: level) ?? leastFault(in: new))?.error else {
            try contradiction(
                "a fault in \(spec.name) does not show again when its level is looked through", level + new)
        }
        if !hasViolation { throw error }
        fault = error
        control.stop(.fault)
    }

    /// The fault of the least state that has one, by its words, however the states came.
    func leastFault(in runs: [Range<Int>]) -> (state: [UInt64], error: SpecError)? {
        var least: (state: [UInt64], error: SpecError)?
        for index in runs.joined() {
            let state = store.memory.arena.state(index)
            if let least, !state.lexicographicallyPrecedes(least.state) { continue }
            if let error = spec.slip(state) { least = (state, error) }
        }
        return least
    }

    /// Throws the spec's error where the spec contradicts itself in one of the given states, or may treat replicas unlike
    /// each other in states about which it was not asked; ours otherwise.
    func contradiction(
        _ message: String, _ runs: [Range<Int>] = [], _ states: [[UInt64]] = []
    ) throws -> Never {
        try purity.check(all: runs)
        do { try purity.contradiction(message, states) } catch let error as InternalError {
            if let symmetric, !symmetric.isProved { throw symmetric.brokenRun }
            throw error
        }
    }
}

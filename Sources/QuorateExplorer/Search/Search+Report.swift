import QuorateLanguage
import QuorateTraces

extension Search {
    /// Report of the search, once it has ended.
    func report(isComplete: Bool, reachedDepthLimit: Bool, cpuSeconds: Double) throws -> Report {
        try validateWitnesses()
        // A stop that came after the last level was complete has ended nothing.
        var limit = isComplete ? nil : limit(reachedDepthLimit: reachedDepthLimit)
        let lines = explorer.countsLines ? try lineCoverage(isComplete: isComplete) : nil
        // It has ended the count of lines that was asked for.
        if explorer.countsLines, lines == nil { limit = limit ?? .interrupt }
        let isWhole = isComplete && limit == nil
        let outcomes = checked.indices.map { propertyReport($0, isComplete: isWhole) }
        let actions = spec.actionNames.indices.map { kind in
            Report.ActionReport(
                name: spec.actionNames[kind], taken: takenPerKind[kind], firstDepth: firstDepth[kind],
                isRequired: spec.requiredActions.contains(spec.actionNames[kind]))
        }
        let distinct = statesPerLevel.reduce(0, +)
        let isVacuous =
            distinct == 0 || outcomes.contains { $0.outcome == .notReached || $0.outcome == .vacuous }
            || outcomes.isEmpty
            || actions.contains { $0.isRequired && $0.taken == 0 }
        let outcome: Report.Outcome =
            if hasViolation { .violated } else if !isWhole { .inconclusive } else if isVacuous {
                .vacuous
            } else {
                .holds
            }
        return Report(
            spec: spec, outcome: outcome, isComplete: isWhole, limit: limit, properties: outcomes,
            actions: actions, lines: lines,
            counterexamples: try counterexamples(), fault: fault, distinctStates: distinct,
            generatedStates: generated, statesWithoutStep: stuckStates.withoutStep,
            statesWithoutChange: stuckStates.withoutChange, statesOutside: outside,
            depth: max(0, statesPerLevel.count - 1), statesPerLevel: statesPerLevel, store: explorer.store,
            missProbability: store.missProbability,
            workers: workers.count, wallSeconds: control.elapsedSeconds, cpuSeconds: cpuSeconds,
            storeBytes: disk?.peakBytes ?? distributed?.report?.storeBytes ?? store.memory.peakBytes,
            disk: disk?.report, lacksLastCheckpoint: lacksLastCommit, ranks: distributed?.report,
            liveness: liveness,
            symmetry: symmetric?.report)
    }

    /// Asks the spec itself whether the states that meet a `.reachable` do.
    private func validateWitnesses() throws {
        for (position, tally) in tallies.enumerated() {
            guard let witness = tally.witness else { continue }
            guard spec.shows(checked[position], in: witness) else {
                try contradiction(
                    "a state said to meet \"\(spec.properties[checked[position]].name)\" of \(spec.name) does not",
                    [], [witness])
            }
        }
    }

    private func propertyReport(_ position: Int, isComplete: Bool) -> Report.PropertyReport {
        let property = spec.properties[checked[position]]
        let tally = tallies[position]
        let outcome: Report.PropertyOutcome =
            switch property.kind {
            case .reachable: tally.reached ? .reached : isComplete ? .notReached : .inconclusive
            case .always, .deadlockFreedom, .eventually, .leadsTo, .eventuallyAlways, .infinitelyOften:
                if tally.violations > 0 {
                    .violated
                } else if !isComplete {
                    .inconclusive
                } else {
                    // Of no state everything can be said.
                    statesPerLevel.isEmpty ? .vacuous : .holds
                }
            }
        return Report.PropertyReport(
            name: property.name, kind: property.kind, site: property.site, outcome: outcome,
            premiseHeld: !property.hasPremise || tally.premiseHeld,
            violatingStates: max(tally.violations, symmetric?.figures.violations[position].value ?? 0))
    }

    private func limit(states count: Int) -> Report.Limit {
        symmetric == nil ? .states(count) : .storedStates(count)
    }

    private func limit(reachedDepthLimit: Bool) -> Report.Limit? {
        switch control.stopped {
        case .none: reachedDepthLimit ? .depth(explorer.limits.depth ?? 0) : nil
        case .states: limit(states: explorer.limits.states ?? 0)
        case .seconds: .seconds(explorer.limits.seconds ?? 0)
        case .memory: .memory(store.memory.budget.limit)
        case .disk: .disk
        case .interrupt: .interrupt
        case .fault: .fault
        }
    }
}

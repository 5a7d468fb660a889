import CQuorateSearch
import QuorateLanguage
import QuorateTraces

extension Simulation {
    /// Report of the runs, once they are made.
    ///
    /// - Throws: `SpecError` or ``InternalError`` where a run that breaks a property is none.
    func report(cpuSeconds: Double) throws -> SimulationReport {
        let (simulator, spec) = (simulator, simulator.spec)
        let shrinkStart = qs_wall_seconds()
        let found = try counterexamples()
        let actions = spec.actionNames.indices.map { action in
            SimulationReport.ActionReport(
                name: spec.actionNames[action], offered: coverage.offered[action],
                taken: coverage.taken[action],
                isRequired: spec.requiredActions.contains(spec.actionNames[action]))
        }
        return SimulationReport(
            spec: spec, seed: simulator.seed, strategy: simulator.strategy, depth: simulator.depth,
            requestedRuns: simulator.runs, seconds: simulator.seconds, workers: simulator.workers,
            end: end, lastRun: last, isReproducible: control.stopped == .none, runs: coverage.runs,
            steps: coverage.steps, longest: coverage.longest, endings: coverage.endings,
            properties: spec.properties.indices.filter(simulator.isAsked).map(propertyReport),
            actions: actions, actionPairs: coverage.pairCount,
            abstractStates: coverage.abstractStates.count, distinctStates: coverage.sample.estimate,
            distinctStatesAreCounted: coverage.sample.isWhole,
            counterexamples: found.map(\.trace), foundSteps: found.map(\.foundSteps),
            wallSeconds: wallSeconds, cpuSeconds: qs_cpu_seconds() - cpuSeconds,
            shrinkSeconds: qs_wall_seconds() - shrinkStart)
    }

    private var end: SimulationReport.End {
        if last != nil { return .violation }
        switch control.stopped {
        case .none: return .runs
        case .interrupt: return .interrupt
        default: return .seconds
        }
    }

    private func propertyReport(_ position: Int) -> SimulationReport.PropertyReport {
        let property = simulator.spec.properties[position]
        let place = question.checked.firstIndex(of: position)
        let finding = place.map { findings[$0] }
        let isFound = finding?.first != nil
        let outcome: SimulationReport.PropertyOutcome =
            switch property.kind {
            case _ where place == nil: .notLookedAt
            case .reachable: isFound ? .met : .notMet
            default: isFound ? .violated : .notViolated
            }
        return SimulationReport.PropertyReport(
            name: property.name, kind: property.kind, site: property.site, outcome: outcome,
            run: finding?.first?.run, steps: finding?.first?.depth,
            premiseHeld: !property.hasPremise || finding?.premiseHeld ?? false)
    }

    private func counterexamples() throws -> [(trace: Trace, foundSteps: Int)] {
        try question.checked.indices.compactMap { position in
            let run = findings[position].states
            guard question.kinds[position] != .reachable, !run.isEmpty else { return nil }
            let property = question.checked[position]
            // What is shown is a run by the spec's own actions, before and after it was made shorter.
            _ = try validated(run, breaking: property)
            let isShrunk = simulator.shrinks && control.stopped != .interrupt
            let short = isShrunk ? RunShrinker(simulator.spec, property).shrunk(run) : run
            return (try validated(short, breaking: property), run.count - 1)
        }
    }

    private func validated(_ path: [[UInt64]], breaking position: Int) throws -> Trace {
        let (spec, property) = (simulator.spec, simulator.spec.properties[position])
        guard let takes = spec.walk(path), spec.shows(position, in: path.last!) else {
            throw contradiction(path, property.name)
        }
        return Trace(
            of: spec.instance, property: property.name, propertyKind: property.kind,
            propertySite: property.site,
            steps: takes.map { Trace.Step(action: $0.action, site: $0.site) },
            states: path.map(spec.describe))
    }

    /// The error of a run that is none when its actions are walked: the spec's, which says something else now, or ours.
    private func contradiction(_ path: [[UInt64]], _ property: String) -> any Error {
        let spec = simulator.spec
        for state in path {
            func successors() -> Set<[UInt64]> { Set(spec.takes(state).compactMap(\.successor)) }
            let known = successors()
            for _ in 0..<64 where successors() != known {
                return SpecError(
                    spec: spec.name,
                    message:
                        "asked twice about the same state, the spec offers other steps: everything in it must follow"
                        + " from the state and its own values, without randomness, clock or order of a Set")
            }
        }
        return InternalError(
            "the run against \"\(property)\" is not a run of \(spec.name) when its actions are walked")
    }
}

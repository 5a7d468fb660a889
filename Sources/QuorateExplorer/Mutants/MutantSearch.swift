package import QuorateLanguage

/// Search for whatever notices the mutants that Quorate makes of an instance.
///
/// The instance and each mutant are explored by the one search, through the spec's actions as a recorder hears them: for
/// small instances.
package struct MutantSearch: Sendable {
    /// The instance as it is.
    package let spec: ErasedSpec
    /// Limit on the distinct states of a mutant.
    package let stateLimit: Int

    package init(_ spec: ErasedSpec, stateLimit: Int) {
        self.spec = spec
        self.stateLimit = stateLimit
    }

    /// Explores the instance as it is, and makes its mutants.
    ///
    /// - Throws: as ``Explorer/run()`` does.
    package func survey() async throws -> MutantSurvey {
        let same = spec.mutant(.nothing)
        var explorer = Explorer(erased: same.spec, limits: .init(states: stateLimit))
        explorer.countsLines = true
        let report = try await explorer.run()
        return MutantSurvey(report, of: spec, rules: same.heardRules())
    }

    /// The fate of a mutant of the instance.
    ///
    /// - Throws: ``InternalError`` when Quorate contradicts itself; a mistake that the mutant makes is noticed, and no error.
    package func fate(of mutant: MutantSurvey.Mutant, in survey: MutantSurvey) async throws -> MutantFate {
        if mutant.isIdle { return MutantFate(.equivalent) }
        let changed = spec.mutant(mutant.change)
        if case .faultyReplica = mutant.change, changed.spec.initialStates().isEmpty {
            return MutantFate(.refused, "there are not so many replicas")
        }
        do {
            var explorer = Explorer(erased: changed.spec, limits: .init(states: stateLimit))
            // The survey has asked; and small instances take far longer to be asked than to be searched.
            explorer.checksPurity = false
            let report = try await explorer.run()
            return MutantFate(of: report, beside: survey.report) ?? unnoticed(changed)
        } catch let error as SpecError {
            return MutantFate(.refused, error.message)
        }
    }

    private func unnoticed(_ mutant: ErasedMutant) -> MutantFate {
        guard let difference = BehaviourDifference(of: spec, and: mutant) else {
            return MutantFate(.equivalent)
        }
        return MutantFate(.survived, difference.text, steps: difference.steps)
    }
}

extension MutantFate {
    /// The fate that a report on a mutant shows, or nil where nothing in it is worse than in that on the original.
    init?(of report: Report, beside original: Report) {
        if let trace = report.counterexamples.first {
            self.init(.noticed, trace.property, steps: trace.steps.count)
        } else if report.outcome == .inconclusive {
            self.init(.undecided, report.limit?.description ?? "ended early")
        } else if let property = report.properties.first(where: { $0.outcome == .notReached }) {
            self.init(.noticed, property.name)
        } else if let name = Self.vacuity(of: report, beside: original) {
            self.init(.vacuous, name)
        } else {
            return nil
        }
    }

    private static func vacuity(of report: Report, beside original: Report) -> String? {
        if report.distinctStates == 0 { return "there is no initial state" }
        let idle = report.actions.first { $0.isRequired && $0.taken == 0 }
        if let idle { return "\(idle.name) is never taken" }
        // By name: which properties there are may hang on a quorum that is another size in the mutant.
        let found = Dictionary(report.properties.map { ($0.name, $0) }) { first, _ in first }
        for property in original.properties {
            guard let changed = found[property.name] else { return "\"\(property.name)\" is not asked" }
            if changed.outcome == .vacuous || !changed.premiseHeld && property.premiseHeld {
                return "nothing asks for \"\(property.name)\""
            }
        }
        return nil
    }
}

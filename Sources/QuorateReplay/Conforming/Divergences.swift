internal import QuorateLanguage
internal import QuorateTraces

/// Follows a run on which code and spec have parted once more, to say how.
struct Divergences<D: Driver>: Sendable {
    private let spec: D.Subject
    private let driver: D

    init(_ spec: D.Subject, _ driver: D) {
        self.spec = spec
        self.driver = driver
    }

    /// A place in a run: the spec's state and a real system.
    private struct Place {
        let state: D.Subject.State
        let system: D.System
    }

    /// Any of the ways that look like the run may be the one that was found; the first that ends in a divergence tells.
    func divergence(along trace: Trace) -> ConformanceDivergence? {
        for state in spec.initialStates where matches(state, trace.states[0]) {
            let comparison = Comparison(driver: driver, spec: spec, start: state)
            let system: D.System
            do { system = try driver.system(startingIn: state) } catch {
                return report([], [state], Divergence(thrown: error))
            }
            if let difference = comparison.difference(between: system, and: state) {
                return report([], [state], .value(difference))
            }
            if let found = follow(trace.steps[...], [state], Place(state: state, system: system), comparison)
            {
                return found
            }
        }
        return nil
    }

    private func follow(
        _ steps: ArraySlice<Trace.Step>, _ states: [D.Subject.State], _ place: Place,
        _ comparison: Comparison<D>, _ taken: [String] = []
    ) -> ConformanceDivergence? {
        guard let step = steps.first else { return nil }
        let offered = OfferedSteps(of: spec, in: place.state)
        let trial = StepTrial(comparison: comparison)
        let label = step.action.description
        for (action, successor) in offered.enabled where name(of: action) == label {
            let stimulus = driver.stimulus(for: action, in: place.system)
            let (reached, path) = (states + [successor], taken + [label])
            if stimulus.choice != nil { continue }
            guard stimulus.exists else {
                return report(path, reached, stimulus.isRefused ? .refused : .inputMissing)
            }
            for order in stimulus.orders {
                do {
                    let system = try trial.apply(stimulus, in: order, to: place.system)
                    if let difference = comparison.difference(between: system, and: successor) {
                        return report(path, reached, .value(difference))
                    }
                    let next = Place(state: successor, system: system)
                    if let found = follow(steps.dropFirst(), reached, next, comparison, path) { return found }
                } catch {
                    return report(path, reached, Divergence(thrown: error))
                }
            }
        }
        guard steps.count == 1 else { return nil }
        return tookDisabled(label, offered, place, trial, states, taken)
    }

    private func tookDisabled(
        _ label: String, _ offered: OfferedSteps<D.Subject>, _ place: Place, _ trial: StepTrial<D>,
        _ states: [D.Subject.State], _ taken: [String]
    ) -> ConformanceDivergence? {
        for action in offered.disabled where name(of: action) == label {
            let attempt = trial.attempt(action, in: place.system, state: place.state, offered: offered)
            if let divergence = attempt.divergence(in: label) {
                return report(taken + [label], states, divergence)
            }
        }
        return nil
    }

    private func report(
        _ steps: [String], _ states: [D.Subject.State], _ divergence: Divergence
    ) -> ConformanceDivergence {
        ConformanceDivergence(
            steps: steps,
            states: states.map { SpecValue.fields(describing: $0, for: spec.replicas) },
            divergence: divergence)
    }

    private func name(of action: D.Subject.Action) -> String {
        ErasedSpec.ActionOutline(describing: action, for: spec.replicas).description
    }

    /// Returns true if `state` is the spec's part of a pair that the trace shows.
    private func matches(_ state: D.Subject.State, _ pair: [SpecValue.Field]) -> Bool {
        let fields = SpecValue.fields(describing: state, for: spec.replicas)
        return pair.first { $0.name == "subject" }?.value.isSame(as: .record(fields)) ?? false
    }
}

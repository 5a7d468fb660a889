internal import QuorateLanguage

extension ForeignRun {
    /// The run as observations of a run of `spec`: of each state those variables that both have, of each step what the file
    /// tells. A loop is followed once round.
    ///
    /// - Throws: ``TraceMismatch`` for a step of which the file tells nothing at all.
    func observed(through variables: SharedVariables) throws(TraceMismatch) -> ObservedRun {
        guard states.count == steps.count + 1 else {
            throw .stateCount(states: states.count, steps: steps.count)
        }
        let run = variables.closed(self)
        let parts = run.states.map(variables.parts)
        var lane: [Observation] = []
        for (index, step) in run.steps.enumerated() {
            let after = parts[index + 1]
            guard step.action != nil || !after.isEmpty else { throw .nothingTold(step: index + 1) }
            // Without an action, a state that looks like the one before may be the same one: other tools let a run rest.
            let rests = step.action == nil && Self.isSame(parts[index], after)
            // Arguments of an action that is not named say nothing.
            let actions = step.action.map { [Observation.Action(name: $0, arguments: step.picks)] }
            lane.append(Observation(rests ? .stepOrNone : .step, actions: actions, after: after))
        }
        return ObservedRun(start: parts[0], lanes: [lane])
    }

    private static func isSame(_ one: [Observation.Part], _ other: [Observation.Part]) -> Bool {
        one.count == other.count
            && zip(one, other).allSatisfy { one, other in
                one.place == other.place
                    && (one.value == other.value || one.value.plain.isSame(as: other.value.plain))
            }
    }

    /// The runs of `spec` that fit this one.
    ///
    /// - Parameter all: Request for one to each last state; one run is enough otherwise.
    /// - Throws: ``TraceMismatch`` where there is none, or the file says so little that very many fit.
    func fitting(
        in spec: ErasedSpec, silent: SilentSteps, all: Bool
    ) throws(TraceMismatch) -> (runs: FittingRuns, variables: SharedVariables) {
        let variables = try SharedVariables(of: self, in: spec)
        let search = ExplanationSearch(in: spec, silent: silent, pairLimit: Self.pairLimit)
        let found = try search.fittingRuns(of: try observed(through: variables), all: all)
        guard found.isComplete || !all && !found.ends.isEmpty else {
            throw .tooManyCandidates(step: found.deepest, limit: Self.pairLimit)
        }
        if found.ends.isEmpty { throw try found.impasse().mismatch(in: spec, steps: steps) }
        return (found, variables)
    }

    /// The most pairs beyond one for each step: a file that says little must not start a search of the whole state space.
    static let pairLimit = 1 << 16
}

extension Impasse {
    /// The impasse of a run of another tool, with its best alternative where there are two.
    func mismatch(in spec: ErasedSpec, steps: [ForeignRun.Step]) -> TraceMismatch {
        let all = alternatives.map { $0.mismatch(in: spec, steps: steps) }
        guard let first = all.first else { return .notWalkedAgain(spec: spec.name) }
        return all.count > 1 && all[1] != first ? .alternatives(first, all[1]) : first
    }
}

extension Impasse.Alternative {
    /// Fault of the step at which this run ends.
    fileprivate func mismatch(in spec: ErasedSpec, steps: [ForeignRun.Step]) -> TraceMismatch {
        let index = run.stateAfter[0].count
        let (step, candidates) = (index + 1, refusals.first?.candidates ?? [])
        if candidates.contains(where: { $0.obstacle == .outsideConstraint }) {
            return .outsideConstraint(step: step, constraint: spec.constraint ?? "(none)")
        }
        let action = index < steps.count ? steps[index].outline : nil
        guard let action else {
            guard let closest = candidates.first, case .after(let differences) = closest.obstacle else {
                return .noEnabledAction(step: step)
            }
            return .noStep(step: step, closest: closest.action, differences[0], site: closest.site)
        }
        switch candidates.first?.obstacle {
        case .after(let differences):
            return .otherSuccessor(step: step, action: action, differences[0], site: candidates[0].site)
        case .guardFalse: return .guardFalse(step: step, action: action, site: candidates[0].site)
        case .arguments, .outsideConstraint, nil:
            return .notOffered(step: step, action: action, offered: candidates.map(\.action))
        }
    }
}

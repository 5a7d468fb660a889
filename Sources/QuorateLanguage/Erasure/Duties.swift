/// Obligations of a spec, and what its properties of liveness say of single states, for whoever walks through a set of
/// them without any engine.
package final class Duties<S: Spec> {
    private let spec: S
    private let fairness: [Fairness<S>]
    private let environment: Set<String>
    private let unaided: Unaided<S>?
    private let questions: [(asked: Property<S.State>, goal: Property<S.State>)]
    private var lister: StepLister<S>?
    private var part: S.State?
    private var owedUnaided: UInt64 = 0
    /// The spec's mistake of obliging the environment, where a step has shown it.
    package private(set) var mistake: SpecError?

    /// The duties of a spec in which nothing keeps it from being searched.
    package init(of spec: S) {
        self.spec = spec
        fairness = spec.fairness
        environment = Set(spec.environmentActions)
        unaided = spec.unaided
        questions = Array(zip(spec.properties, (unaided?.spec ?? spec).properties))
        // The lister lives as long as its owner, and only it calls it.
        lister = unaided.map { unaided in
            StepLister(unaided.spec) { [unowned(unsafe) self] action, successor in
                if let part, successor != part { owedUnaided |= S.mask(fairness, action, part) }
            }
        }
    }

    /// Strength of the obligation at a position, or nil where there is none: true where it is strong.
    package func isStrong(_ obligation: Int) -> Bool? {
        fairness.indices.contains(obligation) ? fairness[obligation].strength == .strong : nil
    }

    /// Obligations that a step which changes a state discharges, a bit for each.
    package func discharged(by action: S.Action, in state: S.State) -> UInt64 {
        let mask = S.mask(fairness, action, state)
        if mask != 0, environment.contains(action.caseName), mistake == nil {
            let obligation = fairness[mask.trailingZeroBitCount]
            mistake = ErasedSpec.obligedEnvironment(
                S.name, obligation.name, obligation.site, action: action.caseName)
        }
        return mask
    }

    /// Obligations that are owed in a state, of those that some step out of it can discharge.
    package func owed(in state: S.State, dischargeable: UInt64) -> UInt64 {
        guard let unaided else { return dischargeable }
        part = unaided.state(state)
        owedUnaided = 0
        lister!.list(part!)
        return dischargeable & owedUnaided
    }

    /// Judgement on a state for the liveness property at a position.
    package func judge(_ position: Int, _ state: S.State) -> LivenessJudgement {
        let (asked, goal) = questions[position]
        return asked.judgement(
            premise: asked.isPremise(state), goal: goal.holds(unaided?.state(state) ?? state))
    }
}

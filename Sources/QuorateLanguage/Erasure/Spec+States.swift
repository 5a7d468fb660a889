extension Spec {
    /// Shows `visit` each state to which an enabled action leads from `state`.
    func visitSuccessors(of state: State, _ visit: (State) -> Void) {
        withoutActuallyEscaping(visit) { visit in StepLister(self) { visit($1) }.list(state) }
    }

    /// The one answer to whether `state` shows `property`: violates it or, for a `.reachable`, meets it.
    package func shows(_ property: Property<State>, in state: State) -> Bool {
        property.isShown(by: state, hasEnabledAction: hasEnabledAction(in: state))
    }

    private func hasEnabledAction(in state: State) -> Bool {
        var isEnabled = false
        visitSuccessors(of: state) { _ in isEnabled = true }
        return isEnabled
    }

    /// Steps that change `state` with the obligations that they discharge, and what is owed there.
    func obligations(in state: State) -> ErasedSpec.Obligations {
        let fairness = fairness
        let steps = takes(in: state).compactMap { take -> ErasedSpec.Obligations.Step? in
            guard let successor = take.successor, successor != state else { return nil }
            return .init(
                take: .init(describing: take, for: replicas),
                discharged: Self.mask(fairness, take.action, state)
            )
        }
        let possible = steps.reduce(0) { $0 | $1.discharged }
        guard let unaided else { return .init(steps: steps, owed: possible) }
        let part = unaided.state(state)
        let owed = unaided.spec.takes(in: part).reduce(0 as UInt64) { owed, take in
            take.successor.map { $0 != part } ?? false ? owed | Self.mask(fairness, take.action, part) : owed
        }
        return .init(steps: steps, owed: possible & owed)
    }

    static func mask(_ fairness: [Fairness<Self>], _ action: Action, _ state: State) -> UInt64 {
        fairness.indices.reduce(0) { fairness[$1].includes(action, state) ? $0 | 1 << UInt64($1) : $0 }
    }

    /// Judgement on one state for the liveness property of that name.
    func judge(_ name: String, _ state: State) -> LivenessJudgement {
        let asked = properties.first { $0.name == name }!
        let goal = unaided.map { unaided in
            unaided.spec.properties.first { $0.name == name }!.holds(unaided.state(state))
        }
        return asked.judgement(premise: asked.premise?(state) ?? true, goal: goal ?? asked.holds(state))
    }

    /// The takes that lead from each state of a run to the next, or nil where it is no run of this spec.
    func walk(_ states: [State]) -> [RecordedTake<Self>]? {
        guard let first = states.first, initialStates.contains(first) else { return nil }
        var steps: [RecordedTake<Self>] = []
        for (state, following) in zip(states, states.dropFirst()) {
            guard constraint?.allows(state) ?? true else { return nil }
            var step: RecordedTake<Self>?
            record(state) { if step == nil, $0.successor == following { step = $0 } }
            guard let step else { return nil }
            steps.append(step)
        }
        return steps
    }
}

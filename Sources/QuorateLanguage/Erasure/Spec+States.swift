extension Spec {
    /// Shows `visit` each state to which an enabled action leads from `state`.
    func visitSuccessors(of state: State, _ visit: (State) -> Void) {
        withoutActuallyEscaping(visit) { visit in
            _ = record(state) { take in if let successor = take.successor { visit(successor) } }
        }
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

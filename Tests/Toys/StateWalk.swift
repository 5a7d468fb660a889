import QuorateLanguage

/// Every reachable state of a small spec, found with a set and the spec's own actions: no engine.
struct StateWalk<S: Spec> {
    let spec: S
    /// In the order in which they were found.
    private(set) var states: [S.State] = []
    /// Those without a step.
    private(set) var finalStates: [S.State] = []

    init(_ spec: S) {
        self.spec = spec
        var seen = Set(spec.initialStates)
        states = spec.initialStates
        var position = 0
        var successors: [S.State] = []
        let lister = StepLister(spec) { successors.append($1) }
        while position < states.count {
            successors.removeAll(keepingCapacity: true)
            lister.list(states[position])
            if successors.isEmpty { finalStates.append(states[position]) }
            for successor in successors where seen.insert(successor).inserted { states.append(successor) }
            position += 1
        }
    }

    /// The states that break the property called `name`.
    func violating(_ name: String) throws -> [S.State] {
        guard let property = spec.properties.first(where: { $0.name == name }) else {
            throw SpecError(spec: S.name, message: "no property is called \(name)")
        }
        return states.filter { property.isShown(by: $0, hasEnabledAction: true) }
    }
}

extension Spec {
    /// Every reachable state, found with a set and the spec's own actions.
    func reachableStates() -> Set<State> { Set(StateWalk(self).states) }

    /// The state after `action`, which must be enabled, in `state`.
    func state(after action: Action, in state: State) throws -> State {
        guard let take = takes(in: state).first(where: { $0.action == action && $0.successor != nil }) else {
            throw SpecError(spec: Self.name, message: "\(action) is not enabled in \(state)")
        }
        return take.successor!
    }
}

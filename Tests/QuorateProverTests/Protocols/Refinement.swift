import QuorateLanguage

@testable import QuorateProver

/// Look at every step of a small spec: it is a step of the model, or changes nothing there.
///
/// With that, every invariant of the model is true in every state of the spec, at these sizes.
struct Refinement<S: Spec> {
    let spec: S
    let model: ProtocolModel
    /// Actions of the model that only note what is already so, as that a value is chosen: they follow any step.
    var notes: [String] = []
    /// The model's picture of a state of the spec.
    let picture: (S.State) -> SmallState

    /// Steps compared, those of them that change nothing in the model, and the first that the model does not have.
    struct Comparison {
        var states = 0
        var steps = 0
        var idle = 0
        var actions: Set<String> = []
        var stray: String?
    }

    /// Goes through all states, and stops at the first step that the model does not have.
    func compare() -> Comparison {
        var result = Comparison()
        var (waiting, seen) = (spec.initialStates, Set(spec.initialStates))
        if let first = waiting.first(where: { !isStart(picture($0)) }) { result.stray = "start: \(first)" }
        while let state = waiting.popLast(), result.stray == nil {
            result.states += 1
            let before = picture(state)
            for take in spec.takes(in: state) {
                guard let next = take.successor, next != state else { continue }
                if seen.insert(next).inserted { waiting.append(next) }
                result.steps += 1
                let after = picture(next)
                if before.tables == after.tables {
                    result.idle += 1
                } else if let action = action(from: before, to: after) {
                    result.actions.insert(action)
                } else {
                    result.stray = "\(take.action)"
                }
            }
        }
        return result
    }

    private func isStart(_ state: SmallState) -> Bool { model.start.allSatisfy { state.holds($0.node) } }

    /// An action of the model that leads from one picture to the other, notes apart.
    private func action(from before: SmallState, to after: SmallState) -> String? {
        let differing = model.relations.filter { before.tables[$0] != after.tables[$0] }
        let noted = model.actions.filter { notes.contains($0.name) }.flatMap(\.changes).map(\.symbol)
        return model.actions.first { action in
            let changed = action.changes.map(\.symbol) + noted
            return !notes.contains(action.name) && differing.allSatisfy(changed.contains)
                && successors(of: before, by: action).contains { self.noted($0).tables == after.tables }
        }?.name
    }

    private func successors(of state: SmallState, by action: ModelAction) -> some Sequence<SmallState> {
        state.choices(of: action.parameters[...]).lazy.compactMap { choice in
            var state = state
            for (variable, member) in choice { state.members[.variable(variable)] = member }
            guard action.guards.allSatisfy({ state.holds($0) }) else { return nil }
            return state.after(action).bare
        }
    }

    private func noted(_ state: SmallState) -> SmallState {
        model.actions.filter { notes.contains($0.name) }.reduce(state) { state, action in
            successors(of: state, by: action).reduce(state) { $0.joined(with: $1) }
        }
    }
}

extension SmallState {
    /// State without tables that hold nothing, and without members.
    var bare: SmallState {
        SmallState(sizes: sizes, tables: tables.filter { !$0.value.isEmpty })
    }

    fileprivate func joined(with other: SmallState) -> SmallState {
        SmallState(sizes: sizes, tables: tables.merging(other.tables) { $0.union($1) })
    }

    /// Adds a row to the relation of that name.
    mutating func hold(_ name: String, in model: ProtocolModel, _ row: [Int]) {
        guard let symbol = model.relations.first(where: { $0.name == name }) else { return }
        tables[symbol, default: []].insert(row)
    }
}

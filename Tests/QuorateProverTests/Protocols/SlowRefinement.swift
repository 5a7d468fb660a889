import QuorateLanguage
import QuorateQuorums

@testable import QuorateProver

/// Look at every step of a small spec, one after the other, with tables for states: the slow twin of the search that holds
/// a spec against a model by ``ModelSteps``.
struct SlowRefinement<S: RefiningSpec> {
    let spec: S
    let model: ProtocolModel
    /// Number of states that are looked at.
    var limit = Int.max

    /// Steps that the model has, by its actions, and the first that it does not have.
    struct Comparison {
        var states = 0
        var steps = 0
        var idle = 0
        var actions: Set<String> = []
        var stray: String?
    }

    /// Goes through all states, and stops at the first step that the model does not have.
    ///
    /// - Parameter check: hears of each step the pictures, and the action of the model; nil is none, and the empty text a
    ///   step that changes nothing.
    func compare(_ check: (_ before: [UInt64], _ after: [UInt64], String?) throws -> Void) rethrows
        -> Comparison
    {
        var result = Comparison()
        var (waiting, seen) = (spec.initialStates, Set(spec.initialStates))
        while let state = waiting.popLast(), result.stray == nil, result.states < limit {
            result.states += 1
            let before = noted(state)
            for take in spec.takes(in: state) {
                guard let next = take.successor, next != state else { continue }
                if seen.insert(next).inserted { waiting.append(next) }
                result.steps += 1
                let after = noted(next)
                let isIdle = before.tables == after.tables
                let action = isIdle ? "" : action(from: before, to: after)
                try check(spec.picture(of: state).facts, spec.picture(of: next).facts, action)
                if isIdle { result.idle += 1 } else if let action { result.actions.insert(action) }
                if action == nil { result.stray = "\(take.action)" }
            }
        }
        return result
    }

    private func isNote(_ action: ModelAction) -> Bool { S.notedActions.contains(action.name) }

    private func action(from before: SmallState, to after: SmallState) -> String? {
        model.actions.first { action in
            !isNote(action)
                && successors(of: before, by: action).contains { noted($0).tables == after.tables }
        }?.name
    }

    private func successors(of state: SmallState, by action: ModelAction) -> some Sequence<SmallState> {
        state.choices(of: action.parameters[...]).lazy.compactMap { choice in
            var state = state
            for (variable, member) in choice { state.members[.variable(variable)] = member }
            guard action.guards.allSatisfy({ state.slowlyHolds($0) }) else { return nil }
            return state.slowlyAfter(action).bare
        }
    }

    private func noted(_ state: S.State) -> SmallState { noted(tables(of: state)) }

    private func noted(_ state: SmallState) -> SmallState {
        var (noted, previous) = (state, SmallState(sizes: [:]))
        while noted != previous {
            previous = noted
            for action in model.actions where isNote(action) {
                noted = successors(of: previous, by: action).reduce(noted) { all, next in
                    SmallState(sizes: all.sizes, tables: all.tables.merging(next.tables) { $0.union($1) })
                }
            }
        }
        return noted
    }

    private func tables(of s: S.State) -> SmallState {
        let names = S.ModelRelation.allCases.map { "\($0)" }
        var state = SmallState(sizes: [:])
        for sort in model.relations.flatMap(\.sorts) { state.sizes[sort] = spec.modelSizes[sort.name] }
        for fact in spec.fixedPicture.facts + spec.picture(of: s).facts {
            let symbol = model.relations.first { $0.name == names[Int(fact >> 32)] }!
            let row = symbol.sorts.indices.map { Int(fact >> UInt64(8 * $0) & 0xff) - 1 }
            state.tables[symbol, default: []].insert(row)
        }
        for sort in state.sizes.keys where sort.isOrdered {
            let pairs = (0..<state.sizes[sort]!).flatMap { later in (0..<later).map { [$0, later] } }
            if !pairs.isEmpty { state.tables[RelationSymbol(before: sort)] = Set(pairs) }
        }
        return state
    }
}

extension ModelSteps {
    /// The steps of the model for the pictures of `spec`.
    convenience init<S: RefiningSpec>(_ model: ProtocolModel, for spec: S, knowing claims: [Claim]) throws {
        let names = S.ModelRelation.allCases.map { "\($0)" }
        try self.init(
            model, sizes: spec.modelSizes, constants: spec.modelConstants, relations: names,
            fixed: spec.fixedPicture.facts, notes: S.notedActions, knowing: claims)
    }
}

@testable import QuorateProver

/// Slow twin of the code that sentences and actions are made into: tables are asked row by row.
extension SmallState {
    /// Truth of a sentence, by going through all members of whatever it quantifies over.
    func slowlyHolds(_ node: SentenceNode, _ bound: [Variable: Int] = [:]) -> Bool {
        switch node {
        case .relation(let symbol, let terms):
            tables[symbol, default: []].contains(terms.map { member($0, bound) })
        case .equal(let left, let right): member(left, bound) == member(right, bound)
        case .not(let part): !slowlyHolds(part, bound)
        case .all(let parts): parts.allSatisfy { slowlyHolds($0, bound) }
        case .any(let parts): parts.contains { slowlyHolds($0, bound) }
        case .same(let left, let right): slowlyHolds(left, bound) == slowlyHolds(right, bound)
        case .forAll(let variables, let part):
            choices(of: variables[...], bound).allSatisfy { slowlyHolds(part, $0) }
        case .exists(let variables, let part):
            choices(of: variables[...], bound).contains { slowlyHolds(part, $0) }
        }
    }

    /// The state after the action, with the parameters that `members` gives.
    func slowlyAfter(_ action: ModelAction) -> SmallState {
        var state = self
        for change in action.changes {
            switch change {
            case .insert(let symbol, let terms):
                state.tables[symbol, default: []].insert(terms.map { member($0, [:]) })
            case .remove(let symbol, let terms):
                state.tables[symbol, default: []].remove(terms.map { member($0, [:]) })
            case .set(let symbol, let variables, let body):
                let chosen = choices(of: variables[...], [:]).filter { slowlyHolds(body, $0) }
                state.tables[symbol] = Set(chosen.map { choice in variables.map { choice[$0]! } })
            }
        }
        return state
    }

    /// All ways to give the variables members.
    func choices(of variables: ArraySlice<Variable>, _ bound: [Variable: Int] = [:]) -> [[Variable: Int]] {
        guard let first = variables.first else { return [bound] }
        return (0..<sizes[first.sort, default: 1]).flatMap { member in
            choices(of: variables.dropFirst(), bound.merging([first: member]) { $1 })
        }
    }

    private func member(_ term: TermNode, _ bound: [Variable: Int]) -> Int {
        if case .variable(let variable) = term, let member = bound[variable] { return member }
        return members[term, default: 0]
    }

    /// State without tables that hold nothing, and without members.
    var bare: SmallState {
        SmallState(sizes: sizes, tables: tables.filter { !$0.value.isEmpty })
    }
}

@testable import QuorateProver

/// A state over at most two replicas and two rounds, in the bits of a number; the slow twin of what the prover does.
///
/// Round 0 is before round 1: the other order is the same state under other names.
struct TinyWorld {
    let replicas: Int
    let rounds: Int
    let bits: Int

    /// Bits that a state of these sizes has.
    static func width(_ replicas: Int, _ rounds: Int) -> Int { 1 + replicas + replicas * rounds + rounds }

    /// Truth of a sentence, where variables are what `values` says.
    func says(_ node: SentenceNode, _ values: [Variable: Int]) -> Bool {
        switch node {
        case .relation(let symbol, let terms): return has(symbol, terms.map { value($0, values) })
        case .equal(let one, let other): return value(one, values) == value(other, values)
        case .not(let part): return !says(part, values)
        case .all(let parts): return !parts.contains { !says($0, values) }
        case .any(let parts): return parts.contains { says($0, values) }
        case .same(let one, let other): return says(one, values) == says(other, values)
        case .forAll(let variables, let part):
            return !says(.exists(variables, .not(part)), values)
        case .exists(let variables, let part):
            guard let variable = variables.first else { return says(part, values) }
            let rest = SentenceNode.exists(Array(variables.dropFirst()), part)
            let size = variable.sort.isOrdered ? rounds : replicas
            for member in 0..<size {
                var more = values
                more[variable] = member
                if says(rest, more) { return true }
            }
            return false
        }
    }

    private func has(_ symbol: RelationSymbol, _ row: [Int]) -> Bool {
        if symbol.name == "before" { return row[0] < row[1] }
        return bits >> place(symbol, row) & 1 == 1
    }

    func place(_ symbol: RelationSymbol, _ row: [Int]) -> Int {
        switch symbol {
        case RandomModel.flag: 0
        case RandomModel.some: 1 + row[0]
        case RandomModel.pairs: 1 + replicas + row[0] * rounds + row[1]
        default: 1 + replicas + replicas * rounds + row[0]
        }
    }

    private func value(_ term: TermNode, _ values: [Variable: Int]) -> Int {
        if case .variable(let variable) = term { values[variable]! } else { 0 }
    }

    /// The state after the changes, one after the other, each by what the state before says.
    func after(_ changes: [RelationChange], _ values: [Variable: Int]) -> TinyWorld {
        var next = bits
        for change in changes {
            switch change {
            case .insert(let symbol, let terms):
                next |= 1 << place(symbol, terms.map { value($0, values) })
            case .remove(let symbol, let terms):
                next &= ~(1 << place(symbol, terms.map { value($0, values) }))
            case .set(let symbol, let variables, let body):
                for row in rows(symbol) {
                    let more = values.merging(zip(variables, row)) { $1 }
                    next &= ~(1 << place(symbol, row))
                    if says(body, more) { next |= 1 << place(symbol, row) }
                }
            }
        }
        return TinyWorld(replicas: replicas, rounds: rounds, bits: next)
    }

    private func rows(_ symbol: RelationSymbol) -> [[Int]] {
        switch symbol {
        case RandomModel.flag: [[]]
        case RandomModel.some: (0..<replicas).map { [$0] }
        default: (0..<replicas).flatMap { r in (0..<rounds).map { [r, $0] } }
        }
    }

    /// True where some state of these sizes keeps the premises and loses the goal by the action.
    static func breaks(_ obligation: ModelObligation, replicas: Int, rounds: Int) -> Bool {
        guard let action = obligation.action, let goal = obligation.goal else { return false }
        for bits in 0..<(1 << width(replicas, rounds)) {
            let world = TinyWorld(replicas: replicas, rounds: rounds, bits: bits)
            for r in 0..<replicas {
                for t in 0..<rounds {
                    let values = [action.parameters[0]: r, action.parameters[1]: t]
                    if obligation.premises.allSatisfy({ world.says($0.node, values) }),
                        !world.after(action.changes, values).says(goal.node, values)
                    {
                        return true
                    }
                }
            }
        }
        return false
    }
}

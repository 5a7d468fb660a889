/// Question for a state of a few members, an action, and a candidate that it breaks, without quantifiers.
struct SmallQuestion {
    private(set) var problem = ModelProblem(statesOrders: false)
    private let grounding: Grounding
    private let sizes: [SortSymbol: Int]
    private let actions: [ModelAction]
    /// Truth variables: that an action is taken, that a candidate is supposed, and that it is to break.
    private var (taken, supposed, breaking): ([Int], [Int], [Int]) = ([], [], [])
    private let premises: [SentenceNode]

    /// - Throws: ``HarvestLimits/Ending``.
    init(
        _ candidates: [HarvestCandidate], of model: ProtocolModel, assuming assumed: [NamedSentence],
        _ space: ModelSpace, _ limits: HarvestLimits
    ) throws {
        (sizes, actions) = (space.sizes, model.actions)
        grounding = Grounding(sizes: sizes)
        premises = candidates.map(\.sentence.node)
        declareMembers(space)
        for sentence in assumed { problem.assert(sentence.name, grounding.ground(sentence.node)) }
        var witnesses = Witnesses()
        let goals = candidates.map { witnesses.body(of: $0.sentence.node) }
        declare(model.actions.flatMap(\.parameters) + witnesses.all)
        var broken: [[Formula?]] = []
        for action in actions {
            try limits.check()
            broken.append(goals.map { negation(of: $0, after: action) })
        }
        let guards = actions.map { action in
            action.guards.map { problem.formula(grounding.ground($0)) }
        }
        // All members are variables by now: truth variables come behind them.
        taken = actions.map { problem.declareTruth("taken: \($0.name)") }
        supposed = premises.indices.map { problem.declareTruth("supposed \($0)") }
        breaking = premises.indices.map { problem.declareTruth("breaking \($0)") }
        for (index, action) in actions.enumerated() {
            state(action, index, guards[index], broken[index])
        }
    }

    /// If the action is taken, its guards are true, and what is to break is false behind it.
    private mutating func state(
        _ action: ModelAction, _ index: Int, _ guards: [Formula], _ broken: [Formula?]
    ) {
        let goals = broken.enumerated().filter { $1 != nil }.map { Formula.truth(breaking[$0.offset]) }
        let parts =
            guards + [.any(goals)]
            + broken.enumerated().map { goal, formula in
                formula.map { .any([.not(.truth(breaking[goal])), $0]) } ?? .all([])
            }
        problem.assert("\(action.name) is taken", implied: .all(parts), by: taken[index])
    }

    private mutating func negation(of goal: SentenceNode, after action: ModelAction) -> Formula? {
        let after = action.after(goal)
        return after == goal ? nil : .not(problem.formula(grounding.ground(after)))
    }

    private mutating func declareMembers(_ space: ModelSpace) {
        for (_, row) in grounding.members.sorted(by: { $0.key.name < $1.key.name }) {
            let pairs = row.indices.flatMap { one in row[..<one].map { (row[one], $0) } }
            problem.assert("members differ", .all(pairs.map { .not(.equal($0, $1)) }))
            for member in row { _ = problem.element(member) }
        }
        for symbol in space.relations {
            _ = problem.relation(symbol)
            guard symbol.name == "before", let row = grounding.members[symbol.sorts[0]] else { continue }
            for (one, left) in row.enumerated() {
                for (other, right) in row.enumerated() {
                    let before = SentenceNode.relation(symbol, [left, right])
                    problem.assert("order", one < other ? before : .not(before))
                }
            }
        }
    }

    private mutating func declare(_ variables: [Variable]) {
        for variable in variables {
            let members = grounding.members[variable.sort] ?? []
            problem.assert("a member", .any(members.map { .equal(.variable(variable), $0) }))
        }
    }
}

extension SmallQuestion {
    /// Suppositions where an action is taken and these candidates hold.
    func assumptions(_ action: Int, _ candidates: [Int]) -> [Int] {
        [taken[action]] + candidates.map { supposed[$0] }
    }

    /// The formula that a candidate holds if it is supposed.
    func premise(_ candidate: Int) -> Formula {
        var own = problem
        return .any([.not(.truth(supposed[candidate])), own.formula(grounding.ground(premises[candidate]))])
    }

    /// The formula that a candidate need not break: it has.
    func noLonger(_ candidate: Int) -> Formula { .not(.truth(breaking[candidate])) }

    /// The state that the solver has found.
    func state(in solver: Z3Solver, _ space: ModelSpace) -> [UInt64] {
        var bits = space.empty
        for (function, symbol) in problem.relations.enumerated() {
            let table = space.table(symbol)
            for position in 0..<table.rowCount {
                let row = zip(table.row(at: position), symbol.sorts).map { place, sort in
                    element(grounding.members[sort]![place])
                }
                if solver.truth(of: .predicate(function, row)) == true {
                    bits.insert(table.start + position)
                }
            }
        }
        return bits
    }

    /// Members that the parameters of an action are in the state that the solver has found.
    func parameters(of action: Int, in solver: Z3Solver) -> [Int?] {
        actions[action].parameters.map { parameter in
            let own = element(.variable(parameter))
            return grounding.members[parameter.sort]?.firstIndex {
                solver.truth(of: .equal(own, element($0))) == true
            }
        }
    }

    private func element(_ term: TermNode) -> Formula.Element {
        var own = problem
        return own.element(term)
    }
}

/// Variables for which candidates fail, the same for all of them.
private struct Witnesses {
    private var known: [SortSymbol: [Variable]] = [:]
    var all: [Variable] { known.sorted { $0.key.name < $1.key.name }.flatMap(\.value) }

    /// Meaning of a sentence for the witnesses.
    mutating func body(of node: SentenceNode) -> SentenceNode {
        let (variables, body) = node.universal
        var (count, terms): ([SortSymbol: Int], [Variable: TermNode]) = ([:], [:])
        for variable in variables {
            let position = count[variable.sort, default: 0]
            count[variable.sort] = position + 1
            if known[variable.sort, default: []].count == position {
                known[variable.sort, default: []].append(Variable(sort: variable.sort))
            }
            terms[variable] = .variable(known[variable.sort]![position])
        }
        return body.replacing(terms)
    }
}

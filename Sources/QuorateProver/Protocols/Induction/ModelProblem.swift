/// Problem for the solver that is made of sentences.
///
/// Sorts, relations and members are declared when a sentence first speaks of them, so that a question holds nothing
/// that it does not need.
struct ModelProblem {
    private(set) var problem = Problem()
    private(set) var sorts: [SortSymbol] = []
    private(set) var relations: [RelationSymbol] = []
    /// Free variables and constants, which are variables of the problem.
    private(set) var members: [TermNode] = []
    /// False where whoever asks says how the members of ordered sorts stand.
    private let statesOrders: Bool

    init(statesOrders: Bool = true) { self.statesOrders = statesOrders }

    mutating func assert(_ label: String, _ node: SentenceNode) {
        problem.assert(label, formula(node))
    }

    /// Asserts what is so if a truth variable is true.
    mutating func assert(_ label: String, implied formula: Formula, by premise: Int) {
        problem.assert(label, .any([.not(.truth(premise)), formula]))
    }

    /// A truth variable; no member may be declared behind it.
    mutating func declareTruth(_ name: String) -> Int { problem.declare(name, .truth) }

    mutating func say(_ line: String) { problem.title.append(line) }

    /// The sort in the problem; the order of an ordered one is an assertion.
    mutating func sort(_ symbol: SortSymbol) -> Problem.Sort {
        if let position = sorts.firstIndex(of: symbol) { return .declared(position) }
        sorts.append(symbol)
        problem.sorts.append(symbol.name)
        if symbol.isOrdered, statesOrders { assert("order of \(symbol.name)s", symbol.order) }
        return .declared(sorts.firstIndex(of: symbol)!)
    }

    mutating func relation(_ symbol: RelationSymbol) -> Int {
        if let position = relations.firstIndex(of: symbol) { return position }
        let domain = symbol.sorts.map { sort($0) }
        if let position = relations.firstIndex(of: symbol) { return position }
        relations.append(symbol)
        return problem.declareFunction(
            symbol.name, of: domain, result: .truth)
    }

    mutating func element(_ term: TermNode) -> Formula.Element { element(term, bound: [:]) }

    private mutating func element(_ term: TermNode, bound: [Variable: Int]) -> Formula.Element {
        let sort = sort(term.sort)
        if case .variable(let variable) = term, let number = bound[variable] {
            return .bound(Formula.Bound(number: number, sort: sort))
        }
        if let position = members.firstIndex(of: term) { return .variable(position) }
        members.append(term)
        return .variable(problem.declare(name(of: term), sort))
    }

    private func name(of term: TermNode) -> String {
        if case .constant(let name, _) = term { name } else { term.sort.name }
    }

    mutating func formula(_ node: SentenceNode) -> Formula {
        var count = 0
        return formula(node, bound: [:], &count)
    }

    /// Bound variables are numbered as they occur in the assertion; those of different sorts never share a number.
    private mutating func formula(
        _ node: SentenceNode, bound: [Variable: Int], _ count: inout Int
    ) -> Formula {
        switch node {
        case .relation(let symbol, let terms):
            let function = relation(symbol)
            return .predicate(function, terms.map { element($0, bound: bound) })
        case .equal(let left, let right):
            return .equal(element(left, bound: bound), element(right, bound: bound))
        case .not(let part): return .not(formula(part, bound: bound, &count))
        case .all(let parts): return .all(parts.map { formula($0, bound: bound, &count) })
        case .any(let parts): return .any(parts.map { formula($0, bound: bound, &count) })
        case .same(let left, let right):
            return .same(formula(left, bound: bound, &count), formula(right, bound: bound, &count))
        case .forAll(let variables, let part): return quantified(.forAll, variables, part, bound, &count)
        case .exists(let variables, let part): return quantified(.exists, variables, part, bound, &count)
        }
    }

    private mutating func quantified(
        _ quantifier: Formula.Quantifier, _ variables: [Variable], _ part: SentenceNode,
        _ outer: [Variable: Int], _ count: inout Int
    ) -> Formula {
        var inner = outer
        var bound: [Formula.Bound] = []
        for variable in variables {
            inner[variable] = count
            bound.append(Formula.Bound(number: count, sort: sort(variable.sort)))
            count += 1
        }
        return .quantified(quantifier, bound, formula(part, bound: inner, &count))
    }
}

extension SortSymbol {
    /// Totality of the order: never both ways, of two one way, and what is before the earlier is before the later.
    var order: SentenceNode {
        let (a, b, c) = (Variable(sort: self), Variable(sort: self), Variable(sort: self))
        let before = { SentenceNode.relation(RelationSymbol(before: self), [.variable($0), .variable($1)]) }
        return .forAll(
            [a, b, c],
            .all([
                .not(before(a, a)), .any([before(a, b), before(b, a), .equal(.variable(a), .variable(b))]),
                .any([.not(before(a, b)), .not(before(b, c)), before(a, c)]),
            ]))
    }
}

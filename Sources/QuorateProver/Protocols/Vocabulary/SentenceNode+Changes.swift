extension SentenceNode {
    /// The sentence with each relation replaced.
    func mapRelations(_ change: (RelationSymbol, [TermNode]) -> SentenceNode) -> SentenceNode {
        switch self {
        case .relation(let symbol, let terms): change(symbol, terms)
        case .equal: self
        case .not(let part): .not(part.mapRelations(change))
        case .all(let parts): .all(parts.map { $0.mapRelations(change) })
        case .any(let parts): .any(parts.map { $0.mapRelations(change) })
        case .same(let left, let right): .same(left.mapRelations(change), right.mapRelations(change))
        case .forAll(let variables, let part): .forAll(variables, part.mapRelations(change))
        case .exists(let variables, let part): .exists(variables, part.mapRelations(change))
        }
    }

    /// The sentence with terms in place of free variables.
    ///
    /// Every variable has a number of its own, so none is caught by a quantifier.
    func replacing(_ terms: [Variable: TermNode]) -> SentenceNode {
        let replaced = { (term: TermNode) -> TermNode in
            if case .variable(let variable) = term { terms[variable] ?? term } else { term }
        }
        return switch self {
        case .relation(let symbol, let arguments): .relation(symbol, arguments.map(replaced))
        case .equal(let left, let right): .equal(replaced(left), replaced(right))
        case .not(let part): .not(part.replacing(terms))
        case .all(let parts): .all(parts.map { $0.replacing(terms) })
        case .any(let parts): .any(parts.map { $0.replacing(terms) })
        case .same(let left, let right): .same(left.replacing(terms), right.replacing(terms))
        case .forAll(let variables, let part): .forAll(variables, part.replacing(terms))
        case .exists(let variables, let part): .exists(variables, part.replacing(terms))
        }
    }

    /// Calls `look` with every part, the sentence itself first.
    func visit(_ look: (SentenceNode) -> Void) {
        look(self)
        switch self {
        case .relation, .equal: break
        case .not(let part), .forAll(_, let part), .exists(_, let part): part.visit(look)
        case .all(let parts), .any(let parts): for part in parts { part.visit(look) }
        case .same(let left, let right):
            left.visit(look)
            right.visit(look)
        }
    }
}

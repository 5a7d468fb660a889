/// State of a protocol model over sorts of a few members each, which are numbered from 0.
struct SmallState: Hashable, Sendable {
    /// Number of members of each sort.
    var sizes: [SortSymbol: Int]
    /// Members that stand in each relation.
    var tables: [RelationSymbol: Set<[Int]>] = [:]
    /// Member that each constant and free variable is.
    var members: [TermNode: Int] = [:]

    /// Truth of a sentence, by going through all members of whatever it quantifies over.
    func holds(_ node: SentenceNode) -> Bool {
        let space = ModelSpace(node.relations, sizes: sizes)
        var coder = SentenceCoder(space)
        let code = coder.code(node)
        return coder.withMembers(members) { code.holds(space.bits(of: self), $0) }
    }

    /// The state after the action, with the parameters that `members` gives.
    ///
    /// The changes are carried out, and not read as a sentence about the state before, as the question to the solver does.
    func after(_ action: ModelAction) -> SmallState {
        let changed = action.changes.map(\.symbol)
        let space = ModelSpace(Array(Set(tables.keys).union(changed).union(action.relations)), sizes: sizes)
        var coder = SentenceCoder(space)
        let code = ActionCode(action, &coder)
        let next = coder.withMembers(members) { code.after(space.bits(of: self), $0) }
        var state = self
        for symbol in changed { state.tables[symbol] = Set(space.rows(of: symbol, in: next)) }
        return state
    }
}

extension SentenceNode {
    /// Relations that the sentence speaks of, each once.
    var relations: [RelationSymbol] {
        var relations: [RelationSymbol] = []
        visit {
            if case .relation(let symbol, _) = $0, !relations.contains(symbol) { relations.append(symbol) }
        }
        return relations
    }
}

extension ModelAction {
    /// Relations that the guards and the changes speak of.
    fileprivate var relations: [RelationSymbol] {
        let bodies = changes.compactMap { change -> SentenceNode? in
            if case .set(_, _, let body) = change { body } else { nil }
        }
        return (guards + bodies).flatMap(\.relations)
    }
}

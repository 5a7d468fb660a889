extension ProtocolModel {
    /// Candidates that say whence a row of a relation comes: an action that adds it had found its guards true.
    ///
    /// Guards that something is not so are left out of a second candidate: what is not so yet may be so later.
    var provenanceCandidates: [SentenceNode] {
        var candidates: [SentenceNode] = []
        for symbol in relations where symbol.kind == .state {
            let writers = actions.filter { $0.changes.contains { $0.adds && $0.symbol == symbol } }
            guard !writers.isEmpty else { continue }
            let variables = symbol.sorts.map(Variable.init)
            let ways = { (choice: (ModelAction) -> [[SentenceNode]]) in
                let ways = writers.map { $0.ways(to: symbol, variables, choice) }
                return ways.contains { $0.isEmpty }
                    ? []
                    : ways.first.map { first in
                        writers.count == 1 ? first : [.any(ways.flatMap(\.self))]
                    } ?? []
            }
            let bodies =
                ways { [$0.guards.flatMap(\.conjuncts)] }
                + ways { [$0.guards.flatMap(\.conjuncts).filter(\.isLasting)] }
                + (writers.count == 1 ? ways { $0.guards.flatMap(\.conjuncts).map { [$0] } } : [])
            for body in bodies {
                let node = SentenceNode.forAll(
                    variables, .any([.not(.relation(symbol, variables.map(TermNode.variable))), body]))
                let sentence = variables.isEmpty ? node.universal.body : node
                if !candidates.contains(sentence) { candidates.append(sentence) }
            }
        }
        return candidates
    }
}

extension RelationChange {
    /// True for a change that adds a row.
    fileprivate var adds: Bool { if case .insert = self { true } else { false } }
}

extension ModelAction {
    /// For each choice of guards, the sentence that the action could have added this row with them; none where no guard is
    /// chosen.
    fileprivate func ways(
        to symbol: RelationSymbol, _ variables: [Variable], _ choice: (ModelAction) -> [[SentenceNode]]
    ) -> [SentenceNode] {
        let rows = changes.compactMap { change in
            if case .insert(symbol, let terms) = change { terms } else { nil }
        }
        return choice(self).compactMap { guards in
            let said = rows.map { row($0, variables, guards) }
            guard !guards.isEmpty, !said.isEmpty else { return nil }
            return said.count == 1 ? said[0] : .any(said)
        }
    }

    /// The guards, with the variables of the row in place of parameters; other parameters are some members.
    private func row(_ terms: [TermNode], _ variables: [Variable], _ guards: [SentenceNode]) -> SentenceNode {
        var (known, parts): ([Variable: TermNode], [SentenceNode]) = ([:], [])
        for (term, variable) in zip(terms, variables) {
            if case .variable(let own) = term, known[own] == nil, parameters.contains(own) {
                known[own] = .variable(variable)
            } else {
                parts.append(.equal(.variable(variable), term))
            }
        }
        let others = parameters.filter { known[$0] == nil }
        for other in others { known[other] = .variable(Variable(sort: other.sort)) }
        let body = SentenceNode.all((parts + guards).map { $0.replacing(known) })
        var spoken: Set<TermNode> = []
        body.visitTerms { spoken.insert($0) }
        let some = others.map { known[$0]! }.filter(spoken.contains)
        return some.isEmpty
            ? body
            : .exists(
                some.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }, body)
    }
}

extension SentenceNode {
    /// True where it says of no relation of the state that it does not hold.
    fileprivate var isLasting: Bool { isLasting(true) }

    private func isLasting(_ isPositive: Bool) -> Bool {
        switch self {
        case .relation(let symbol, _): isPositive || symbol.kind == .fixed
        case .equal: true
        case .not(let part): part.isLasting(!isPositive)
        case .all(let parts), .any(let parts): parts.allSatisfy { $0.isLasting(isPositive) }
        case .same(let left, let right):
            [left, right].allSatisfy { $0.isLasting(true) && $0.isLasting(false) }
        case .forAll(_, let part), .exists(_, let part): part.isLasting(isPositive)
        }
    }
}

/// Sentences about sorts of a few members, without quantifiers: each is all or any of its instances.
struct Grounding {
    /// Members of each sort; in an ordered one the earlier come first.
    let members: [SortSymbol: [TermNode]]
    /// Position of each member in its sort.
    private let positions: [TermNode: Int]

    init(sizes: [SortSymbol: Int]) {
        members = Dictionary(
            uniqueKeysWithValues: sizes.map { sort, size in
                (sort, (0..<size).map { TermNode.constant("\(sort.letter)\($0)", sort) })
            })
        positions = Dictionary(
            uniqueKeysWithValues: members.values.flatMap { row in row.enumerated().map { ($1, $0) } })
    }

    /// The sentence without quantifiers; free variables stay, and what the model calls by a name is the first of its sort.
    func ground(_ node: SentenceNode, _ known: [Variable: TermNode] = [:]) -> SentenceNode {
        switch node {
        case .relation(let symbol, let terms): relation(symbol, terms.map { member($0, known) })
        case .equal(let left, let right): equal(member(left, known), member(right, known))
        case .not(let part): negated(ground(part, known))
        case .all(let parts): joined(parts.lazy.map { ground($0, known) }, all: true)
        case .any(let parts): joined(parts.lazy.map { ground($0, known) }, all: false)
        case .same(let left, let right): .same(ground(left, known), ground(right, known))
        case .forAll(let variables, let part): instances(variables[...], part, known, all: true)
        case .exists(let variables, let part): instances(variables[...], part, known, all: false)
        }
    }

    private func member(_ term: TermNode, _ known: [Variable: TermNode]) -> TermNode {
        switch term {
        case .variable(let variable): known[variable] ?? term
        case .constant(_, let sort): positions[term] == nil ? members[sort]?.first ?? term : term
        }
    }

    private func relation(_ symbol: RelationSymbol, _ terms: [TermNode]) -> SentenceNode {
        if symbol.name == "before", terms.count == 2, let one = positions[terms[0]],
            let other = positions[terms[1]]
        {
            return one < other ? .all([]) : .any([])
        }
        return .relation(symbol, terms)
    }

    private func equal(_ left: TermNode, _ right: TermNode) -> SentenceNode {
        if left == right { return .all([]) }
        return positions[left] != nil && positions[right] != nil ? .any([]) : .equal(left, right)
    }

    private func negated(_ part: SentenceNode) -> SentenceNode {
        switch part {
        case .all(let parts) where parts.isEmpty: .any([])
        case .any(let parts) where parts.isEmpty: .all([])
        default: .not(part)
        }
    }

    /// The parts, without those that say nothing; one that decides is enough.
    private func joined(_ parts: some Sequence<SentenceNode>, all value: Bool) -> SentenceNode {
        let (idle, deciding): (SentenceNode, SentenceNode) =
            value ? (.all([]), .any([])) : (.any([]), .all([]))
        var kept: [SentenceNode] = []
        for part in parts where part != idle {
            if part == deciding { return deciding }
            kept.append(part)
        }
        return kept.count == 1 ? kept[0] : value ? .all(kept) : .any(kept)
    }

    private func instances(
        _ variables: ArraySlice<Variable>, _ part: SentenceNode, _ known: [Variable: TermNode],
        all value: Bool
    ) -> SentenceNode {
        guard let first = variables.first else { return ground(part, known) }
        let own = (members[first.sort] ?? []).lazy.map { member in
            instances(variables.dropFirst(), part, known.merging([first: member]) { $1 }, all: value)
        }
        return joined(own, all: value)
    }
}

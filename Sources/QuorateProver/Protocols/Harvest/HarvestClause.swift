/// Candidate for an invariant: a sentence that nobody has written.
struct HarvestCandidate: Sendable {
    /// Place from which a candidate comes.
    enum Source: Hashable, Sendable {
        /// A clause of the template.
        case clause
        /// Guard that an action had to find true before it set a relation.
        case provenance
    }

    let source: Source
    let sentence: NamedSentence

    init(_ source: Source, _ node: SentenceNode) {
        self.source = source
        sentence = NamedSentence(name: SentenceText(names: [:]).text(of: node), node: node)
    }
}

/// Literal of a clause over the variables of a profile, which are numbered.
struct HarvestLiteral: Hashable, Sendable {
    let atom: SentenceNode
    let isPositive: Bool
    /// Variables of which it speaks, a bit for each.
    let variables: UInt64
    /// True where it speaks of the state, and not of orders, equality and what no action changes.
    let isOfState: Bool

    /// True for one with which a clause says no more than another with one variable less.
    var isIdle: Bool { if case .equal = atom { !isPositive } else { false } }
}

/// Variables that a clause may speak of, and the literals that can be made of them.
struct HarvestProfile {
    let variables: [Variable]
    let atoms: [SentenceNode]
    let literals: [HarvestLiteral]
    /// Literal that each becomes when variables of a sort change places, for every way to do so but the first.
    let exchanges: [[Int]]

    /// All bits of the variables.
    var allVariables: UInt64 { (1 << UInt64(variables.count)) - 1 }

    init(_ variables: [Variable], constants: [TermNode], relations: [RelationSymbol]) {
        self.variables = variables
        let terms = variables.map(TermNode.variable) + constants
        atoms = Self.atoms(of: terms, relations)
        let numbers = Dictionary(uniqueKeysWithValues: variables.enumerated().map { ($1, $0) })
        literals = atoms.flatMap { atom in
            var mask: UInt64 = 0
            atom.visitTerms {
                if case .variable(let variable) = $0 { mask |= 1 << UInt64(numbers[variable]!) }
            }
            let isOfState =
                if case .relation(let symbol, _) = atom { symbol.kind == .state } else { false }
            return [false, true].map {
                HarvestLiteral(atom: atom, isPositive: $0, variables: mask, isOfState: isOfState)
            }
        }
        exchanges = Self.exchanges(of: variables, atoms)
    }

    /// Relations of all terms that fit, the orders and equality of different ones.
    private static func atoms(of terms: [TermNode], _ relations: [RelationSymbol]) -> [SentenceNode] {
        var atoms: [SentenceNode] = relations.flatMap { symbol in
            symbol.sorts.reduce([[]]) { rows, sort in
                rows.flatMap { row in terms.filter { $0.sort == sort }.map { row + [$0] } }
            }.map { SentenceNode.relation(symbol, $0) }
        }
        for (index, left) in terms.enumerated() {
            for right in terms[(index + 1)...] where left.sort == right.sort {
                atoms.append(.equal(left, right))
                guard left.sort.isOrdered else { continue }
                let before = RelationSymbol(before: left.sort)
                atoms += [.relation(before, [left, right]), .relation(before, [right, left])]
            }
        }
        return atoms
    }

    private static func exchanges(of variables: [Variable], _ atoms: [SentenceNode]) -> [[Int]] {
        let positions = Dictionary(uniqueKeysWithValues: atoms.enumerated().map { ($1, $0) })
        return permutations(of: variables).dropFirst().map { order in
            let terms = Dictionary(uniqueKeysWithValues: zip(variables, order.map(TermNode.variable)))
            return atoms.flatMap { atom in
                let moved = atom.replacing(terms)
                let position = positions[moved] ?? positions[moved.turned]!
                return [2 * position, 2 * position + 1]
            }
        }
    }

    /// All orders in which each place keeps its sort, the first as given.
    private static func permutations(of variables: [Variable]) -> [[Variable]] {
        variables.reduce([[]]) { rows, variable in
            rows.flatMap { row in
                variables.filter { $0.sort == variable.sort && !row.contains($0) }.map { row + [$0] }
            }
        }
    }

    /// True where no exchange of variables makes the clause one that is listed earlier.
    func isFirst(_ clause: [Int]) -> Bool {
        exchanges.allSatisfy { exchange in
            !clause.map { exchange[$0] }.sorted().lexicographicallyPrecedes(clause)
        }
    }

    /// The clause as a sentence that reads like an implication.
    func sentence(_ clause: [Int]) -> SentenceNode {
        let parts = clause.map { literals[$0] }
        let premises = parts.filter { !$0.isPositive }.map(\.atom)
        let conclusions = parts.filter(\.isPositive).map(\.atom)
        let premise = premises.count == 1 ? premises[0] : SentenceNode.all(premises)
        let conclusion = conclusions.count == 1 ? conclusions[0] : SentenceNode.any(conclusions)
        let body: SentenceNode =
            premises.isEmpty
            ? conclusion : conclusions.isEmpty ? .not(premise) : .any([.not(premise), conclusion])
        let fresh = variables.map { Variable(sort: $0.sort) }
        let renamed = Dictionary(uniqueKeysWithValues: zip(variables, fresh.map(TermNode.variable)))
        return fresh.isEmpty ? body : .forAll(fresh, body.replacing(renamed))
    }
}

extension SentenceNode {
    /// An equality read from the other side.
    fileprivate var turned: SentenceNode {
        if case .equal(let left, let right) = self { .equal(right, left) } else { self }
    }
}

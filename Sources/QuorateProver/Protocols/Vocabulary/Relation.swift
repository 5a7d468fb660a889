/// Relation of a protocol model, between members of sorts.
struct Relation<each S: ModelSort>: Sendable {
    let symbol: RelationSymbol

    /// A relation that is part of the state, empty at the start unless an `initially` says otherwise.
    init(_ name: String) { self.init(name, isFixed: false) }

    /// A relation that no action changes: who is a member of a quorum, who is faulty.
    static func fixed(_ name: String) -> Relation { Relation(name, isFixed: true) }

    private init(_ name: String, isFixed: Bool) {
        var sorts: [SortSymbol] = []
        for sort in repeat (each S).self { sorts.append(sort.symbol) }
        symbol = RelationSymbol(name: name, sorts: sorts, kind: isFixed ? .fixed : .state)
    }

    func callAsFunction(_ terms: repeat Term<each S>) -> Sentence {
        Sentence(.relation(symbol, nodes(repeat each terms)))
    }
}

/// Relation of nothing: true or not.
typealias Flag = Relation<>

/// Relation as data.
struct RelationSymbol: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case state
        case fixed
    }

    let name: String
    let sorts: [SortSymbol]
    var kind: Kind

    init(name: String, sorts: [SortSymbol], kind: Kind) {
        self.name = name
        self.sorts = sorts
        self.kind = kind
    }

    /// The order of a sort.
    init(before sort: SortSymbol) { self.init(name: "before", sorts: [sort, sort], kind: .fixed) }
}

// MARK: - Changes

/// Change of one relation by an action; all others stay as they are.
enum RelationChange: Hashable, Sendable {
    case insert(RelationSymbol, [TermNode])
    case remove(RelationSymbol, [TermNode])
    /// Afterwards the relation holds exactly where the sentence did before.
    case set(RelationSymbol, [Variable], SentenceNode)

    var symbol: RelationSymbol {
        switch self {
        case .insert(let symbol, _), .remove(let symbol, _), .set(let symbol, _, _): symbol
        }
    }
}

extension Relation {
    func insert(_ terms: repeat Term<each S>) -> RelationChange { .insert(symbol, nodes(repeat each terms)) }

    func remove(_ terms: repeat Term<each S>) -> RelationChange { .remove(symbol, nodes(repeat each terms)) }

    func set(_ body: (repeat Term<each S>) -> Sentence) -> RelationChange {
        let terms = (repeat Term<each S>())
        return .set(symbol, variables(repeat each terms), body(repeat each terms).node)
    }
}

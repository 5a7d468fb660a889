import Synchronization

/// Member of a sort that a sentence speaks of.
struct Term<S: ModelSort>: Sendable {
    let node: TermNode

    /// The member of that name, the same in all states.
    init(constant name: String) { node = .constant(name, S.symbol) }

    /// A variable that nothing else is called.
    init() { node = .variable(Variable(sort: S.symbol)) }

    static func == (left: Self, right: Self) -> Sentence { Sentence(.equal(left.node, right.node)) }
    static func != (left: Self, right: Self) -> Sentence { !(left == right) }
}

extension Term where S: OrderedSort {
    static func < (left: Self, right: Self) -> Sentence {
        Sentence(.relation(RelationSymbol(before: S.symbol), [left.node, right.node]))
    }

    static func <= (left: Self, right: Self) -> Sentence { !(right < left) }
}

/// Term as data.
enum TermNode: Hashable, Sendable {
    case variable(Variable)
    case constant(String, SortSymbol)

    var sort: SortSymbol {
        switch self {
        case .variable(let variable): variable.sort
        case .constant(_, let sort): sort
        }
    }
}

/// Variable with a number of its own.
struct Variable: Hashable, Sendable {
    let number: Int
    let sort: SortSymbol

    private static let count = Atomic(0)

    init(sort: SortSymbol) {
        number = Self.count.add(1, ordering: .relaxed).newValue
        self.sort = sort
    }
}

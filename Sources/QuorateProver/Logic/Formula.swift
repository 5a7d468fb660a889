/// Formula for a solver: linear integer arithmetic without quantifiers, truth values, and uninterpreted
/// functions.
indirect enum Formula: Hashable, Sendable {
    /// The form is not negative.
    case atLeastZero(LinearForm)
    case all([Formula])
    case any([Formula])
    case not(Formula)
    /// A truth variable, by its position among the problem's variables.
    case truth(Int)
    /// A function to truth values, by its position among the problem's functions, at the given elements.
    case predicate(Int, [Element])
    case equal(Element, Element)
    /// Both are true, or both are false.
    case same(Formula, Formula)

    /// Value without any property but being equal to others or not: a variable, or the result of a function.
    indirect enum Element: Hashable, Sendable {
        case variable(Int)
        case apply(Int, [Element])
    }

    static func equal(_ left: LinearForm, _ right: LinearForm) -> Formula {
        .all([.atLeastZero(left - right), .atLeastZero(right - left)])
    }

    static let falsehood = Formula.any([])
    static let truth = Formula.all([])
}

/// A question for a solver: can all assertions be true together?
struct Problem: Sendable {
    /// Sort of a variable, as SMT-LIB has it.
    enum Sort: Hashable, Sendable {
        /// An integer that is not negative.
        case natural
        /// A real number that is not negative.
        case real
        case truth
        /// A value without any property but being equal to others or not.
        case element
    }

    struct Variable: Hashable, Sendable {
        /// A plain name: letters, digits and underscores. Exports put a prefix in front.
        let name: String
        let sort: Sort
    }

    struct Function: Hashable, Sendable {
        let name: String
        /// The number of arguments, each an element.
        let arity: Int
        /// `.element` or `.truth`.
        let result: Sort
    }

    struct Assertion: Hashable, Sendable {
        /// Sentence for a reader, as in `given: n > 3f`.
        let label: String
        let formula: Formula
    }

    /// Lines for a reader that say what is asked.
    var title: [String] = []
    var variables: [Variable] = []
    var functions: [Function] = []
    var assertions: [Assertion] = []

    /// Adds a variable and gives its position.
    mutating func declare(_ name: String, _ sort: Sort) -> Int {
        variables.append(Variable(name: name, sort: sort))
        return variables.count - 1
    }

    /// Adds a function and gives its position.
    mutating func declareFunction(_ name: String, arity: Int, result: Sort) -> Int {
        functions.append(Function(name: name, arity: arity, result: result))
        return functions.count - 1
    }

    mutating func assert(_ label: String, _ formula: Formula) {
        assertions.append(Assertion(label: label, formula: formula))
    }
}

/// Formula for a solver: linear integer arithmetic, truth values, uninterpreted functions, and quantifiers over
/// declared sorts.
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
    /// True of some or of all values of the bound variables, of which there is at least one.
    case quantified(Quantifier, [Bound], Formula)

    enum Quantifier: String, Hashable, Sendable {
        case forAll = "forall"
        case exists
    }

    /// Variable of a quantifier: two of the same number have the same sort.
    struct Bound: Hashable, Sendable {
        let number: Int
        let sort: Problem.Sort
    }

    /// Value without any property but being equal to others or not: a variable, or the result of a function.
    indirect enum Element: Hashable, Sendable {
        case variable(Int)
        case apply(Int, [Element])
        case bound(Bound)
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
        /// A value of one of the problem's own sorts, by its position among them.
        case declared(Int)
    }

    struct Variable: Hashable, Sendable {
        /// A plain name: letters, digits and underscores. Exports put a prefix in front.
        let name: String
        let sort: Sort
    }

    struct Function: Hashable, Sendable {
        let name: String
        /// Sorts of the arguments: `.element`, or declared ones.
        let domain: [Sort]
        /// `.element`, a declared sort, or `.truth`.
        let result: Sort

        /// The number of arguments.
        var arity: Int { domain.count }
    }

    struct Assertion: Hashable, Sendable {
        /// Sentence for a reader, as in `given: n > 3f`.
        let label: String
        let formula: Formula
    }

    /// Lines for a reader that say what is asked.
    var title: [String] = []
    /// Names of the declared sorts.
    var sorts: [String] = []
    var variables: [Variable] = []
    var functions: [Function] = []
    var assertions: [Assertion] = []

    /// Adds a variable and gives its position.
    mutating func declare(_ name: String, _ sort: Sort) -> Int {
        variables.append(Variable(name: name, sort: sort))
        return variables.count - 1
    }

    /// Adds a function of elements and gives its position.
    mutating func declareFunction(_ name: String, arity: Int, result: Sort) -> Int {
        declareFunction(name, of: Array(repeating: .element, count: arity), result: result)
    }

    /// Adds a function and gives its position.
    mutating func declareFunction(_ name: String, of domain: [Sort], result: Sort) -> Int {
        functions.append(Function(name: name, domain: domain, result: result))
        return functions.count - 1
    }

    mutating func assert(_ label: String, _ formula: Formula) {
        assertions.append(Assertion(label: label, formula: formula))
    }
}

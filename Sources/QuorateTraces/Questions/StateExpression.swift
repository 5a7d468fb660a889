public import QuorateLanguage

/// An expression over the variables of a state, as a person types it: `role[r0] == leader`, `messages.count > 2`.
public struct StateExpression: Hashable, Sendable {
    /// The expression as it was typed.
    public let text: String
    private let root: Node

    /// - Throws: ``StateExpressionError`` with the place in `text` that cannot be read.
    public init(_ text: String) throws(StateExpressionError) {
        self.text = text
        var parser = try StateExpressionParser(text)
        root = try parser.whole()
    }

    /// A part of an expression.
    indirect enum Node: Hashable, Sendable {
        case value(SpecValue)
        /// A variable or, where the state has none of that name, the name of a value.
        case name(String)
        case field(Node, String)
        case entry(Node, Node)
        case count(Node)
        case set([Node])
        case not(Node)
        case negative(Node)
        case binary(Operator, Node, Node)
    }

    /// An operator between two values.
    enum Operator: String, Hashable, Sendable {
        case or = "||"
        case and = "&&"
        case equal = "=="
        case unequal = "!="
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
        case member = "in"
        case plus = "+"
        case minus = "-"
        case times = "*"
    }
}

extension StateExpression {
    /// The names in the expression that are neither one variable nor part of a value of some state of a run: nothing is
    /// compared with a word that was mistyped, or could mean two things.
    public func unknownNames(in states: [[SpecValue.Field]]) -> [String] {
        var missing = Set(names(in: root))
        let variables = VariableNames(states.joined().map(\.name))
        missing = missing.filter { variables.meant(by: $0) == nil }
        for field in states.joined() where !missing.isEmpty {
            field.value.visitNames { name in
                if !variables.isAmbiguous(name) { missing.remove(name) }
            }
        }
        return missing.sorted()
    }

    private func names(in node: Node) -> [String] {
        switch node {
        case .value: []
        case .name(let name): [name]
        case .field(let inner, _), .count(let inner), .not(let inner), .negative(let inner): names(in: inner)
        case .entry(let outer, let key): names(in: outer) + names(in: key)
        case .set(let elements): elements.flatMap(names)
        case .binary(_, let left, let right): names(in: left) + names(in: right)
        }
    }

    /// The comparisons of two values for being the same, or of one with the members of the other.
    var comparisons: [Node] { comparisons(in: root) }

    private func comparisons(in node: Node) -> [Node] {
        switch node {
        case .value, .name: []
        case .field(let inner, _), .count(let inner), .not(let inner), .negative(let inner):
            comparisons(in: inner)
        case .entry(let outer, let key): comparisons(in: outer) + comparisons(in: key)
        case .set(let elements): elements.flatMap(comparisons)
        case .binary(let symbol, let left, let right):
            ([.equal, .unequal, .member].contains(symbol) ? [node] : []) + comparisons(in: left)
                + comparisons(in: right)
        }
    }

    /// The value in a state.
    ///
    /// - Parameter variables: Names of the variables of the whole run, of which a state may lack some; those of the
    ///   state unless given.
    /// - Throws: ``StateExpressionError`` where there is none, as for an entry that a map does not have.
    public func value(
        in state: [SpecValue.Field], of variables: [String]? = nil
    ) throws(StateExpressionError) -> SpecValue {
        try StateEvaluation(state, of: variables ?? state.map(\.name)).value(of: root)
    }
}

extension SpecValue {
    /// Shows every name in the value: strings, tags of cases.
    fileprivate func visitNames(_ visit: (String) -> Void) {
        switch self {
        case .boolean, .integer, .largeInteger: break
        case .string(let name): visit(name)
        case .list(let elements), .set(let elements): for element in elements { element.visitNames(visit) }
        case .map(let entries):
            for entry in entries {
                entry.key.visitNames(visit)
                entry.value.visitNames(visit)
            }
        case .record(let fields):
            for field in fields {
                visit(field.name)
                field.value.visitNames(visit)
            }
        case .variant(let tag, let payload):
            visit(tag)
            payload.visitNames(visit)
        }
    }
}

/// Reason why an expression cannot be read, or has no value in a state.
public struct StateExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Mistake, and its place.
    public let description: String

    init(_ description: String) { self.description = description }
}

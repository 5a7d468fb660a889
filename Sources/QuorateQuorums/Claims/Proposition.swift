/// Proposition about quantities and sets of replicas, which is true or false once these are known.
public indirect enum Proposition: Hashable, Sendable {
    case comparison(Quantity, Relation, Quantity)
    case isSubset(SetExpression, of: SetExpression)
    case all([Proposition])
    case any([Proposition])
    case not(Proposition)

    /// Comparison of two numbers.
    public enum Relation: String, CaseIterable, Sendable {
        case less = "<"
        case atMost = "≤"
        case equal = "="
        case notEqual = "≠"
        case atLeast = "≥"
        case greater = ">"

        /// Truth of the comparison for two numbers.
        public func holds(_ left: Int, _ right: Int) -> Bool {
            switch self {
            case .less: left < right
            case .atMost: left <= right
            case .equal: left == right
            case .notEqual: left != right
            case .atLeast: left >= right
            case .greater: left > right
            }
        }
    }

    /// Conjunction: both are true.
    public static func && (left: Proposition, right: Proposition) -> Proposition { .all([left, right]) }
    /// Disjunction: at least one is true.
    public static func || (left: Proposition, right: Proposition) -> Proposition { .any([left, right]) }
    /// Negation.
    public static prefix func ! (statement: Proposition) -> Proposition { .not(statement) }
    /// Implication: where this is true, `conclusion` is.
    public func implies(_ conclusion: Proposition) -> Proposition { .any([.not(self), conclusion]) }
}

/// Propositions one below the other, each a line of a hypothesis or of a conclusion.
@resultBuilder
public enum PropositionBuilder {
    /// A line.
    public static func buildExpression(_ statement: Proposition) -> [Proposition] { [statement] }
    /// Several lines at once.
    public static func buildExpression(_ statements: [Proposition]) -> [Proposition] { statements }
    /// The lines in order.
    public static func buildBlock(_ parts: [Proposition]...) -> [Proposition] { parts.flatMap(\.self) }
    /// Lines that are there in some cases, as in `if`.
    public static func buildOptional(_ part: [Proposition]?) -> [Proposition] { part ?? [] }
    /// The lines of the first branch.
    public static func buildEither(first: [Proposition]) -> [Proposition] { first }
    /// The lines of the other branch.
    public static func buildEither(second: [Proposition]) -> [Proposition] { second }
    /// The lines of a loop.
    public static func buildArray(_ parts: [[Proposition]]) -> [Proposition] { parts.flatMap(\.self) }
}

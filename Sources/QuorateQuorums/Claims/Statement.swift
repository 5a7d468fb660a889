/// Something about quantities and sets of replicas that is true or false once these are known.
public indirect enum Statement: Hashable, Sendable {
    case comparison(Quantity, Relation, Quantity)
    case isSubset(SetExpression, of: SetExpression)
    case all([Statement])
    case any([Statement])
    case not(Statement)

    /// How two numbers are compared.
    public enum Relation: String, CaseIterable, Sendable {
        case less = "<"
        case atMost = "≤"
        case equal = "="
        case notEqual = "≠"
        case atLeast = "≥"
        case greater = ">"

        /// Whether `left` and `right` compare so.
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

    /// Both are true.
    public static func && (left: Statement, right: Statement) -> Statement { .all([left, right]) }
    /// At least one is true.
    public static func || (left: Statement, right: Statement) -> Statement { .any([left, right]) }
    /// The statement is false.
    public static prefix func ! (statement: Statement) -> Statement { .not(statement) }
    /// Where this is true, `conclusion` is.
    public func implies(_ conclusion: Statement) -> Statement { .any([.not(self), conclusion]) }
}

/// Statements one below the other, each a line of a hypothesis or of a conclusion.
@resultBuilder
public enum StatementBuilder {
    /// A line.
    public static func buildExpression(_ statement: Statement) -> [Statement] { [statement] }
    /// Several lines at once.
    public static func buildExpression(_ statements: [Statement]) -> [Statement] { statements }
    /// The lines in order.
    public static func buildBlock(_ parts: [Statement]...) -> [Statement] { parts.flatMap(\.self) }
    /// Lines that are there in some cases, as in `if`.
    public static func buildOptional(_ part: [Statement]?) -> [Statement] { part ?? [] }
    /// The lines of the first branch.
    public static func buildEither(first: [Statement]) -> [Statement] { first }
    /// The lines of the other branch.
    public static func buildEither(second: [Statement]) -> [Statement] { second }
    /// The lines of a loop.
    public static func buildArray(_ parts: [[Statement]]) -> [Statement] { parts.flatMap(\.self) }
}

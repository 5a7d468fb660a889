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

    public static func && (left: Statement, right: Statement) -> Statement { .all([left, right]) }
    public static func || (left: Statement, right: Statement) -> Statement { .any([left, right]) }
    public static prefix func ! (statement: Statement) -> Statement { .not(statement) }
    /// Where this is true, `conclusion` is.
    public func implies(_ conclusion: Statement) -> Statement { .any([.not(self), conclusion]) }
}

/// Statements one below the other, each a line of a hypothesis or of a conclusion.
@resultBuilder
public enum StatementBuilder {
    public static func buildExpression(_ statement: Statement) -> [Statement] { [statement] }
    public static func buildExpression(_ statements: [Statement]) -> [Statement] { statements }
    public static func buildBlock(_ parts: [Statement]...) -> [Statement] { parts.flatMap(\.self) }
    public static func buildOptional(_ part: [Statement]?) -> [Statement] { part ?? [] }
    public static func buildEither(first: [Statement]) -> [Statement] { first }
    public static func buildEither(second: [Statement]) -> [Statement] { second }
    public static func buildArray(_ parts: [[Statement]]) -> [Statement] { parts.flatMap(\.self) }
}

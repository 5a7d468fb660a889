import QuorateQuorums

/// Reads an inequality as a person writes it: `2*q > n + f`, `2q ≥ n + 2f + 1 and q <= n - f`, `q > ceil(2n/3)`,
/// `q > 2/3 n`, `q >= max(f + 1, n - f)`, `n is even`.
///
/// It reads what it prints, too: a statement's description is understood. Fractions that are compared are multiplied
/// out; whatever is not linear is refused where it stands.
struct ExpressionParser {
    var tokens: ArraySlice<ExpressionToken>
    /// True where statements may speak of sets of replicas.
    let hasSets: Bool
    /// True where "of" stands in front of a group, and not for a multiplication.
    let readsQuorums: Bool
    private var depth = 0

    /// Depth to which parentheses may be nested: the call stack has an end.
    static let depthLimit = 64

    init(_ text: String, hasSets: Bool, readsQuorums: Bool = false) throws(ExpressionError) {
        tokens = try ExpressionToken.tokens(of: text)[...]
        (self.hasSets, self.readsQuorums) = (hasSets, readsQuorums)
    }

    /// The statement that `text` says, about numbers unless sets are allowed.
    static func statement(_ text: String, hasSets: Bool = false) throws(ExpressionError) -> Proposition {
        var parser = try ExpressionParser(text, hasSets: hasSets)
        guard parser.next.kind != .end else {
            throw ExpressionError(message: "an inequality is missing, such as 2*q > n + f", column: 0)
        }
        let value = try parser.disjunction()
        guard parser.next.kind == .end else { throw parser.unexpected() }
        return try parser.statement(value, from: parser.next)
    }

    // A list of tokens ends in `.end`, which is never taken.
    var next: ExpressionToken { tokens.first ?? ExpressionToken(kind: .end, column: 0) }

    mutating func take(_ kind: ExpressionToken.Kind) -> Bool {
        guard next.kind == kind else { return false }
        tokens.removeFirst()
        return true
    }

    /// Takes a word that is a word in its place only, so that it may be a name elsewhere.
    mutating func take(word: String) -> Bool { take(.name(word)) }

    mutating func expect(_ kind: ExpressionToken.Kind, _ sign: String) throws(ExpressionError) {
        guard take(kind) else {
            throw ExpressionError(message: "\(sign) is missing here", column: next.column)
        }
    }

    func unexpected() -> ExpressionError {
        let message =
            switch next.kind {
            case .end: "something is missing here"
            case .comma: "one number at a time; join inequalities by \"and\""
            case .close, .closeCeiling, .closeFloor, .closeSet: "this closes nothing"
            case .name(let word) where Self.wordsForSigns.contains(word.lowercased()):
                "write signs for words: >= for at least, <= for at most, > for more than, < for less than"
            case .name, .number, .fraction, .open, .ceiling, .floor:
                "a sign is missing in front of this, such as + or *"
            case .openSet, .intersection, .union, .symmetricDifference, .subset, .colon, .dots:
                "sets of replicas have no place here; ask about them with --quorums or --then"
            default: "a number or a name is missing in front of this"
            }
        return ExpressionError(message: message, column: next.column)
    }

    private static let wordsForSigns = [
        "at", "least", "most", "more", "greater", "less", "fewer", "than", "equals", "plus", "minus", "times",
    ]

    mutating func nested<Value>(
        _ body: (inout ExpressionParser) throws(ExpressionError) -> Value
    ) throws(ExpressionError) -> Value {
        guard depth < Self.depthLimit else {
            throw ExpressionError(
                message: "this is nested more than \(Self.depthLimit) deep", column: next.column)
        }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }
}

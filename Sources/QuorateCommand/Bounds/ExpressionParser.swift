import QuorateQuorums

/// Reads an inequality as a person writes it: `2*q > n + f`, `2q ≥ n + 2f + 1 and q <= n - f`, `q > ceil(2n/3)`.
///
/// It reads what it prints, too: a statement's description is understood. Fractions that are compared are multiplied
/// out; whatever is not linear is refused where it stands.
struct ExpressionParser {
    private var tokens: ArraySlice<ExpressionToken>
    private var depth = 0

    /// Depth to which parentheses may be nested: the call stack has an end.
    static let depthLimit = 64

    /// The statement that `text` says.
    static func statement(_ text: String) throws(ExpressionError) -> Proposition {
        var parser = ExpressionParser(tokens: try ExpressionToken.tokens(of: text)[...])
        guard parser.next.kind != .end else {
            throw ExpressionError(message: "an inequality is missing, such as 2*q > n + f", column: 0)
        }
        let value = try parser.disjunction()
        guard parser.next.kind == .end else { throw parser.unexpected() }
        return try parser.statement(value, from: parser.next)
    }

    // A list of tokens ends in `.end`, which is never taken.
    private var next: ExpressionToken { tokens.first ?? ExpressionToken(kind: .end, column: 0) }

    private mutating func take(_ kind: ExpressionToken.Kind) -> Bool {
        guard next.kind == kind else { return false }
        tokens.removeFirst()
        return true
    }

    private mutating func expect(_ kind: ExpressionToken.Kind, _ sign: String) throws(ExpressionError) {
        guard take(kind) else {
            throw ExpressionError(message: "\(sign) is missing here", column: next.column)
        }
    }

    private func unexpected() -> ExpressionError {
        let message =
            switch next.kind {
            case .end: "something is missing here"
            case .comma: "one number at a time; join inequalities by \"and\""
            case .close, .closeCeiling, .closeFloor: "this closes nothing"
            case .name, .number, .open, .ceiling, .floor:
                "a sign is missing in front of this, such as + or *"
            default: "a number or a name is missing in front of this"
            }
        return ExpressionError(message: message, column: next.column)
    }

    // MARK: - Statements

    private mutating func disjunction() throws(ExpressionError) -> ExpressionValue {
        try joined(by: .or) { parser throws(ExpressionError) in
            try parser.conjunction()
        } together: {
            .any($0)
        }
    }

    private mutating func conjunction() throws(ExpressionError) -> ExpressionValue {
        try joined(by: .and) { parser throws(ExpressionError) in
            try parser.negation()
        } together: {
            .all($0)
        }
    }

    private mutating func joined(
        by sign: ExpressionToken.Kind,
        _ part: (inout ExpressionParser) throws(ExpressionError) -> ExpressionValue,
        together: ([Proposition]) -> Proposition
    ) throws(ExpressionError) -> ExpressionValue {
        let start = next
        let first = try part(&self)
        guard next.kind == sign else { return first }
        var parts = [try statement(first, from: start)]
        while take(sign) {
            let start = next
            let value = try part(&self)
            parts.append(try statement(value, from: start))
        }
        return .statement(together(parts))
    }

    private mutating func negation() throws(ExpressionError) -> ExpressionValue {
        let start = next
        if take(.not) {
            let value = try nested { parser throws(ExpressionError) in try parser.negation() }
            return .statement(.not(try statement(value, from: start)))
        }
        guard take(.if) else { return try comparison() }
        return try nested { parser throws(ExpressionError) in
            let first = try parser.disjunction()
            let premise = try parser.statement(first, from: start)
            try parser.expect(.then, "\"then\"")
            let second = try parser.disjunction()
            let conclusion = try parser.statement(second, from: start)
            return .statement(premise.implies(conclusion))
        }
    }

    /// One comparison, or several in a row: `f + 1 <= t <= n - 2f`.
    private mutating func comparison() throws(ExpressionError) -> ExpressionValue {
        var start = next
        var left = try sum()
        var parts: [Proposition] = []
        while case .relation(let relation) = next.kind {
            let sign = ExpressionArithmetic(column: next.column)
            tokens.removeFirst()
            let rightStart = next
            let right = try sum()
            parts.append(
                try sign.comparison(
                    try quotient(left, from: start), relation, try quotient(right, from: rightStart)))
            (left, start) = (right, rightStart)
        }
        return parts.isEmpty ? left : .statement(parts.count == 1 ? parts[0] : .all(parts))
    }

    private func statement(
        _ value: ExpressionValue, from start: ExpressionToken
    ) throws(ExpressionError) -> Proposition {
        if case .statement(let statement) = value { return statement }
        throw ExpressionError(
            message: "a comparison is missing here, such as <= n - f", column: max(start.column, next.column))
    }

    // MARK: - Numbers

    private mutating func sum() throws(ExpressionError) -> ExpressionValue {
        var start = next
        var value = try product()
        while next.kind == .plus || next.kind == .minus {
            let sign = next
            tokens.removeFirst()
            let rightStart = next
            let right = try product()
            value = try ExpressionArithmetic(column: sign.column).sum(
                try quotient(value, from: start), try quotient(right, from: rightStart),
                subtracting: sign.kind == .minus)
            start = rightStart
        }
        return value
    }

    private mutating func product() throws(ExpressionError) -> ExpressionValue {
        let start = next
        var value = try factor()
        while next.kind == .times || next.kind == .divided {
            let sign = next
            tokens.removeFirst()
            let rightStart = next
            let right = try quotient(try factor(), from: rightStart)
            let (arithmetic, left) = (
                ExpressionArithmetic(column: sign.column), try quotient(value, from: start)
            )
            value =
                try sign.kind == .times ? arithmetic.product(left, right) : arithmetic.quotient(left, right)
        }
        return value
    }

    /// A sign in front, a number with what it multiplies, as in `2q` and `2(n + f)`, a name or parentheses.
    private mutating func factor() throws(ExpressionError) -> ExpressionValue {
        let start = next
        if take(.minus) {
            if case .number(let number) = next.kind { return try coefficient(-number) }
            let value = try nested { parser throws(ExpressionError) in try parser.factor() }
            return try ExpressionArithmetic(column: start.column)
                .product((.number(-1), 1), try quotient(value, from: start))
        }
        if take(.plus) { return try nested { parser throws(ExpressionError) in try parser.factor() } }
        if case .number(let number) = start.kind { return try coefficient(number) }
        return try primary()
    }

    private mutating func coefficient(_ number: Int) throws(ExpressionError) -> ExpressionValue {
        tokens.removeFirst()
        let start = next
        switch start.kind {
        case .name, .open, .openCeiling, .openFloor, .ceiling, .floor:
            return try ExpressionArithmetic(column: start.column)
                .product((.number(number), 1), try quotient(try primary(), from: start))
        default: return .number(number)
        }
    }

    private mutating func primary() throws(ExpressionError) -> ExpressionValue {
        let start = next
        switch start.kind {
        case .name(let name):
            tokens.removeFirst()
            guard next.kind != .open else {
                throw ExpressionError(
                    message: "\(name) is not linear or no function that is understood; ceil and floor are",
                    column: start.column)
            }
            return .quotient(.parameter(name), 1)
        case .open: return try enclosed(.open, .close, ")")
        case .openCeiling: return try rounded(try enclosed(.openCeiling, .closeCeiling, "⌉"), start, up: true)
        case .openFloor: return try rounded(try enclosed(.openFloor, .closeFloor, "⌋"), start, up: false)
        case .ceiling, .floor:
            tokens.removeFirst()
            return try rounded(try enclosed(.open, .close, ")"), start, up: start.kind == .ceiling)
        default: throw unexpected()
        }
    }

    private mutating func enclosed(
        _ open: ExpressionToken.Kind, _ close: ExpressionToken.Kind, _ sign: String
    ) throws(ExpressionError) -> ExpressionValue {
        try expect(open, "(")
        let value = try nested { parser throws(ExpressionError) in try parser.disjunction() }
        try expect(close, sign)
        return value
    }

    private func rounded(
        _ value: ExpressionValue, _ start: ExpressionToken, up: Bool
    ) throws(ExpressionError) -> ExpressionValue {
        let (numerator, divisor) = try quotient(value, from: start)
        guard divisor > 1 else { return .quotient(numerator, 1) }
        return .quotient(up ? ceiling(numerator / divisor) : floor(numerator / divisor), 1)
    }

    private func quotient(
        _ value: ExpressionValue, from start: ExpressionToken
    ) throws(ExpressionError) -> ExpressionArithmetic.Quotient {
        if case .quotient(let numerator, let divisor) = value { return (numerator, divisor) }
        throw ExpressionError(
            message: "a number is needed here, and this is true or false", column: start.column)
    }

    private mutating func nested<Value>(
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

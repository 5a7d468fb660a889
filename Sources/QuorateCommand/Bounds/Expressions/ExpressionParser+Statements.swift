import QuorateQuorums

/// Statements: comparisons, joined by "and", "or", "not" and "if".
extension ExpressionParser {
    mutating func disjunction() throws(ExpressionError) -> ExpressionValue {
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
        if hasSets, comparesSets { return .statement(try setComparison()) }
        var start = next
        var left = try sum()
        if take(word: "is") { return .statement(try division(try number(left, from: start), of: start)) }
        var parts: [Proposition] = []
        while case .relation(let relation) = next.kind {
            let sign = ExpressionArithmetic(column: next.column)
            tokens.removeFirst()
            let rightStart = next
            let right = try sum()
            parts.append(
                try sign.comparison(
                    try number(left, from: start), relation, try number(right, from: rightStart)))
            (left, start) = (right, rightStart)
        }
        return parts.isEmpty ? left : .statement(parts.count == 1 ? parts[0] : .all(parts))
    }

    /// `n is even`, `n + f is odd`, `n is a multiple of 3`, `n is no multiple of 3`.
    private mutating func division(
        _ number: ExpressionNumber, of start: ExpressionToken
    ) throws(ExpressionError) -> Proposition {
        let sign = ExpressionArithmetic(column: start.column)
        let isDenied = take(.not) || take(word: "no")
        let isOdd = take(word: "odd")
        if isOdd || take(word: "even") {
            let rest = isOdd != isDenied ? 1 : 0
            return try sign.comparison(
                try sign.remainder(number, by: ExpressionNumber(2)), .equal, ExpressionNumber(.number(rest)))
        }
        _ = take(word: "a")
        guard take(word: "multiple"), take(word: "of") else {
            throw ExpressionError(
                message:
                    "only \"is even\", \"is odd\" and \"is a multiple of 3\" are understood after \"is\"; "
                    + "write a sign such as = or <=", column: next.column)
        }
        let rightStart = next
        let divisor = try self.number(try factor(), from: rightStart)
        return try sign.comparison(
            try sign.remainder(number, by: divisor), isDenied ? .notEqual : .equal, ExpressionNumber(0))
    }

    func statement(
        _ value: ExpressionValue, from start: ExpressionToken
    ) throws(ExpressionError) -> Proposition {
        if case .statement(let statement) = value { return statement }
        throw ExpressionError(
            message: "a comparison is missing here, such as <= n - f", column: max(start.column, next.column))
    }
}

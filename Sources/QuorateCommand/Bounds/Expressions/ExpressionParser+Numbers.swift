import QuorateQuorums

/// Numbers: sums of products.
extension ExpressionParser {
    mutating func sum() throws(ExpressionError) -> ExpressionValue {
        var start = next
        var value = try product()
        while next.kind == .plus || next.kind == .minus {
            let sign = next
            tokens.removeFirst()
            let rightStart = next
            let right = try product()
            value = .number(
                try ExpressionArithmetic(column: sign.column).sum(
                    try number(value, from: start), try number(right, from: rightStart),
                    subtracting: sign.kind == .minus))
            start = rightStart
        }
        return value
    }

    private mutating func product() throws(ExpressionError) -> ExpressionValue {
        let start = next
        var value = try factor()
        while let sign = try multiplication(of: value, from: start) {
            let rightStart = next
            let right = try number(
                try sign.kind == .divided ? divisor() : factor(), from: rightStart)
            let arithmetic = ExpressionArithmetic(column: sign.column)
            let left = try number(value, from: start)
            value = .number(
                try sign.kind == .divided
                    ? arithmetic.quotient(left, right)
                    : sign.kind == .percent
                        ? arithmetic.remainder(left, by: right) : arithmetic.product(left, right))
        }
        return value
    }

    /// The sign that joins `value` with what follows, taken; `2/3 n` and `67% of n` are products too.
    private mutating func multiplication(
        of value: ExpressionValue, from start: ExpressionToken
    ) throws(ExpressionError) -> ExpressionToken? {
        let sign = next
        switch sign.kind {
        case .times, .divided, .percent:
            tokens.removeFirst()
            return sign
        case .name("mod"):
            tokens.removeFirst()
            return ExpressionToken(kind: .percent, column: sign.column)
        case .name("is"): return nil
        case .name, .open, .openCeiling, .openFloor, .ceiling, .floor, .bar:
            guard case .number(let number) = value,
                try ExpressionArithmetic(column: start.column).constant(number) != nil
            else { return nil }
            if sign.kind == .name("of") {
                if readsQuorums { return nil }
                tokens.removeFirst()
            }
            return ExpressionToken(kind: .times, column: sign.column)
        default: return nil
        }
    }

    /// A sign in front, a number with what it multiplies, as in `2q` and `2(n + f)`, a name or parentheses.
    mutating func factor() throws(ExpressionError) -> ExpressionValue {
        let start = next
        if take(.minus) {
            if case .number(let number) = next.kind { return try coefficient(-number) }
            let value = try nested { parser throws(ExpressionError) in try parser.factor() }
            return .number(
                try ExpressionArithmetic(column: start.column)
                    .product(ExpressionNumber(-1), try number(value, from: start)))
        }
        if take(.plus) { return try nested { parser throws(ExpressionError) in try parser.factor() } }
        if case .number(let number) = start.kind { return try coefficient(number) }
        if case .fraction(let numerator, let divisor) = start.kind {
            tokens.removeFirst()
            return .number(ExpressionNumber(.number(numerator), over: divisor))
        }
        return try primary()
    }

    /// A number by itself, where there is one: `2/3 n` is two thirds of n.
    private mutating func divisor() throws(ExpressionError) -> ExpressionValue {
        guard case .number(let number) = next.kind else { return try factor() }
        tokens.removeFirst()
        return .number(ExpressionNumber(.number(number)))
    }

    private mutating func coefficient(_ number: Int) throws(ExpressionError) -> ExpressionValue {
        tokens.removeFirst()
        let start = next
        switch start.kind {
        case .name("of"), .name("mod"), .name("is"): return .number(ExpressionNumber(.number(number)))
        case .name, .open, .openCeiling, .openFloor, .ceiling, .floor, .bar:
            return .number(
                try ExpressionArithmetic(column: start.column)
                    .product(
                        ExpressionNumber(.number(number)), try self.number(try primary(), from: start)))
        default: return .number(ExpressionNumber(.number(number)))
        }
    }

    private mutating func primary() throws(ExpressionError) -> ExpressionValue {
        let start = next
        switch start.kind {
        case .name(let name):
            tokens.removeFirst()
            if next.kind == .open { return .number(try function(name, start)) }
            if let problem = reservedWord(start) { throw problem }
            return .number(ExpressionNumber(.parameter(name)))
        case .open: return try enclosed(.open, .close, ")")
        case .openCeiling: return try rounded(try enclosed(.openCeiling, .closeCeiling, "⌉"), start, up: true)
        case .openFloor: return try rounded(try enclosed(.openFloor, .closeFloor, "⌋"), start, up: false)
        case .ceiling, .floor:
            tokens.removeFirst()
            return try rounded(try enclosed(.open, .close, ")"), start, up: start.kind == .ceiling)
        case .bar: return .number(ExpressionNumber(try setSize()))
        default: throw unexpected()
        }
    }

    mutating func enclosed(
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
        .number(
            ExpressionArithmetic(column: start.column).rounded(try number(value, from: start), up: up))
    }

    func number(
        _ value: ExpressionValue, from start: ExpressionToken
    ) throws(ExpressionError) -> ExpressionNumber {
        if case .number(let number) = value { return number }
        throw ExpressionError(
            message: "a number is needed here, and this is true or false", column: start.column)
    }
}

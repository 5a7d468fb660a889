import QuorateQuorums

/// Numbers, conditions and formulas on runs, in one grammar: a parenthesis may hold any of them.
extension AutomatonReader {
    mutating func sum() throws(Problem) -> LinearTerms {
        let start = scanner.offset
        let value = try expression()
        guard let sum = value.sum else { throw Problem(offset: start, words: ExpressionValue.noNumber) }
        return sum
    }

    mutating func statement() throws(Problem) -> Proposition {
        let start = scanner.offset
        let value = try expression()
        guard let statement = value.statement else {
            throw Problem(
                offset: start, words: "expected a condition without [] and <>, as nsnt >= T + 1")
        }
        return statement
    }

    mutating func formula() throws(Problem) -> RunFormula<Proposition> {
        let start = scanner.offset
        let value = try expression()
        guard let formula = value.formula else {
            throw Problem(offset: start, words: ExpressionValue.noCondition)
        }
        return formula
    }

    /// Reads up to what cannot belong to an expression; it takes no more of the stack for many parentheses.
    private mutating func expression() throws(Problem) -> ExpressionValue {
        var stack = ExpressionStack()
        while true {
            while let sign = beginning {
                stack.push(sign, isPrefix: true, offset: scanner.offset)
                try scanner.advance()
            }
            stack.push(try operand())
            while stack.isOpen, scanner.token == .sign(")") {
                try stack.close()
                try scanner.advance()
            }
            guard case .sign(let sign) = scanner.token, let strength = ExpressionStack.strength(of: sign)
            else {
                break
            }
            try stack.reduce(above: strength)
            stack.push(sign, isPrefix: false, offset: scanner.offset)
            try scanner.advance()
        }
        if stack.isOpen { throw scanner.expected("\")\" or an operator") }
        return try stack.value()
    }

    /// The sign at which an operand may begin, if the token is one.
    private var beginning: String? {
        guard case .sign(let sign) = scanner.token else { return nil }
        return ["(", "!", "[]", "<>", "-"].contains(sign) ? sign : nil
    }

    private mutating func operand() throws(Problem) -> ExpressionValue {
        let value: ExpressionValue
        switch scanner.token {
        case .number(let number): value = .init(LinearTerms(number))
        case .name("true"): value = .init(Proposition.all([]), levels: 1)
        case .name("false"): value = .init(Proposition.any([]), levels: 1)
        case .name(let name):
            switch kinds[name] {
            case .abbreviation: value = .init(abbreviations[name] ?? LinearTerms(0))
            case .parameter, .counter, .location: value = .init(LinearTerms(name: name))
            case nil:
                let known = "parameter, shared counter, location or define"
                throw scanner.problem("\(scanner.token.words) is no \(known)")
            }
        default: throw scanner.expected("a number, a name, a condition or \"(\"")
        }
        try scanner.advance()
        return value
    }
}

import QuorateQuorums

/// Operands and operators that were read and are not joined yet.
///
/// Operators of one strength that follow each other are joined at once, so that a long conjunction is one.
struct ExpressionStack {
    private struct Operator {
        let sign: String
        let strength: Int
        /// Place in the text, for mistakes.
        let offset: Int
    }

    private var operands: [ExpressionValue] = []
    private var operators: [Operator] = []
    private var openCount = 0

    /// True where a parenthesis is open.
    var isOpen: Bool { openCount > 0 }

    private static let strengths = [
        "->": 1, "||": 2, "&&": 3, "==": 5, "!=": 5, "<": 5, "<=": 5, ">": 5, ">=": 5, "+": 6, "-": 6, "*": 8,
    ]
    private static let relations: [String: Proposition.Relation] = [
        "==": .equal, "!=": .notEqual, "<": .less, "<=": .atMost, ">": .greater, ">=": .atLeast,
    ]
    private static let (parenthesis, implication, conjunction, prefix, comparison) = (0, 1, 3, 4, 5)
    private static let (addition, minus) = (6, 7)

    /// Strength with which an operator between two operands binds, or nil for what is none.
    static func strength(of sign: String) -> Int? { strengths[sign] }

    // MARK: - Reading

    mutating func push(_ operand: ExpressionValue) { operands.append(operand) }

    mutating func push(_ sign: String, isPrefix: Bool, offset: Int) {
        let prefix = sign == "(" ? Self.parenthesis : sign == "-" ? Self.minus : Self.prefix
        if sign == "(" { openCount += 1 }
        let strength = isPrefix ? prefix : Self.strengths[sign] ?? 0
        operators.append(Operator(sign: sign, strength: strength, offset: offset))
    }

    /// Joins what binds more closely than the operator that comes next.
    mutating func reduce(above strength: Int) throws(AutomatonScanner.Problem) {
        while let last = operators.last, last.strength > strength { try joinLast(last) }
    }

    /// Joins what stands in the last open parenthesis.
    mutating func close() throws(AutomatonScanner.Problem) {
        try reduce(above: Self.parenthesis)
        operators.removeLast()
        openCount -= 1
    }

    /// The whole expression.
    mutating func value() throws(AutomatonScanner.Problem) -> ExpressionValue {
        try reduce(above: Self.parenthesis)
        return operands.removeLast()
    }

    // MARK: - Joining

    /// Joins the operators of the last one's strength at the end.
    private mutating func joinLast(_ last: Operator) throws(AutomatonScanner.Problem) {
        let joined: ExpressionValue?
        if [Self.prefix, Self.minus].contains(last.strength) {
            operators.removeLast()
            joined = try apply(last, to: operands.removeLast())
        } else {
            let start = operators.lastIndex { $0.strength != last.strength }.map { $0 + 1 } ?? 0
            let group = Array(operators[start...])
            operators.removeSubrange(start...)
            let values = Array(operands.suffix(group.count + 1))
            operands.removeLast(values.count)
            joined = try join(values, group)
        }
        guard let joined else { throw problem(last, Self.words(for: last)) }
        guard joined.levels <= ExpressionValue.nestingLimit else {
            throw problem(
                last, "nested in more than \(ExpressionValue.nestingLimit) levels; split the condition")
        }
        operands.append(joined)
    }

    private func apply(
        _ sign: Operator, to value: ExpressionValue
    ) throws(AutomatonScanner.Problem) -> ExpressionValue? {
        switch sign.sign {
        case "-": try value.sum.map { sum throws(AutomatonScanner.Problem) in try add([(sum, -1, sign)]) }
        case "!": value.negated()
        default: value.later(sign.sign)
        }
    }

    private func join(
        _ values: [ExpressionValue], _ group: [Operator]
    ) throws(AutomatonScanner.Problem) -> ExpressionValue? {
        switch group[0].strength {
        case Self.implication: return implication(values)
        case Self.comparison:
            guard group.count == 1, let relation = Self.relations[group[0].sign] else {
                throw problem(group[1], "a comparison has two sides; join two of them by &&")
            }
            return values[0].compared(relation, values[1])
        case Self.addition: return try sum(values, group)
        case ..<Self.prefix: return .joined(values, all: group[0].strength == Self.conjunction)
        default: return try product(values, group)
        }
    }

    /// `a -> b -> c` is `a -> (b -> c)`.
    private func implication(_ values: [ExpressionValue]) -> ExpressionValue? {
        var conclusion = values[values.count - 1]
        for premise in values.dropLast().reversed() {
            // What is deeper than allowed is refused, and not built up first.
            guard conclusion.levels <= ExpressionValue.nestingLimit else { return conclusion }
            guard let longer = premise.implies(conclusion) else { return nil }
            conclusion = longer
        }
        return conclusion
    }

    private func sum(
        _ values: [ExpressionValue], _ group: [Operator]
    ) throws(AutomatonScanner.Problem) -> ExpressionValue? {
        let sums = values.compactMap(\.sum)
        guard sums.count == values.count else { return nil }
        let signed = zip(sums.dropFirst(), group).map { ($0, $1.sign == "-" ? -1 : 1, $1) }
        return try add([(sums[0], 1, group[0])] + signed)
    }

    private func add(
        _ parts: [(sum: LinearTerms, factor: Int, sign: Operator)]
    ) throws(AutomatonScanner.Problem) -> ExpressionValue {
        var sum = LinearTerms(0)
        for part in parts {
            guard sum.add(part.sum, times: part.factor) else {
                throw problem(part.sign, AutomatonScanner.tooLarge)
            }
        }
        return ExpressionValue(sum)
    }

    private func product(
        _ values: [ExpressionValue], _ group: [Operator]
    ) throws(AutomatonScanner.Problem) -> ExpressionValue? {
        guard var product = values[0].sum else { return nil }
        for (value, sign) in zip(values.dropFirst(), group) {
            guard let factor = value.sum else { return nil }
            guard let number = factor.number ?? product.number else {
                throw problem(sign, "two names are multiplied; only multiples by a number are linear")
            }
            product = try add([(factor.number == nil ? factor : product, number, sign)]).sum ?? product
        }
        return ExpressionValue(product)
    }

    // MARK: - Mistakes

    private func problem(_ sign: Operator, _ words: String) -> AutomatonScanner.Problem {
        AutomatonScanner.Problem(offset: sign.offset, words: words)
    }

    private static func words(for sign: Operator) -> String {
        switch sign.strength {
        case comparison: "\"\(sign.sign)\" compares numbers, and on one side is a condition"
        case addition...: ExpressionValue.noNumber
        default: ExpressionValue.noCondition
        }
    }
}

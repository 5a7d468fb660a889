import QuorateQuorums

/// Functions by name.
extension ExpressionParser {
    /// `max(f + 1, n - f)`, `min(...)`, `majority(n)` and `weight(A)`.
    mutating func function(
        _ name: String, _ start: ExpressionToken
    ) throws(ExpressionError) -> ExpressionNumber {
        let arithmetic = ExpressionArithmetic(column: start.column)
        switch name.lowercased() {
        case "max", "min":
            return try arithmetic.extreme(
                try arguments(), name.lowercased() == "max" ? .largest : .smallest)
        case "majority":
            let half = try arithmetic.product(
                ExpressionNumber(1, over: 2), try number(try enclosed(.open, .close, ")"), from: start))
            return try arithmetic.sum(
                arithmetic.rounded(half, up: false), ExpressionNumber(1), subtracting: false)
        case "weight" where hasSets: return ExpressionNumber(try weight())
        default:
            throw ExpressionError(
                message: "\(name) is not linear or no function that is understood; "
                    + "ceil, floor, max, min and majority are", column: start.column)
        }
    }

    private mutating func arguments() throws(ExpressionError) -> [ExpressionNumber] {
        try nested { parser throws(ExpressionError) in
            var numbers: [ExpressionNumber] = []
            try parser.expect(.open, "(")
            repeat {
                let start = parser.next
                numbers.append(try parser.number(try parser.sum(), from: start))
            } while parser.take(.comma)
            try parser.expect(.close, ")")
            return numbers
        }
    }
}

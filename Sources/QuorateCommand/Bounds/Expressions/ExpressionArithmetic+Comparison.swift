import QuorateQuorums

/// Comparisons, of which a largest or a smallest number makes several.
extension ExpressionArithmetic {
    /// `left` compared with `right`, both multiplied by what they are divided by.
    func comparison(
        _ left: ExpressionNumber, _ relation: Proposition.Relation, _ right: ExpressionNumber
    ) throws(ExpressionError) -> Proposition {
        if left.extreme == nil, right.extreme == nil {
            return try comparison(left.parts[0], relation, right.parts[0])
        }
        switch relation {
        case .less, .atMost, .greater, .atLeast: return try order(left, relation, right)
        case .equal:
            return .all([try order(left, .atMost, right), try order(left, .atLeast, right)])
        case .notEqual: return .any([try order(left, .less, right), try order(left, .greater, right)])
        }
    }

    /// The largest number is at most another when all of them are, and at least another when one of them is.
    private func order(
        _ left: ExpressionNumber, _ relation: Proposition.Relation, _ right: ExpressionNumber
    ) throws(ExpressionError) -> Proposition {
        let isBelow = relation == .less || relation == .atMost
        var outer: [Proposition] = []
        for left in left.parts {
            var inner: [Proposition] = []
            for right in right.parts { inner.append(try comparison(left, relation, right)) }
            outer.append(Self.joined(inner, every: (right.extreme == .smallest) == isBelow))
        }
        return Self.joined(outer, every: (left.extreme == .largest) == isBelow)
    }

    private static func joined(_ parts: [Proposition], every: Bool) -> Proposition {
        parts.count == 1 ? parts[0] : every ? .all(parts) : .any(parts)
    }

    private func comparison(
        _ left: Quotient, _ relation: Proposition.Relation, _ right: Quotient
    ) throws(ExpressionError) -> Proposition {
        if left.divisor == right.divisor { return .comparison(left.numerator, relation, right.numerator) }
        return .comparison(
            try multiple(right.divisor, left.numerator), relation, try multiple(left.divisor, right.numerator)
        )
    }
}

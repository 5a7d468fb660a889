import QuorateQuorums

/// Sets of replicas by name: `|A & B - F|`, `weight(A)`, `A & B ⊆ F`, `G & H = {}`.
extension ExpressionParser {
    /// The number of members of what stands between two bars.
    mutating func setSize() throws(ExpressionError) -> Quantity {
        guard hasSets else {
            throw ExpressionError(
                message: "rules are about numbers, so there are no sizes of sets here; "
                    + "ask about sets with --then or --quorums", column: next.column)
        }
        try expect(.bar, "|")
        let set = try set()
        try expect(.bar, "|")
        return .count(set)
    }

    mutating func weight() throws(ExpressionError) -> Quantity {
        try expect(.open, "(")
        let set = try set()
        try expect(.close, ")")
        return .weight(set)
    }

    mutating func setComparison() throws(ExpressionError) -> Proposition {
        let left = try set()
        if take(.subset) { return left.isSubset(of: try set()) }
        guard take(.relation(.equal)) else {
            throw ExpressionError(
                message: "sets are compared by ⊆ or =; write |A| <= |B| for their sizes", column: next.column)
        }
        if take(.openSet) {
            try expect(.closeSet, "}")
            return left.count == 0
        }
        return left == (try set())
    }

    mutating func set() throws(ExpressionError) -> SetExpression {
        try nested { parser throws(ExpressionError) in
            var set = try parser.intersection()
            while true {
                if parser.take(.minus) {
                    set = set - (try parser.intersection())
                } else if parser.take(.union) || parser.take(.plus) {
                    set = set | (try parser.intersection())
                } else if parser.take(.symmetricDifference) {
                    set = set ^ (try parser.intersection())
                } else {
                    return set
                }
            }
        }
    }

    private mutating func intersection() throws(ExpressionError) -> SetExpression {
        var set = try namedSet()
        while take(.intersection) { set = set & (try namedSet()) }
        return set
    }

    private mutating func namedSet() throws(ExpressionError) -> SetExpression {
        if take(.open) {
            let set = try set()
            try expect(.close, ")")
            return set
        }
        if take(word: "all") { return .everyone }
        guard case .name(let name) = next.kind else {
            throw ExpressionError(
                message: "the name of a set is missing here, such as A, or \"all\" for all replicas",
                column: next.column)
        }
        if let problem = reservedWord(next) { throw problem }
        tokens.removeFirst()
        return .named(name)
    }
}

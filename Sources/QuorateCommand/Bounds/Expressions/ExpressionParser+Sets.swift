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

    /// True where a comparison begins that has sets on both sides.
    var comparesSets: Bool {
        var depth = 0
        var previous: ExpressionToken.Kind?
        for token in tokens {
            defer { previous = token.kind }
            switch token.kind {
            case .name where isSetOfAll(token) && depth == 0 && [nil, .relation(.equal)].contains(previous):
                return true
            case .open: depth += 1
            case .close: depth -= 1
            case .bar: return false
            case .subset, .intersection, .union, .symmetricDifference, .openSet: if depth == 0 { return true }
            case .and, .or, .then, .end, .comma: return false
            default: break
            }
            if depth < 0 { return false }
        }
        return false
    }

    /// True for the name of all replicas, a set and no number; a rule for quorums has it as a group.
    func isSetOfAll(_ token: ExpressionToken) -> Bool {
        hasSets && !readsQuorums && token.kind == .name("all")
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
        tokens.removeFirst()
        return .named(name)
    }
}

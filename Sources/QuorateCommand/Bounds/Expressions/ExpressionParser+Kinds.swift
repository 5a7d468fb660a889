import QuorateQuorums

/// Comparisons of sets, told from comparisons of numbers before they are read: both have names, minus signs and
/// parentheses.
extension ExpressionParser {
    /// True where a comparison begins that has sets on both sides.
    var comparesSets: Bool {
        let kinds = comparedKinds
        // Between bars stands the size of a set, a number.
        if kinds.contains(.bar) { return false }
        if kinds.contains(where: \.isOfSets) { return true }
        let relations = kinds.filter { if case .relation = $0 { true } else { false } }
        return kinds.contains(.name("all")) && !relations.isEmpty
            && relations.allSatisfy { $0 == .relation(.equal) }
    }

    /// The words and signs of the comparison that begins here, without the arguments of functions; empty where
    /// parentheses hold comparisons of their own.
    private var comparedKinds: [ExpressionToken.Kind] {
        var kinds: [ExpressionToken.Kind] = []
        var (depth, depthOfCall) = (0, Int?.none)
        var previous: ExpressionToken.Kind?
        for kind in tokens.map(\.kind) {
            switch kind {
            case .open:
                depth += 1
                if case .name? = previous, depthOfCall == nil { depthOfCall = depth }
            case .close:
                if depthOfCall == depth { depthOfCall = nil }
                depth -= 1
                if depth < 0 { return kinds }
            case .and, .or, .then, .comma, .end:
                if depth == 0 { return kinds }
                if depthOfCall == nil { return [] }
            case .relation, .subset, .not, .if: if depth > 0, depthOfCall == nil { return [] }
            default: break
            }
            if depthOfCall == nil { kinds.append(kind) }
            previous = kind
        }
        return kinds
    }
}

extension ExpressionToken.Kind {
    /// True of signs that stand between sets only.
    fileprivate var isOfSets: Bool {
        switch self {
        case .subset, .intersection, .union, .symmetricDifference, .openSet: true
        default: false
        }
    }
}

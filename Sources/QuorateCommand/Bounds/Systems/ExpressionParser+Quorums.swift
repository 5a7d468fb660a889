import QuorateQuorums

/// Rules for quorums: `majority of {a, b, c}`, `2 of {a, b, c} and 2 of {d, e, f}`, `weight > 2/3 of {a: 4, b: 1}`,
/// `2 of {majority of G, majority of H, majority of K}`, `q of all`.
extension ExpressionParser {
    /// The rule that `text` says.
    static func quorum(_ text: String) throws(ExpressionError) -> QuorumExpression {
        var parser = try ExpressionParser(text, hasSets: true, readsQuorums: true)
        let rule = try parser.eitherQuorum()
        guard parser.next.kind == .end else {
            throw ExpressionError(
                message: "\"and\", \"or\" or the end is expected here", column: parser.next.column)
        }
        return rule
    }

    mutating func eitherQuorum() throws(ExpressionError) -> QuorumExpression {
        try nested { parser throws(ExpressionError) in
            var parts = [try parser.jointQuorum()]
            while parser.take(.or) { parts.append(try parser.jointQuorum()) }
            return parts.count == 1 ? parts[0] : .any(parts)
        }
    }

    private mutating func jointQuorum() throws(ExpressionError) -> QuorumExpression {
        var parts = [try oneQuorum()]
        while take(.and) { parts.append(try oneQuorum()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func oneQuorum() throws(ExpressionError) -> QuorumExpression {
        let start = next
        if take(.open) {
            let rule = try eitherQuorum()
            try expect(.close, ")")
            return rule
        }
        switch start.kind {
        case .openSet:
            return .members(.init(amount: .share(1, over: 1)), of: try list(), column: start.column)
        case .name("grid"), .name("slices"):
            tokens.removeFirst()
            return start.kind == .name("grid") ? try grid(start.column) : try slices(start.column)
        case .name, .number:
            if let name = takeReplica() { return .replica(name, column: start.column) }
        default: break
        }
        let threshold = try threshold()
        guard take(word: "of") else {
            throw ExpressionError(
                message: "\"of\" and a group are missing here, as in 2 of {a, b, c}", column: next.column)
        }
        return .members(threshold, of: try group(), column: start.column)
    }

    /// Takes the name of a replica that stands by itself; nil where something else begins.
    mutating func takeReplica() -> String? {
        switch tokens.dropFirst().first?.kind {
        case .and, .or, .end, .close, .comma, .colon, .closeSet: break
        default: return nil
        }
        switch next.kind {
        case .name(let name):
            tokens.removeFirst()
            return name
        case .number(let number):
            tokens.removeFirst()
            return "\(number)"
        default: return nil
        }
    }

    // MARK: - Thresholds

    private mutating func threshold() throws(ExpressionError) -> QuorumExpression.Threshold {
        for (word, amount) in Self.wordAmounts where take(word: word) { return amount }
        let isWeighted = take(word: "weight")
        if isWeighted, take(word: "majority") {
            return .init(amount: .share(1, over: 2), relation: .greater, isWeighted: true)
        }
        var relation = Proposition.Relation.atLeast
        if case .relation(let sign) = next.kind {
            guard sign != .equal, sign != .notEqual else {
                throw ExpressionError(
                    message: "a quorum has at least so many; write >= or >", column: next.column)
            }
            (relation, _) = (sign, tokens.removeFirst())
        }
        let amount = try amount()
        return .init(amount: amount, relation: relation, isWeighted: isWeighted)
    }

    private static let wordAmounts: [(String, QuorumExpression.Threshold)] = [
        ("majority", .init(amount: .share(1, over: 2), relation: .greater)),
        ("all", .init(amount: .share(1, over: 1))), ("any", .init(amount: .count(1))),
    ]

    private mutating func amount() throws(ExpressionError) -> QuorumExpression.Threshold.Amount {
        let start = next
        let value = try number(try sum(), from: start)
        guard let (numerator, divisor) = value.single else {
            throw ExpressionError(
                message: "max and min have no place here; join two rules by \"and\" or \"or\"",
                column: start.column)
        }
        if divisor == 1 { return .count(numerator) }
        guard let share = try ExpressionArithmetic(column: start.column).constant(value),
            0...share.divisor ~= share.numerator
        else {
            throw ExpressionError(
                message: "a share is a fraction from 0 to 1, as in > 2/3 of {a, b, c}; round other numbers, "
                    + "as in ceil(n/2) of all", column: start.column)
        }
        return .share(share.numerator, over: share.divisor)
    }

    // MARK: - Groups

    private mutating func group() throws(ExpressionError) -> QuorumExpression.Group {
        let start = next
        switch start.kind {
        case .openSet: return try list()
        case .number(let count):
            tokens.removeFirst()
            guard (1...ReplicaID.capacity).contains(count) else {
                throw ExpressionError(message: Self.tooMany, column: start.column)
            }
            return .list((0..<count).map { Self.numbered($0, start.column) })
        default: return .set(try set())
        }
    }

    static let tooMany =
        "lists have 1 to \(ReplicaID.capacity) replicas, which are tried set by set; "
        + "for any number of them write sets by name, as in majority of all"

    static func numbered(_ number: Int, _ column: Int) -> QuorumExpression.Member {
        .init(rule: .replica("r\(number)", column: column), weight: nil)
    }

    /// `{a, b: 2, majority of {c, d, e}, 5...9}`.
    private mutating func list() throws(ExpressionError) -> QuorumExpression.Group {
        var members: [QuorumExpression.Member] = []
        let start = next
        try expect(.openSet, "{")
        repeat { members += try member() } while take(.comma)
        try expect(.closeSet, "}")
        guard members.count <= ReplicaID.capacity else {
            throw ExpressionError(message: Self.tooMany, column: start.column)
        }
        return .list(members)
    }

    private mutating func member() throws(ExpressionError) -> [QuorumExpression.Member] {
        let start = next
        if case .number(let first) = start.kind, tokens.dropFirst().first?.kind == .dots {
            tokens.removeFirst(2)
            guard case .number(let last) = next.kind, first <= last, last - first < ReplicaID.capacity else {
                throw ExpressionError(
                    message: "the last number of a range of up to \(ReplicaID.capacity) is missing here",
                    column: next.column)
            }
            tokens.removeFirst()
            return (first...last).map {
                .init(rule: .replica("\($0)", column: start.column), weight: nil)
            }
        }
        let rule = try eitherQuorum()
        return [.init(rule: rule, weight: take(.colon) ? try weightOfMember() : nil)]
    }

    private mutating func weightOfMember() throws(ExpressionError) -> Int {
        guard case .number(let weight) = next.kind else {
            throw ExpressionError(
                message: "a whole number is missing here, the weight of what stands before it",
                column: next.column)
        }
        tokens.removeFirst()
        return weight
    }
}

import QuorateQuorums

/// Grids of replicas, and slices by which each replica says whom it trusts.
extension ExpressionParser {
    /// `grid(3, 4, read)`: one of each column, and for a write one whole column too.
    mutating func grid(_ column: Int) throws(ExpressionError) -> QuorumExpression {
        try expect(.open, "(")
        let rows = try gridNumber()
        try expect(.comma, "a comma")
        let columns = try gridNumber()
        try expect(.comma, "a comma, and read or write,")
        let isWrite = take(word: "write")
        guard isWrite || take(word: "read") else {
            throw ExpressionError(message: "write \"read\" or \"write\" here", column: next.column)
        }
        try expect(.close, ")")
        guard rows * columns <= ReplicaID.capacity else {
            throw ExpressionError(message: Self.tooMany, column: column)
        }
        let lines = (0..<columns).map { line in
            QuorumExpression.Group.list((0..<rows).map { Self.numbered($0 * columns + line, column) })
        }
        let any = lines.map { QuorumExpression.members(.init(amount: .count(1)), of: $0, column: column) }
        let whole = lines.map {
            QuorumExpression.members(.init(amount: .share(1, over: 1)), of: $0, column: column)
        }
        // Nothing is asked of the grid as a whole: it comes first for the order of its replicas.
        let replicas = QuorumExpression.Group.list((0..<rows * columns).map { Self.numbered($0, column) })
        let grid = QuorumExpression.members(.init(amount: .count(0)), of: replicas, column: column)
        return .all([grid] + any + (isWrite ? [.any(whole)] : []))
    }

    private mutating func gridNumber() throws(ExpressionError) -> Int {
        guard case .number(let number) = next.kind, (1...ReplicaID.capacity).contains(number) else {
            throw ExpressionError(
                message: "a number from 1 to \(ReplicaID.capacity) is missing here, as in grid(3, 3, write)",
                column: next.column)
        }
        tokens.removeFirst()
        return number
    }

    /// `slices {a: 2 of {b, c, d}, b: a}`.
    mutating func slices(_ column: Int) throws(ExpressionError) -> QuorumExpression {
        var slices: [(replica: String, trusts: QuorumExpression)] = []
        try expect(.openSet, "{")
        repeat {
            let start = next
            guard let name = takeReplica(), !slices.contains(where: { $0.replica == name }) else {
                throw ExpressionError(
                    message: "a replica is missing here that is not there yet, with what it trusts, as in "
                        + "slices {a: 2 of {b, c, d}}", column: start.column)
            }
            try expect(.colon, ":")
            slices.append((name, try eitherQuorum()))
        } while take(.comma)
        try expect(.closeSet, "}")
        return .slices(slices, column: column)
    }
}

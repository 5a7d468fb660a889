import QuorateQuorums

/// Tables that need no condition: each case by itself.
extension Prover {
    /// For each value of the first parameter the most faults that `rule` stands, as in ``QuorumBound/table(_:)``.
    ///
    /// Every case is a question of its own to the solver, so that a table is there where no condition was found.
    ///
    /// - Returns: nil where there is no parameter or there are too many cases, or a limit was reached.
    /// - Throws: ``BoundError`` when the rule means nothing.
    public func cases(
        of rule: QuorumSizeRule, _ range: ClosedRange<Int>
    ) throws(BoundError) -> [QuorumBound.Row]? {
        try rule.validate()
        guard rule.parameters.count <= 2, !rule.parameters.isEmpty, range.lowerBound >= 0,
            range.count <= QuorumBound.lineLimit, range.upperBound < QuorumBound.pointLimit
        else { return nil }
        let cases = CaseTable(rule: rule, deadline: .now + timeLimit)
        return try? range.map { try cases.row($0) }
    }
}

/// Cases of a rule with one or two parameters, each put to the solver.
private struct CaseTable {
    let rule: QuorumSizeRule
    let deadline: ContinuousClock.Instant

    /// The time limit was reached.
    struct Undecided: Error {}

    /// The case with the largest second parameter, up to the first.
    func row(_ first: Int) throws -> QuorumBound.Row {
        guard rule.parameters.count == 2 else { return .init(first: first, witness: try sizes([first])) }
        for second in (0...first).reversed() {
            if let witness = try sizes([first, second]) { return .init(first: first, witness: witness) }
        }
        return .init(first: first, witness: nil)
    }

    /// The point with the smallest sizes that meet the rule there, or nil.
    private func sizes(_ point: [Int]) throws -> QuorumWitness? {
        let values = zip(rule.parameters, point).map { Quantity.parameter($0) == .number($1) }
        let named = rule.chosen.map { Quantity.parameter($0) >= 0 }
        // What refutes this is a case that meets the rule; the names in this order are made small.
        let claim = Claim.plain(
            "case", given: values + named + rule.assuming + rule.requirements, then: [.any([])])
        let encoding = ClaimEncoding(claim)
        let solver = try Z3Solver(encoding.problem, until: deadline)
        switch solver.check(until: deadline) {
        case .unsatisfiable: return nil
        case .unknown: throw Undecided()
        case .satisfiable:
            guard case .refuted(let example) = try CounterexampleSearch(encoding, solver, deadline).verdict(),
                example.isSmallest
            else { throw Undecided() }
            return example.witness
        }
    }
}

import QuorateQuorums

/// Asks the solver what follows from what, to shorten an answer; nothing rests on it but brevity.
struct Entailment {
    /// What is supposed in every question.
    let assuming: [Statement]
    let deadline: ContinuousClock.Instant

    /// Whether `conclusion` follows from `given` for sure.
    func follows(_ conclusion: Statement, from given: [Statement]) -> Bool {
        let encoding = ClaimEncoding(.plain("entailment", given: assuming + given, then: [conclusion]))
        guard let solver = try? Z3Solver(encoding.problem),
            case .unsatisfiable = solver.check(until: deadline)
        else { return false }
        return true
    }

    /// Whether `given` cannot be true together for sure.
    func isContradiction(_ given: [Statement]) -> Bool { follows(.any([]), from: given) }

    /// `statements` without those that follow from the others.
    func withoutRedundant(_ statements: [Statement]) -> [Statement] {
        var kept = statements
        for statement in statements {
            let others = kept.filter { !$0.isSame(as: statement) }
            if follows(statement, from: others) { kept = others }
        }
        return kept
    }

    /// `bounds` without those that are never the largest where `given` is true.
    func withoutRedundant(_ bounds: [Quantity], given: [Statement]) -> [Quantity] {
        var kept = bounds
        for bound in bounds where kept.count > 1 {
            let others = kept.filter { !$0.isSame(as: bound) }
            if isContradiction(given + others.map { $0 < bound }) { kept = others }
        }
        return kept
    }
}

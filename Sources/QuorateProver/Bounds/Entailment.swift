import QuorateQuorums

/// Questions to the solver about what follows from what, to shorten an answer; nothing rests on it but
/// brevity.
struct Entailment {
    /// Hypotheses of every question.
    let assuming: [Proposition]
    let deadline: ContinuousClock.Instant

    /// Entailment: `conclusion` follows from `given` for sure.
    func follows(_ conclusion: Proposition, from given: [Proposition]) -> Bool {
        let encoding = ClaimEncoding(.plain("entailment", given: assuming + given, then: [conclusion]))
        guard let solver = try? Z3Solver(encoding.problem),
            case .unsatisfiable = solver.check(until: deadline)
        else { return false }
        return true
    }

    /// Contradiction: `given` cannot be true together, for sure.
    func isContradiction(_ given: [Proposition]) -> Bool { follows(.any([]), from: given) }

    /// `statements` without those that follow from the others.
    func withoutRedundant(_ statements: [Proposition]) -> [Proposition] {
        var kept = statements
        for statement in statements {
            let others = kept.filter { !$0.isSame(as: statement) }
            if follows(statement, from: others) { kept = others }
        }
        return kept
    }

    /// `bounds` without those that are never the largest where `given` is true.
    func withoutRedundant(_ bounds: [Quantity], given: [Proposition]) -> [Quantity] {
        var kept = bounds
        for bound in bounds where kept.count > 1 {
            let others = kept.filter { !$0.isSame(as: bound) }
            if isContradiction(given + others.map { $0 < bound }) { kept = others }
        }
        return kept
    }
}

import QuorateQuorums

/// Questions to the solver about what follows from what, to shorten an answer; nothing rests on it but
/// brevity.
struct Entailment {
    /// Hypotheses of every question.
    let assuming: [Proposition]
    /// The hypotheses with equalities where two of them leave no more.
    let equalities: [Proposition]
    let deadline: ContinuousClock.Instant

    init(assuming: [Proposition], deadline: ContinuousClock.Instant) {
        (self.assuming, self.deadline, equalities) = (assuming, deadline, assuming)
    }

    private init(_ other: Entailment, equalities: [Proposition]) {
        (assuming, deadline, self.equalities) = (other.assuming, other.deadline, equalities)
    }

    /// The same questions, with the equalities among the hypotheses found.
    var withEqualities: Entailment {
        guard !assuming.isEmpty else { return self }
        let alone = Entailment(assuming: [], deadline: deadline)
        return Entailment(self, equalities: alone.withEqualities(assuming))
    }

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

    /// Those of `statements` that cannot be true together, as few as are enough for it; nil where they can.
    func contradiction(in statements: [Proposition]) -> [Proposition]? {
        guard !statements.isEmpty, isContradiction(statements) else { return nil }
        return statements.reduce(statements) { kept, statement in
            let others = kept.filter { !$0.isSame(as: statement) }
            return isContradiction(others) ? others : kept
        }
    }

    /// `statements` without those that follow from the others.
    func withoutRedundant(_ statements: [Proposition]) -> [Proposition] {
        var kept = statements
        for statement in statements {
            let others = kept.filter { !$0.isSame(as: statement) }
            if follows(statement, from: others) { kept = others }
        }
        return kept
    }

    /// `statements` with equalities in the place of inequalities of which only the edge is left: n ≤ 3f with n ≥ 3f.
    func withEqualities(_ statements: [Proposition]) -> [Proposition] {
        var kept = statements
        for (index, statement) in statements.enumerated() {
            guard let edge = statement.edge, follows(edge, from: kept) else { continue }
            kept[index] = edge
        }
        return kept.contains { $0.isEquality } ? withoutRedundant(kept.reversed()).reversed() : kept
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

extension Proposition {
    var isEquality: Bool { if case .comparison(_, .equal, _) = self { true } else { false } }

    /// The equality at the edge of an inequality of whole numbers: n = 3f + 1 of n > 3f.
    fileprivate var edge: Proposition? {
        switch self {
        case .comparison(let left, .atMost, let right), .comparison(let left, .atLeast, let right):
            left == right
        case .comparison(let left, .greater, let right): left == right + 1
        case .comparison(let left, .less, .sum(let right, .number(let number))):
            left == right + .number(number - 1)
        case .comparison(let left, .less, let right): left == right - 1
        default: nil
        }
    }
}

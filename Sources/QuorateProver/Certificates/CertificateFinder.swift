import BigInt

/// Search for a certificate that some assertions contradict each other.
///
/// Depth first: weighted sums by linear programming over the rationals (the solver does it; its answer is checked like any
/// other certificate); where that fails, the cases of a choice that the rational solution does not meet; where it meets
/// them all, cuts and splits that no integer solution crosses. Without a bound on the integers the last need not end, so
/// there is a budget.
struct CertificateFinder {
    /// Number of places of the tree that may still be visited.
    private var budget: Int
    /// The choices whose cases are being gone through: once on the way down is enough.
    private var entered: Set<Int> = []
    /// Number of levels of the tree above the place that is visited.
    private var depth = 0
    /// The largest number of levels: splits without an end go down, not across, and the stack ends before the budget does.
    private static let depthLimit = 100
    private let deadline: ContinuousClock.Instant

    /// Reason for which the search gave up.
    private(set) var obstacle = "no sum of rows and cases was found"

    /// A search that ends at `deadline` at the latest.
    init(deadline: ContinuousClock.Instant, budget: Int = 4000) {
        self.deadline = deadline
        self.budget = budget
    }

    /// A proof that `facts` contradict each other, or nil with the reason in `obstacle`.
    mutating func certificate(for facts: Facts) -> Certificate? {
        budget -= 1
        guard budget > 0 else { return giveUp("the search for a certificate grew too large") }
        guard ContinuousClock.now < deadline else {
            return giveUp("no time was left to look for a certificate")
        }
        // Choices without any case are contradictions by themselves.
        if let choice = facts.choices.firstIndex(where: \.isEmpty) { return .cases(choice: choice, []) }
        switch Relaxation(facts.rows, deadline: deadline).solve() {
        case .contradiction(let terms): return .sum(terms)
        case .point(let point): return certificate(for: facts, beyond: point)
        case .unknown(let reason): return giveUp(reason)
        }
    }

    private mutating func giveUp(_ reason: String) -> Certificate? {
        obstacle = reason
        return nil
    }

    /// Goes on where real numbers meet all rows.
    private mutating func certificate(for facts: Facts, beyond point: RationalPoint) -> Certificate? {
        // The open choice with the fewest cases.
        let open = facts.choices.indices.filter { index in
            !entered.contains(index) && !facts.choices[index].contains { point.meets($0) }
        }
        if let choice = open.min(by: { facts.choices[$0].count < facts.choices[$1].count }) {
            return cases(of: choice, facts)
        }
        if let cut = DivisibilityCut(facts.rows, deadline: deadline).terms {
            return divide(cut.terms, by: cut.divisor, facts)
        }
        guard let fractional = point.firstFraction else {
            return giveUp("the facts that the solver names do not contradict each other")
        }
        return split(fractional.variable, below: fractional.floor, facts)
    }

    private mutating func cases(of choice: Int, _ facts: Facts) -> Certificate? {
        var branches: [Certificate] = []
        entered.insert(choice)
        defer { entered.remove(choice) }
        for part in facts.choices[choice] {
            guard let branch = certificate(for: facts, and: part) else { return nil }
            branches.append(branch)
        }
        return .cases(choice: choice, branches)
    }

    private mutating func divide(_ terms: [Certificate.WeightedRow], by divisor: BigInt, _ facts: Facts)
        -> Certificate?
    {
        guard let row = facts.sum(terms)?.divided(by: divisor),
            let rest = certificate(for: facts, and: .atLeastZero(row))
        else { return nil }
        return .divide(terms, by: divisor, then: rest)
    }

    /// The variable is at most `floor`, or at least one more.
    private mutating func split(_ variable: Int, below floor: BigInt, _ facts: Facts) -> Certificate? {
        let form = LinearForm(floor) - LinearForm(variable: variable)
        guard let low = certificate(for: facts, and: .atLeastZero(form)),
            let high = certificate(for: facts, and: .atLeastZero(-form - LinearForm(1)))
        else { return nil }
        return .split(form, low, high)
    }

    private mutating func certificate(for facts: Facts, and formula: Formula) -> Certificate? {
        var facts = facts
        guard facts.assume(formula) else { return giveUp("the facts are not plain arithmetic") }
        guard depth < Self.depthLimit else { return giveUp("the search for a certificate grew too deep") }
        depth += 1
        defer { depth -= 1 }
        return certificate(for: facts)
    }
}

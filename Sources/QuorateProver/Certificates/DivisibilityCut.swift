import BigInt

/// A sum of rows that can be divided and rounded so that it says more than before.
///
/// Either one row whose coefficients share a divisor that its constant does not have, or several equations: where they have
/// no whole solution, some combination of them has coefficients that a prime power divides and a constant that it does
/// not (Schrijver 1986, corollary 4.1a). The powers tried are at most 32.
struct DivisibilityCut {
    /// Rows to add up, and the number to divide by.
    private(set) var terms: (terms: [Certificate.WeightedRow], divisor: BigInt)?

    init(_ rows: [LinearForm], deadline: ContinuousClock.Instant) {
        terms = Self.singleRow(rows) ?? Self.equations(rows, deadline)
    }

    private static func singleRow(_ rows: [LinearForm]) -> (
        terms: [Certificate.WeightedRow], divisor: BigInt
    )? {
        for (index, row) in rows.enumerated() {
            let divisor = row.coefficients.values.reduce(BigInt(0)) { $0.greatestCommonDivisor(with: $1) }
            guard divisor > 1, row.constant % divisor != 0, let cut = row.divided(by: divisor) else {
                continue
            }
            if !rows.contains(cut) { return ([.init(row: index, multiplier: 1)], divisor) }
        }
        return nil
    }

    private static func equations(
        _ rows: [LinearForm], _ deadline: ContinuousClock.Instant
    ) -> (terms: [Certificate.WeightedRow], divisor: BigInt)? {
        let position = Dictionary(
            rows.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let equations = rows.indices.filter { position[rows[$0]] == $0 && position[-rows[$0]] != nil }
        guard !equations.isEmpty else { return nil }
        for power in [2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 17, 19, 23, 25, 27, 29, 31, 32] {
            guard let factors = factors(equations.map { rows[$0] }, BigInt(power), deadline) else { continue }
            let terms = zip(equations, factors).filter { $0.1 != 0 }.map {
                Certificate.WeightedRow(row: $0, multiplier: $1)
            }
            let facts = terms.reduce(LinearForm()) { $0 + $1.multiplier * rows[$1.row] }
            // Both directions of each equation are among the rows, so the opposite sum comes in its turn.
            if let cut = facts.divided(by: BigInt(power)), !rows.contains(cut) {
                return (terms, BigInt(power))
            }
        }
        return nil
    }

    /// Factors below `divisor` such that it divides every coefficient of the sum, and not the constant.
    private static func factors(
        _ forms: [LinearForm], _ divisor: BigInt, _ deadline: ContinuousClock.Instant
    ) -> [BigInt]? {
        var problem = Problem()
        let factors = forms.indices.map { problem.declare("c\($0)", .natural) }
        for factor in factors {
            problem.assert("", .atLeastZero(LinearForm(divisor - 1) - LinearForm(variable: factor)))
        }
        var sums: [Int: LinearForm] = [:]
        var constant = LinearForm()
        for (factor, form) in zip(factors, forms) {
            constant[factor] = form.constant.modulus(divisor)
            for (variable, coefficient) in form.coefficients {
                sums[variable, default: LinearForm()][factor] = coefficient.modulus(divisor)
            }
        }
        for variable in sums.keys.sorted() {
            let multiple = divisor * LinearForm(variable: problem.declare("t", .natural))
            problem.assert("", .equal(sums[variable]!, multiple))
        }
        let rest = constant - divisor * LinearForm(variable: problem.declare("t", .natural))
        problem.assert(
            "", .all([.atLeastZero(rest - LinearForm(1)), .atLeastZero(LinearForm(divisor - 1) - rest)]))
        guard let solver = try? Z3Solver(problem), case .satisfiable = solver.check(until: deadline) else {
            return nil
        }
        return factors.map { solver.number(of: $0)?.numerator ?? 0 }
    }
}

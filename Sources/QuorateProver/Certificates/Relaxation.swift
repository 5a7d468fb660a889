import BigInt

/// Rows over real numbers: either some point meets them all, or a weighted sum of them is a contradiction.
struct Relaxation {
    enum Solution {
        case contradiction([Certificate.WeightedRow])
        case point(RationalPoint)
        case unknown(String)
    }

    private let rows: [LinearForm]
    private let deadline: ContinuousClock.Instant

    init(_ rows: [LinearForm], deadline: ContinuousClock.Instant) {
        self.rows = rows
        self.deadline = deadline
    }

    func solve() -> Solution {
        do {
            // Most places of a tree are its ends.
            if let terms = try multipliers() { return .contradiction(terms) }
            if let point = try point() { return .point(point) }
            return .unknown("the solver finds neither a point nor multipliers")
        } catch let failure as Z3Solver.SolverFailure {
            return .unknown(failure.reason)
        } catch {
            return .unknown("\(error)")
        }
    }

    /// A point that meets all rows, or nil.
    private func point() throws -> RationalPoint? {
        var problem = Problem()
        var columns: [Int: Int] = [:]
        for row in rows {
            for variable in row.variables where columns[variable] == nil {
                columns[variable] = problem.declare("x", .real)
            }
        }
        for row in rows { problem.assert("", .atLeastZero(row.renamed(columns))) }
        let solver = try Z3Solver(problem)
        switch solver.check(until: deadline) {
        case .satisfiable: return RationalPoint(columns.mapValues { solver.number(of: $0) ?? (0, 1) })
        case .unsatisfiable: return nil
        case .unknown(let reason): throw Z3Solver.SolverFailure(reason: reason)
        }
    }

    /// Natural numbers by which the rows are multiplied so that their sum is negative everywhere, or nil.
    ///
    /// Farkas' lemma: there are some exactly when no real point meets all rows.
    private func multipliers() throws -> [Certificate.WeightedRow]? {
        var problem = Problem()
        var columns: [Int: LinearForm] = [:]
        var constant = LinearForm()
        for (index, row) in rows.enumerated() {
            let multiplier = problem.declare("m\(index)", .real)
            constant[multiplier] = row.constant
            for (variable, coefficient) in row.coefficients {
                columns[variable, default: LinearForm()][multiplier] = coefficient
            }
        }
        for variable in columns.keys.sorted() { problem.assert("", .atLeastZero(-columns[variable]!)) }
        problem.assert("", .atLeastZero(-constant - LinearForm(1)))
        let solver = try Z3Solver(problem)
        guard case .satisfiable = solver.check(until: deadline) else { return nil }
        return Self.scaled(rows.indices.map { solver.number(of: $0) ?? (0, 1) })
    }

    /// Fractions multiplied by their common denominator.
    private static func scaled(_ fractions: [(numerator: BigInt, denominator: BigInt)]) -> [Certificate
        .WeightedRow]
    {
        let common = fractions.reduce(BigInt(1)) { product, fraction in
            product / product.greatestCommonDivisor(with: fraction.denominator) * fraction.denominator
        }
        return fractions.enumerated().compactMap { index, fraction in
            fraction.numerator == 0
                ? nil : .init(row: index, multiplier: fraction.numerator * (common / fraction.denominator))
        }
    }
}

/// Rational values of variables; those without a value are 0.
struct RationalPoint {
    private let values: [Int: (numerator: BigInt, denominator: BigInt)]

    init(_ values: [Int: (numerator: BigInt, denominator: BigInt)]) { self.values = values }

    /// Truth of an arithmetic formula at this point.
    func meets(_ formula: Formula) -> Bool {
        switch formula {
        case .atLeastZero(let form): sign(of: form) >= 0
        case .all(let parts): parts.allSatisfy(meets)
        case .any(let parts): parts.contains(where: meets)
        case .not, .truth, .predicate, .equal, .same, .quantified: false
        }
    }

    /// The first variable whose value is not whole, with the whole number below it.
    var firstFraction: (variable: Int, floor: BigInt)? {
        values.keys.sorted().lazy.compactMap { variable in
            let value = values[variable]!
            return value.denominator == 1 ? nil : (variable, value.numerator / value.denominator)
        }.first
    }

    /// A number of the same sign as the form's value.
    private func sign(of form: LinearForm) -> BigInt {
        var (sum, denominator) = (form.constant, BigInt(1))
        for (variable, coefficient) in form.coefficients {
            let value = values[variable] ?? (0, 1)
            sum = sum * value.denominator + coefficient * value.numerator * denominator
            denominator *= value.denominator
        }
        return sum
    }
}

extension LinearForm {
    /// The form with its variables replaced by others.
    func renamed(_ names: [Int: Int]) -> LinearForm {
        var form = LinearForm(constant)
        for (variable, coefficient) in coefficients { form[names[variable]!] += coefficient }
        return form
    }
}

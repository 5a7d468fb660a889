import BigInt

/// A proof that some facts contradict each other, as a small tree of rules, each of which a few lines re-check.
///
/// The facts are rows (a linear form over natural numbers that is not negative) and choices (one of several facts is
/// true). The rules: a weighted sum of rows that no natural numbers satisfy; the cases of a choice; an integer is at most
/// k or at least k + 1; a sum of rows whose coefficients share a divisor is divided by it and rounded. The first is
/// Farkas' lemma and complete over the rationals; the last are Chvátal's and Gomory's cuts and make up for the integers.
/// Schrijver, "Theory of Linear and Integer Programming" (1986), sections 7.3 and 23.1.
indirect enum Certificate: Hashable, Sendable {
    /// Row, by its position among the rows known at that place of the tree, with the number of times that it
    /// is counted.
    struct WeightedRow: Hashable, Sendable {
        var row: Int
        /// At least 0.
        var multiplier: BigInt
    }

    /// The sum has a negative constant and no positive coefficient.
    case sum([WeightedRow])
    /// The choice at this position leads to a contradiction whichever of its facts is true.
    case cases(choice: Int, [Certificate])
    /// Either the form is not negative, or its opposite less 1 is not.
    case split(LinearForm, Certificate, Certificate)
    /// The sum, divided by a common divisor of its coefficients and rounded down, is one more row.
    case divide([WeightedRow], by: BigInt, then: Certificate)
}

/// Rows and choices that are taken to be true at some place of a certificate.
struct Facts: Sendable {
    private(set) var rows: [LinearForm] = []
    private(set) var choices: [[Formula]] = []

    /// Takes in `formula`, which has neither negations nor anything but arithmetic; false otherwise.
    mutating func assume(_ formula: Formula) -> Bool {
        switch formula {
        case .atLeastZero(let form):
            rows.append(form)
            return true
        case .all(let parts): return parts.allSatisfy { assume($0) }
        case .any(let parts):
            choices.append(parts)
            return true
        case .not, .truth, .predicate, .equal, .same, .quantified: return false
        }
    }

    /// The sum of rows that `terms` stand for; nil where there is no such row or a multiplier is negative.
    func sum(_ terms: [Certificate.WeightedRow]) -> LinearForm? {
        var sum = LinearForm()
        for term in terms {
            guard rows.indices.contains(term.row), term.multiplier >= 0 else { return nil }
            sum = sum + term.multiplier * rows[term.row]
        }
        return sum
    }
}

/// Re-checks certificates in exact integer arithmetic. It shares nothing with what finds them and knows no solver.
extension Certificate {
    /// Check that this is a proof that `facts` contradict each other, given that all variables are natural
    /// numbers.
    func refutes(_ facts: Facts) -> Bool {
        switch self {
        case .sum(let terms):
            guard let sum = facts.sum(terms) else { return false }
            return sum.constant < 0 && sum.coefficients.values.allSatisfy { $0 <= 0 }
        case .cases(let choice, let branches):
            guard facts.choices.indices.contains(choice) else { return false }
            let parts = facts.choices[choice]
            return parts.count == branches.count
                && zip(parts, branches).allSatisfy { part, branch in branch.refutes(facts, and: part) }
        case .split(let form, let first, let second):
            return first.refutes(facts, and: .atLeastZero(form))
                && second.refutes(facts, and: .atLeastZero(-form - LinearForm(1)))
        case .divide(let terms, let divisor, let rest):
            guard divisor >= 1, let sum = facts.sum(terms), let row = sum.divided(by: divisor) else {
                return false
            }
            return rest.refutes(facts, and: .atLeastZero(row))
        }
    }

    private func refutes(_ facts: Facts, and formula: Formula) -> Bool {
        var facts = facts
        return facts.assume(formula) && refutes(facts)
    }
}

extension LinearForm {
    /// The form divided by `divisor`, its constant rounded down; nil unless every coefficient is a multiple.
    func divided(by divisor: BigInt) -> LinearForm? {
        var result = LinearForm()
        for (variable, coefficient) in coefficients {
            let (whole, rest) = coefficient.quotientAndRemainder(dividingBy: divisor)
            guard rest == 0 else { return nil }
            result[variable] = whole
        }
        let (whole, rest) = constant.quotientAndRemainder(dividingBy: divisor)
        result.constant = rest < 0 ? whole - 1 : whole
        return result
    }
}

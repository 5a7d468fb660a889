import BigInt

extension Proof {
    /// The size of the certificate, as in `2 cases, 9 rows`; nil where there is none.
    public var certificateSize: String? {
        guard let certificate else { return nil }
        let size = certificate.size
        let rows = "\(size.rows) row\(size.rows == 1 ? "" : "s")"
        return size.leaves == 1 ? rows : "\(size.leaves) cases, \(rows)"
    }

    /// The certificate for a reader: which facts are added up, how often each, case by case; empty where there is none.
    ///
    /// An equation counts as two facts, ≤ and ≥, of which one or both are used.
    public var argument: [String] {
        guard let certificate else { return [] }
        var labels: [String] = []
        var facts = Facts()
        for index in core {
            _ = facts.assume(problem.assertions[index].formula)
            labels += Array(
                repeating: problem.assertions[index].label, count: facts.rows.count - labels.count)
        }
        return Argument(problem: problem).lines(certificate, facts, labels)
    }
}

extension Certificate {
    /// The number of contradictions at the ends of the tree, and of the rows that are added up in all.
    var size: (leaves: Int, rows: Int) {
        switch self {
        case .sum(let terms): (1, terms.count)
        case .cases(_, let branches):
            branches.map(\.size).reduce((0, 0)) { ($0.0 + $1.leaves, $0.1 + $1.rows) }
        case .split(_, let low, let high):
            (low.size.leaves + high.size.leaves, low.size.rows + high.size.rows)
        case .divide(let terms, _, let rest): (rest.size.leaves, rest.size.rows + terms.count)
        }
    }
}

/// Writes a certificate down for a reader.
struct Argument {
    let problem: Problem

    /// - Parameter labels: Words for each of the rows among the facts.
    func lines(_ certificate: Certificate, _ facts: Facts, _ labels: [String]) -> [String] {
        switch certificate {
        case .sum(let terms):
            let rest = -(facts.sum(terms)?.constant ?? 0)
            return addends(terms, labels) + ["add up to 0 ≥ \(rest)"]
        case .cases(let choice, let branches):
            return zip(facts.choices[choice], branches).flatMap { part, branch in
                under("case \(words(part))", branch, facts, labels, part)
            }
        case .split(let form, let low, let high):
            let (first, second) = (Formula.atLeastZero(form), Formula.atLeastZero(-form - LinearForm(1)))
            return under("either \(words(first))", low, facts, labels, first)
                + under("or \(words(second))", high, facts, labels, second)
        case .divide(let terms, let divisor, let rest):
            let row = Formula.atLeastZero(facts.sum(terms)?.divided(by: divisor) ?? LinearForm())
            return addends(terms, labels)
                + under("divided by \(divisor) and rounded: \(words(row))", rest, facts, labels, row)
        }
    }

    private func under(
        _ heading: String, _ certificate: Certificate, _ facts: Facts, _ labels: [String], _ formula: Formula
    ) -> [String] {
        var facts = facts
        _ = facts.assume(formula)
        let labels = labels + Array(repeating: "the case", count: facts.rows.count - labels.count)
        return ["\(heading):"] + lines(certificate, facts, labels).map { "  " + $0 }
    }

    private func addends(_ terms: [Certificate.WeightedRow], _ labels: [String]) -> [String] {
        let width = terms.map { "\($0.multiplier)".count }.max() ?? 0
        return terms.map { term in
            let multiplier = "\(term.multiplier)"
            return String(repeating: " ", count: width - multiplier.count)
                + "\(multiplier) × \(labels[term.row])"
        }
    }

    func words(_ formula: Formula) -> String {
        switch formula {
        case .atLeastZero(let form): inequality(form)
        case .all(let parts): parts.map(words).joined(separator: " and ")
        case .any(let parts): parts.map { "(\(words($0)))" }.joined(separator: " or ")
        default: "\(formula)"
        }
    }

    /// The form with what is subtracted on the other side.
    private func inequality(_ form: LinearForm) -> String {
        let left = side(form.variables.filter { form[$0] > 0 }, form, form.constant > 0 ? form.constant : 0)
        let right = side(
            form.variables.filter { form[$0] < 0 }, -form, form.constant < 0 ? -form.constant : 0)
        return "\(left) ≥ \(right)"
    }

    private func side(_ variables: [Int], _ form: LinearForm, _ constant: BigInt) -> String {
        let terms = variables.map { variable in
            let (factor, name) = (form[variable].magnitude, problem.variables[variable].name)
            return factor == 1 ? name : "\(factor)·\(name)"
        }
        let numbers = constant == 0 && !terms.isEmpty ? [] : ["\(constant)"]
        return (terms + numbers).joined(separator: " + ")
    }
}

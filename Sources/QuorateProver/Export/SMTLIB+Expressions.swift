import BigInt

extension SMTLIB {
    /// The formula, a line for each part if it has several.
    func outline(_ formula: Formula) -> String {
        guard case .all(let parts) = formula, parts.count > 2 else { return text(formula) }
        return "(and\n  " + parts.map(text).joined(separator: "\n  ") + ")"
    }

    private func text(_ formula: Formula) -> String {
        switch formula {
        case .atLeastZero(let form): text(atLeastZero: form)
        case .all(let parts): join("and", parts.map(text), none: "true")
        case .any(let parts): join("or", parts.map(text), none: "false")
        case .not(let part): "(not \(text(part)))"
        case .truth(let variable): variables[variable]
        case .predicate(let function, let arguments): apply(function, arguments)
        case .equal(let left, let right): "(= \(text(left)) \(text(right)))"
        case .same(let left, let right): "(= \(text(left)) \(text(right)))"
        case .quantified(let quantifier, let bound, let body):
            "(\(quantifier.rawValue) (\(bound.map(declaration).joined(separator: " "))) \(text(body)))"
        }
    }

    private func declaration(_ bound: Formula.Bound) -> String {
        "(\(text(.bound(bound))) \(name(of: bound.sort)))"
    }

    private func text(_ element: Formula.Element) -> String {
        switch element {
        case .variable(let variable): variables[variable]
        case .apply(let function, let arguments): apply(function, arguments)
        case .bound(let bound): "b_\(bound.number)"
        }
    }

    /// A function without arguments stands without parentheses.
    private func apply(_ function: Int, _ arguments: [Formula.Element]) -> String {
        join(functions[function], arguments.map(text), none: functions[function], single: false)
    }

    private func text(atLeastZero form: LinearForm) -> String {
        let isReal = form.variables.contains { problem.variables[$0].sort == .real }
        var terms = form.variables.map { variable in
            let isMixed = isReal && problem.variables[variable].sort == .natural
            let name = isMixed ? "(to_real \(variables[variable]))" : variables[variable]
            return product(form[variable], name, isReal)
        }
        if form.constant != 0 { terms.append(numeral(form.constant, isReal)) }
        return "(>= \(join("+", terms, none: "0")) \(numeral(0, isReal)))"
    }

    private func product(_ coefficient: BigInt, _ name: String, _ isReal: Bool) -> String {
        if coefficient == 1 { return name }
        return coefficient == -1 ? "(- \(name))" : "(* \(numeral(coefficient, isReal)) \(name))"
    }

    /// The standard has no negative numerals.
    private func numeral(_ value: BigInt, _ isReal: Bool) -> String {
        let digits = "\(value.magnitude)" + (isReal ? ".0" : "")
        return value < 0 ? "(- \(digits))" : digits
    }

    /// The operation on `parts`; one part alone is itself, which the standard wants of sums, unless it is an argument.
    private func join(_ operation: String, _ parts: [String], none: String, single isItself: Bool = true)
        -> String
    {
        if parts.isEmpty { return none }
        return parts.count == 1 && isItself
            ? parts[0] : "(\(operation) \(parts.joined(separator: " ")))"
    }
}

extension Formula {
    /// True where numbers are compared somewhere inside.
    var hasArithmetic: Bool {
        switch self {
        case .atLeastZero: true
        case .all(let parts), .any(let parts): parts.contains(where: \.hasArithmetic)
        case .not(let part), .quantified(_, _, let part): part.hasArithmetic
        case .same(let left, let right): left.hasArithmetic || right.hasArithmetic
        case .truth, .predicate, .equal: false
        }
    }

    /// True where a quantifier is somewhere inside.
    var hasQuantifiers: Bool {
        switch self {
        case .quantified: true
        case .all(let parts), .any(let parts): parts.contains(where: \.hasQuantifiers)
        case .not(let part): part.hasQuantifiers
        case .same(let left, let right): left.hasQuantifiers || right.hasQuantifiers
        case .atLeastZero, .truth, .predicate, .equal: false
        }
    }
}

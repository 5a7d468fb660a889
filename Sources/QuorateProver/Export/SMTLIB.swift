import BigInt

/// A problem as an SMT-LIB 2 file, for any solver.
///
/// Barrett, Fontaine and Tinelli, "The SMT-LIB Standard", version 2.6 (2017). Names get a prefix, so that none of them is a
/// command or a reserved word (`echo` and `push` are both).
struct SMTLIB {
    private let problem: Problem
    private let variables: [String]
    private let functions: [String]

    init(_ problem: Problem) {
        self.problem = problem
        variables = Self.names(problem.variables.map(\.name), prefix: "v_")
        functions = Self.names(problem.functions.map(\.name), prefix: "f_")
    }

    /// The file, with the answer to the question where it is known.
    func text(status: Obligation.Status?) -> String {
        var lines = problem.title.map(Self.comment)
        lines += ["(set-info :smt-lib-version 2.6)", "(set-logic \(logic))"]
        if let status { lines.append("(set-info :status \(status.rawValue))") }
        lines += declarations
        for assertion in problem.assertions {
            lines += [Self.comment(assertion.label), "(assert \(outline(assertion.formula)))"]
        }
        return lines.joined(separator: "\n") + "\n(check-sat)\n"
    }

    /// The smallest of the standard's logics that has all that the problem speaks of, as in `QF_UFLIA`.
    var logic: String {
        let sorts = Set(problem.variables.map(\.sort))
        let hasReals = sorts.contains(.real)
        let hasNumbers = problem.assertions.contains { $0.formula.hasArithmetic }
        let hasIntegers = sorts.contains(.natural) || hasNumbers && !hasReals
        let arithmetic = (hasIntegers ? "I" : "") + (hasReals ? "R" : "")
        let hasFunctions = sorts.contains(.element) || !problem.functions.isEmpty
        // Propositional logic has no name of its own; it is part of QF_UF.
        if arithmetic.isEmpty { return "QF_UF" }
        return (hasFunctions ? "QF_UF" : "QF_") + "L\(arithmetic)A"
    }

    /// Plain names that are all different.
    private static func names(_ wanted: [String], prefix: String) -> [String] {
        var taken: Set<String> = []
        return wanted.enumerated().map { index, name in
            let isPlain = { (scalar: Unicode.Scalar) in
                scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            }
            var plain = prefix + String(name.unicodeScalars.map { isPlain($0) ? Character($0) : "_" })
            while !taken.insert(plain).inserted { plain += "_\(index)" }
            return plain
        }
    }

    /// A comment ends with its line, so a line break inside would begin a command.
    private static func comment(_ text: String) -> String {
        "; " + text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

// MARK: - Declarations

extension SMTLIB {
    private var declarations: [String] {
        let usesElements =
            problem.variables.contains { $0.sort == .element }
            || problem.functions.contains { function in
                function.arity > 0 || function.result == .element
            }
        var lines = usesElements ? ["(declare-sort \(Self.name(of: .element)) 0)"] : []
        for (variable, name) in zip(problem.variables, variables) {
            lines.append("(declare-const \(name) \(Self.name(of: variable.sort)))")
            if variable.sort == .natural { lines.append("(assert (>= \(name) 0))") }
            if variable.sort == .real { lines.append("(assert (>= \(name) 0.0))") }
        }
        for (function, name) in zip(problem.functions, functions) {
            let domain = Array(repeating: Self.name(of: .element), count: function.arity)
            let result = Self.name(of: function.result)
            lines.append("(declare-fun \(name) (\(domain.joined(separator: " "))) \(result))")
        }
        return lines
    }

    private static func name(of sort: Problem.Sort) -> String {
        switch sort {
        case .natural: "Int"
        case .real: "Real"
        case .truth: "Bool"
        case .element: "s_element"
        }
    }
}

// MARK: - Expressions

extension SMTLIB {
    /// The formula, a line for each part if it has several.
    private func outline(_ formula: Formula) -> String {
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
        }
    }

    private func text(_ element: Formula.Element) -> String {
        switch element {
        case .variable(let variable): variables[variable]
        case .apply(let function, let arguments): apply(function, arguments)
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
            return form[variable] == 1 ? name : "(* \(numeral(form[variable], isReal)) \(name))"
        }
        if form.constant != 0 { terms.append(numeral(form.constant, isReal)) }
        return "(>= \(join("+", terms, none: "0")) \(numeral(0, isReal)))"
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
    /// Whether numbers are compared somewhere inside.
    fileprivate var hasArithmetic: Bool {
        switch self {
        case .atLeastZero: true
        case .all(let parts), .any(let parts): parts.contains(where: \.hasArithmetic)
        case .not(let part): part.hasArithmetic
        case .same(let left, let right): left.hasArithmetic || right.hasArithmetic
        case .truth, .predicate, .equal: false
        }
    }
}

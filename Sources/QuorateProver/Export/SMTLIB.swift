/// A problem as an SMT-LIB 2 file, for any solver.
///
/// Barrett, Fontaine and Tinelli, "The SMT-LIB Standard", version 2.6 (2017). Names get a prefix, so that none of them is a
/// command or a reserved word (`echo` and `push` are both).
struct SMTLIB {
    let problem: Problem
    /// The names of the variables and functions, in the order of the problem.
    let variables: [String]
    let functions: [String]
    /// The names of the declared sorts, in the order of the problem.
    let sorts: [String]

    init(_ problem: Problem) {
        self.problem = problem
        variables = Self.names(problem.variables.map(\.name), prefix: "v_")
        functions = Self.names(problem.functions.map(\.name), prefix: "f_")
        sorts = Self.names(problem.sorts, prefix: "s_")
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
        let hasFunctions = sorts.contains(.element) || !problem.functions.isEmpty || !problem.sorts.isEmpty
        let isOpen = problem.assertions.contains { $0.formula.hasQuantifiers }
        if isOpen { return arithmetic.isEmpty ? "UF" : "UFL\(arithmetic)A" }
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
                function.domain.contains(.element) || function.result == .element
            }
        var lines = usesElements ? ["(declare-sort \(name(of: .element)) 0)"] : []
        lines += sorts.map { "(declare-sort \($0) 0)" }
        for (variable, name) in zip(problem.variables, variables) {
            lines.append("(declare-const \(name) \(self.name(of: variable.sort)))")
            if variable.sort == .natural { lines.append("(assert (>= \(name) 0))") }
            if variable.sort == .real { lines.append("(assert (>= \(name) 0.0))") }
        }
        for (function, name) in zip(problem.functions, functions) {
            let domain = function.domain.map { self.name(of: $0) }
            let result = self.name(of: function.result)
            lines.append("(declare-fun \(name) (\(domain.joined(separator: " "))) \(result))")
        }
        return lines
    }

    func name(of sort: Problem.Sort) -> String {
        switch sort {
        case .natural: "Int"
        case .real: "Real"
        case .truth: "Bool"
        case .element: "s_element"
        case .declared(let position): sorts[position]
        }
    }
}

/// Sentence in words, with names for the members that variables are.
struct SentenceText {
    /// Names of free variables and constants.
    var names: [TermNode: String]

    func text(of node: SentenceNode) -> String {
        switch node {
        case .relation(let symbol, let terms):
            if symbol.name == "before", terms.count == 2 { return "\(name(terms[0])) < \(name(terms[1]))" }
            return terms.isEmpty ? symbol.name : "\(symbol.name)(\(terms.map(name).joined(separator: ", ")))"
        case .equal(let left, let right): return "\(name(left)) = \(name(right))"
        case .not(.relation(let symbol, let terms)) where symbol.name == "before" && terms.count == 2:
            return "\(name(terms[1])) ≤ \(name(terms[0]))"
        case .not(.equal(let left, let right)): return "\(name(left)) ≠ \(name(right))"
        case .not(let part): return "not \(inner(part))"
        case .all(let parts): return list(parts, "and", empty: "true")
        case .any(let parts): return alternatives(parts)
        case .same(let left, let right): return "\(inner(left)) exactly where \(inner(right))"
        case .forAll(let variables, let part): return quantified("for all", variables, part)
        case .exists(let variables, let part): return quantified("for some", variables, part)
        }
    }

    private func list(_ parts: [SentenceNode], _ word: String, empty: String) -> String {
        parts.isEmpty ? empty : parts.map(inner).joined(separator: " \(word) ")
    }

    /// An implication reads as one.
    private func alternatives(_ parts: [SentenceNode]) -> String {
        guard parts.count == 2, case .not(let premise) = parts[0] else {
            return list(parts, "or", empty: "false")
        }
        return "\(inner(premise)) implies \(inner(parts[1]))"
    }

    private func inner(_ node: SentenceNode) -> String {
        switch node {
        case .all(let parts) where parts.count > 1, .any(let parts) where parts.count > 1:
            "(\(text(of: node)))"
        case .same, .forAll, .exists: "(\(text(of: node)))"
        default: text(of: node)
        }
    }

    private func quantified(_ word: String, _ variables: [Variable], _ part: SentenceNode) -> String {
        var inner = self
        for variable in variables { inner.names[.variable(variable)] = inner.freshName(variable.sort) }
        let all = variables.map { inner.name(.variable($0)) }.joined(separator: ", ")
        return "\(word) \(all): \(inner.text(of: part))"
    }

    /// The letter of the sort, with as many strokes as are needed.
    private func freshName(_ sort: SortSymbol) -> String {
        var name = sort.letter
        while names.values.contains(name) { name += "'" }
        return name
    }

    private func name(_ term: TermNode) -> String {
        if let name = names[term] { return name }
        if case .constant(let name, _) = term { return name }
        return term.sort.letter
    }
}

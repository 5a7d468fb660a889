import QuorateQuorums

extension CounterSystem {
    /// The automaton with numbers for names.
    ///
    /// - Throws: What is wrong with it, for the person who wrote it.
    init(_ automaton: ThresholdAutomaton) throws(AutomatonError) {
        let resolution = try AutomatonResolution(automaton)
        self.automaton = automaton
        resilience = .all(try resolution.resilience())
        initial = .all(try resolution.initial())
        rules = try resolution.rules()
        properties = try resolution.properties()
        order = try resolution.order(rules)
    }
}

/// An automaton on its way to a ``CounterSystem``.
struct AutomatonResolution {
    let automaton: ThresholdAutomaton
    let names: AutomatonNames

    init(_ automaton: ThresholdAutomaton) throws(AutomatonError) {
        self.automaton = automaton
        let all = automaton.parameters + automaton.counters + automaton.locations
        do throws(AutomatonNames.Problem) { names = try AutomatonNames(all) } catch {
            throw AutomatonError(.automaton, of: automaton, error.words)
        }
        guard !automaton.locations.isEmpty else {
            throw AutomatonError(.automaton, of: automaton, "there are no locations; name one")
        }
    }

    /// Refuses parts that mean nothing, each by itself.
    func checkParts() throws(AutomatonError) {
        _ = (try resilience(), try initial(), try rules(), try properties())
    }

    func error(_ part: AutomatonError.Part, _ problem: String) -> AutomatonError {
        AutomatonError(part, of: automaton, problem)
    }

    func formula(_ statement: Proposition, _ part: AutomatonError.Part) throws(AutomatonError) -> Formula {
        do throws(AutomatonNames.Problem) { return try names.formula(statement) } catch {
            throw self.error(part, error.words)
        }
    }

    // MARK: - Parameters and the start

    func resilience() throws(AutomatonError) -> [Formula] {
        var formulas: [Formula] = []
        for (position, statement) in automaton.assuming.enumerated() {
            let part = AutomatonError.Part.assumption(position)
            let formula = try formula(statement, part)
            if let variable = formula.largestVariable, variable >= automaton.parameters.count {
                throw error(part, "it is about parameters only, and does not change during a run")
            }
            formulas.append(formula)
        }
        return formulas
    }

    func initial() throws(AutomatonError) -> [Formula] {
        var formulas: [Formula] = []
        for (position, statement) in automaton.initial.enumerated() {
            formulas.append(try formula(statement, .start(position)))
        }
        return formulas
    }

    // MARK: - Properties

    func properties() throws(AutomatonError) -> [CounterSystem.Property] {
        var properties: [CounterSystem.Property] = []
        for (position, property) in automaton.properties.enumerated() {
            let part = AutomatonError.Part.property(position)
            guard !properties.contains(where: { $0.name == property.name }) else {
                throw error(part, "another property has this name; rename one of them")
            }
            guard property.statement.isNested(within: AutomatonNames.nestingLimit) else {
                throw error(part, "nested in more than \(AutomatonNames.nestingLimit) levels")
            }
            let formula = try property.statement.map { statement throws(AutomatonError) in
                try self.formula(statement, part)
            }
            let just = property.isOfJustRuns ? try justice().implies(formula) : formula
            properties.append(.init(name: property.name, formula: just.withLargeStatements))
        }
        return properties
    }

    /// Justice: from some moment on no process is where it owes a step.
    private func justice() throws(AutomatonError) -> RunFormula<Formula> {
        var parts: [Formula] = []
        for (position, rule) in automaton.rules.enumerated() where rule.isOwed && rule.from != rule.to {
            guard let from = names.variable(rule.from) else { continue }
            let nobodyWaits = Formula.atLeastZero(-LinearForm(variable: from))
            let certain = try formula(rule.condition.certain, .rule(position))
            let part = certain == .truth ? nobodyWaits : .any([.not(certain), nobodyWaits])
            if !parts.contains(part) { parts.append(part) }
        }
        return .eventually(.always(.now(.all(parts))))
    }
}

extension Formula {
    /// The largest variable that occurs, or nil.
    var largestVariable: Int? {
        switch self {
        case .atLeastZero(let form): form.variables.last
        case .all(let parts), .any(let parts): parts.compactMap(\.largestVariable).max()
        case .not(let part): part.largestVariable
        case .truth, .predicate, .equal, .same, .quantified: nil
        }
    }
}

extension RunFormula {
    /// True where no branch is deeper than `levels`.
    func isNested(within levels: Int) -> Bool {
        guard levels > 0 else { return false }
        switch self {
        case .now: return true
        case .not(let part), .always(let part), .eventually(let part):
            return part.isNested(within: levels - 1)
        case .all(let parts), .any(let parts): return parts.allSatisfy { $0.isNested(within: levels - 1) }
        }
    }
}

extension RunFormula<Formula> {
    /// The formula with one statement in the place of each part that speaks of one moment.
    var withLargeStatements: RunFormula {
        switch self {
        case .now: return self
        case .always(let part): return .always(part.withLargeStatements)
        case .eventually(let part): return .eventually(part.withLargeStatements)
        case .not(let part):
            let part = part.withLargeStatements
            return part.statement.map { .now(.not($0)) } ?? .not(part)
        case .all(let parts):
            let parts = parts.map(\.withLargeStatements)
            return Self.statements(parts).map { .now(.all($0)) } ?? .all(parts)
        case .any(let parts):
            let parts = parts.map(\.withLargeStatements)
            return Self.statements(parts).map { .now(.any($0)) } ?? .any(parts)
        }
    }

    private var statement: Formula? {
        if case .now(let statement) = self { statement } else { nil }
    }

    private static func statements(_ parts: [RunFormula]) -> [Formula]? {
        let statements = parts.compactMap(\.statement)
        return statements.count == parts.count ? statements : nil
    }
}

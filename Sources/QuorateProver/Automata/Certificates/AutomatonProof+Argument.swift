extension AutomatonProof {
    /// The certificate for a reader: what is asked of a run that breaks the property, and which facts are added up in each case,
    /// how often each; empty where there is none.
    ///
    /// A run has moments from 0 on and stages from 1 on between them; a rule counts how often it is taken in a stage.
    public var argument: [String] {
        guard let certificate else { return [] }
        return ["suppose that a run breaks the property; then"]
            + lines(certificate, RunSchema(system, breaking: formula))
    }

    private func lines(_ certificate: RunCertificate, _ schema: RunSchema) -> [String] {
        switch certificate {
        case .contradiction(let positions, let certificate):
            return lines(certificate, positions.map { schema.facts[$0] }, schema)
        case .split(let split, let branches):
            let cases = schema.cases(of: split) ?? []
            return zip(cases, branches).enumerated().flatMap { position, branch in
                let lines = lines(branch.1, branch.0)
                return cases.count == 1
                    ? lines
                    : ["\(heading(split, position, in: schema)):"] + lines.map { "  " + $0 }
            }
        }
    }

    private func lines(
        _ certificate: Certificate, _ known: [RunSchema.Fact], _ schema: RunSchema
    ) -> [String] {
        var (facts, labels) = (Facts(), [String]())
        for fact in known {
            _ = facts.assume(fact.formula)
            labels += Array(repeating: schema.words(fact.source), count: facts.rows.count - labels.count)
        }
        return Argument(problem: schema.namedVariables).lines(certificate, facts, labels)
    }

    private func heading(_ split: RunSchema.Split, _ position: Int, in schema: RunSchema) -> String {
        switch split {
        case .statement: return "case \(position + 1)"
        case .change(let form, let stage):
            let course = ["all along", "nowhere in", "not all along and not nowhere in"][position]
            return "\(Argument(problem: schema.names).words(.atLeastZero(form))) \(course) stage \(stage + 1)"
        }
    }
}

extension RunSchema {
    /// Names of the system's variables.
    fileprivate var names: Problem {
        var problem = Problem()
        for variable in 0..<system.variableCount { _ = problem.declare(system.name(variable), .natural) }
        return problem
    }

    /// The fact in words.
    fileprivate func words(_ source: Fact.Source) -> String {
        func rule(_ position: Int) -> String {
            system.automaton.words(forRule: system.rules[position].position)
        }
        switch source {
        case .balance(let variable, let stage):
            return "stage \(stage + 1) changes \(system.name(variable)) by what its steps do"
        case .singleStep(let stage): return "stage \(stage + 1) has one step"
        case .visit(let position, let stage):
            return "rule \(rule(position)) needs a process in stage \(stage + 1)"
        case .need(let position, let stage):
            return "rule \(rule(position)) needs its threshold in stage \(stage + 1)"
        case .condition(let condition, let moment):
            return "at \(moment): \(Argument(problem: names).words(condition))"
        }
    }

    /// Names of the facts' variables, as `(echo at 1)`, which plus one is not `echo at 2`, and `(rule 2 in stage 1)`.
    fileprivate var namedVariables: Problem {
        var problem = Problem()
        for parameter in 0..<system.parameterCount { _ = problem.declare(system.name(parameter), .natural) }
        for moment in 0...last {
            for variable in system.parameterCount..<system.variableCount {
                _ = problem.declare("(\(system.name(variable)) at \(moment))", .natural)
            }
        }
        for stage in stages.indices {
            for rule in system.rules {
                let label = system.automaton.rules[rule.position].label
                let name = label.isEmpty ? "\(rule.position)" : label
                _ = problem.declare("(rule \(name) in stage \(stage + 1))", .natural)
            }
        }
        return problem
    }
}

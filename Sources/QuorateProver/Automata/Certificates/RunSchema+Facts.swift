import BigInt

/// Variables of the facts: the parameters; the counters and locations at each moment; how often each rule is taken in
/// each stage. All are natural numbers.
extension RunSchema {
    /// Fact with where it comes from.
    struct Fact: Hashable, Sendable {
        enum Source: Hashable, Sendable {
            case balance(of: Int, stage: Int)
            case singleStep(stage: Int)
            case visit(rule: Int, stage: Int)
            case need(rule: Int, stage: Int)
            case condition(Formula, moment: Int)
        }
        let source: Source
        let formula: Formula
    }

    private var width: Int { system.counterCount + system.locationCount }

    /// The variable of the facts for a variable of the system at a moment.
    func variable(_ variable: Int, at moment: Int) -> Int {
        variable < system.parameterCount ? variable : variable + moment * width
    }

    /// The variable that says how often a rule is taken in a stage.
    func firing(_ rule: Int, in stage: Int) -> Int {
        system.parameterCount + (last + 1) * width + stage * system.rules.count + rule
    }

    /// Number of variables.
    var variableCount: Int { firing(0, in: last) }

    /// Rules that may be taken in a stage, by position.
    func possible(in stage: Int) -> [Int] {
        let known = stages[stage]
        return system.rules.indices.filter { position in
            let rule = system.rules[position]
            return !known.empty.contains(system.location(rule.from))
                && !known.empty.contains(system.location(rule.to))
                && !rule.thresholds.contains { known.unmet.contains($0.form) }
        }
    }

    /// All that is known, as arithmetic without negations.
    var facts: [Fact] {
        stages.indices.flatMap { stage in
            let possible = possible(in: stage)
            return balances(of: stage, possible) + visits(of: stage, possible) + needs(of: stage, possible)
                + singleStep(of: stage, possible)
        }
            + conditions.map { dated in
                guard case .now(let condition) = dated.statement else {
                    preconditionFailure("conditions are of now")
                }
                return Fact(
                    source: .condition(condition, moment: dated.moment),
                    formula: at(dated.moment, condition))
            }
    }

    private func at(_ moment: Int, _ condition: Formula) -> Formula {
        condition.mapAtoms { .atLeastZero(placed($0, at: moment)) }
    }

    private func placed(_ form: LinearForm, at moment: Int) -> LinearForm {
        var placed = LinearForm(form.constant)
        for (variable, coefficient) in form.coefficients {
            placed[self.variable(variable, at: moment)] += coefficient
        }
        return placed
    }

    /// One equation for each counter and location: what it is after the stage.
    private func balances(of stage: Int, _ possible: [Int]) -> [Fact] {
        var forms = (0..<system.variableCount).map { LinearForm(variable: variable($0, at: stage + 1)) }
        for variable in forms.indices { forms[variable][self.variable(variable, at: stage)] -= 1 }
        for position in possible {
            let (rule, times) = (system.rules[position], firing(position, in: stage))
            // Both at once of a rule that leaves a process where it is.
            forms[system.location(rule.from)][times] += 1
            forms[system.location(rule.to)][times] -= 1
            for (counter, growth) in rule.growth.enumerated() where growth != 0 {
                forms[system.counter(counter)][times] -= BigInt(growth)
            }
        }
        return (system.parameterCount..<system.variableCount).map { variable in
            Fact(
                source: .balance(of: variable, stage: stage), formula: .equal(forms[variable], LinearForm()))
        }
    }

    private func singleStep(of stage: Int, _ possible: [Int]) -> [Fact] {
        guard stages[stage].isSingle else { return [] }
        let steps = possible.reduce(LinearForm()) { $0 + LinearForm(variable: firing($1, in: stage)) }
        return [Fact(source: .singleStep(stage: stage), formula: .atLeastZero(LinearForm(1) - steps))]
    }

    /// A rule that leaves a process where it is needs one that is there, or comes.
    private func visits(of stage: Int, _ possible: [Int]) -> [Fact] {
        possible.filter { system.rules[$0].from == system.rules[$0].to }.map { position in
            let place = system.rules[position].from
            var visitors = LinearForm(variable: variable(system.location(place), at: stage))
            for other in possible where system.rules[other].to == place && system.rules[other].from != place {
                visitors[firing(other, in: stage)] += 1
            }
            let isIdle = Formula.atLeastZero(-LinearForm(variable: firing(position, in: stage)))
            return Fact(
                source: .visit(rule: position, stage: stage),
                formula: .any([isIdle, .atLeastZero(visitors - LinearForm(1))]))
        }
    }

    /// A rule that is taken needs its thresholds, where it is not known whether they are met.
    private func needs(of stage: Int, _ possible: [Int]) -> [Fact] {
        possible.compactMap { position in
            let rule = system.rules[position]
            let forms = rule.thresholds.map(\.form).filter { !stages[stage].met.contains($0) }
            let needs = forms.compactMap { need($0, stage, possible) }
            guard !needs.isEmpty else { return nil }
            let isIdle = Formula.atLeastZero(-LinearForm(variable: firing(position, in: stage)))
            return Fact(
                source: .need(rule: position, stage: stage), formula: .any([isIdle, .all(needs)]))
        }
    }

    /// Facts of a stage in which a rule is taken that waits for `form`.
    ///
    /// A form that grows is lifted, until it is met, by rules that do not wait for it. One that shrinks has been lowered, before
    /// the last of the rules that wait for it, by all others of them.
    private func need(_ form: LinearForm, _ stage: Int, _ possible: [Int]) -> Formula? {
        guard let (course, step) = course(of: form) else { return nil }
        var need = placed(form, at: stage)
        if course == .falling { need.constant += step }
        for position in possible {
            let rule = system.rules[position]
            let waits = rule.thresholds.contains { $0.form == form }
            guard waits == (course == .falling) else { continue }
            need[firing(position, in: stage)] += rule.change(of: form, in: system)
        }
        let atFirst = Formula.atLeastZero(placed(form, at: stage))
        return course == .falling ? .all([atFirst, .atLeastZero(need)]) : .atLeastZero(need)
    }
}

import BigInt

/// All that is known of a run at some place of a certificate: its moments in order, what is true at them, and which
/// thresholds are met in the stages between them.
///
/// At first there is one stage from the start to the end. A split cuts a stage, or adds what is true in one of several
/// cases; ``cases(of:)`` gives all of them, so a certificate names a split and no case of it can be left out. What is known is
/// less than all that is true of a run, and that does no harm: where even less has no solution, there is no run.
struct RunSchema: Sendable {
    /// Part of the run between two moments: any number of steps.
    struct Stage: Hashable, Sendable {
        /// Forms that are not negative before any step of the stage, and forms that are negative before every step.
        var met: Set<LinearForm> = []
        var unmet: Set<LinearForm> = []
        /// Variables of locations that hold nobody all along.
        var empty: Set<Int> = []
        /// True for a stage of at most one step.
        var isSingle = false
    }

    /// Statement without negations that is true at a moment, or from a moment on.
    struct Dated: Hashable, Sendable {
        var moment: Int
        let statement: RunFormula<Formula>
        /// True where it comes from a statement that lasts, and comes again with every cut.
        var recurs = false
    }

    let system: CounterSystem
    var stages = [Stage()]
    /// Conditions that are true at a moment.
    private(set) var conditions: [Dated] = []
    /// Choices and events that are still to be split.
    var open: [Dated] = []
    /// Statements that are true from a moment on.
    private(set) var lasting: [Dated] = []

    /// All runs of `system` of which the opposite of `formula` is true.
    init(_ system: CounterSystem, breaking formula: RunFormula<Formula>) {
        self.system = system
        assume(.now(.all([system.resilience, system.initial]).withoutNegations()), at: 0)
        assume(formula.withoutNegations(opposite: true), at: 0)
    }

    /// Position of the last moment, whose configuration lasts for ever.
    var last: Int { stages.count }

    // MARK: - What is known

    /// Takes in that `statement` is true at `moment`.
    mutating func assume(_ statement: RunFormula<Formula>, at moment: Int, recurs: Bool = false) {
        let dated = Dated(moment: moment, statement: statement, recurs: recurs)
        switch statement {
        case .now(.all(let parts)): for part in parts { assume(.now(part), at: moment, recurs: recurs) }
        case .now: if !conditions.contains(dated) { conditions.append(dated) }
        case .not: preconditionFailure("negations were moved inwards")
        case .all(let parts): for part in parts { assume(part, at: moment, recurs: recurs) }
        case .any: if !open.contains(dated) { open.append(dated) }
        case .always(let part): last(part, from: moment)
        case .eventually(let part):
            // What is true from some moment on is true in the end, whenever that is.
            if case .always(let rest) = part { assume(rest, at: last, recurs: recurs) }
            if moment == last {
                assume(part, at: moment, recurs: recurs)
            } else if !open.contains(dated) {
                open.append(dated)
            }
        }
    }

    private mutating func last(_ statement: RunFormula<Formula>, from moment: Int) {
        let dated = Dated(moment: moment, statement: statement)
        guard !lasting.contains(dated) else { return }
        lasting.append(dated)
        for later in moment...last { assume(statement, at: later, recurs: true) }
        guard case .now(let condition) = statement else { return }
        for stage in moment..<last { stages[stage].empty.formUnion(condition.emptyLocations(of: system)) }
    }

    /// Takes in that `form` is met, or is not, before all steps of a stage, and with it for what comes later or before.
    mutating func settle(_ form: LinearForm, _ course: Course, isMet: Bool, in stage: Int) {
        let range = course == .fixed ? 0..<last : (course == .rising) == isMet ? stage..<last : 0..<stage + 1
        for stage in range {
            if isMet { stages[stage].met.insert(form) } else { stages[stage].unmet.insert(form) }
        }
    }

    /// Cuts a stage in two, at a moment of which nothing is known but what lasts.
    mutating func cut(_ stage: Int) {
        stages.insert(stages[stage], at: stage)
        for position in conditions.indices where conditions[position].moment > stage {
            conditions[position].moment += 1
        }
        for position in open.indices where open[position].moment > stage { open[position].moment += 1 }
        for position in lasting.indices where lasting[position].moment > stage {
            lasting[position].moment += 1
        }
        for dated in lasting where dated.moment <= stage {
            assume(dated.statement, at: stage + 1, recurs: true)
        }
    }
}

extension RunFormula<Formula> {
    /// The statement, or its opposite, with negations inside the conditions only, and moved inwards there.
    fileprivate func withoutNegations(opposite: Bool = false) -> RunFormula {
        func moved(_ parts: [RunFormula]) -> [RunFormula] {
            parts.map { $0.withoutNegations(opposite: opposite) }
        }
        switch self {
        case .now(let condition): return .now(condition.withoutNegations(opposite: opposite))
        case .not(let part): return part.withoutNegations(opposite: !opposite)
        case .all(let parts): return opposite ? .any(moved(parts)) : .all(moved(parts))
        case .any(let parts): return opposite ? .all(moved(parts)) : .any(moved(parts))
        case .always(let part):
            let part = part.withoutNegations(opposite: opposite)
            return opposite ? .eventually(part) : .always(part)
        case .eventually(let part):
            let part = part.withoutNegations(opposite: opposite)
            return opposite ? .always(part) : .eventually(part)
        }
    }
}

extension Formula {
    /// Variables of locations that the condition plainly says are empty.
    fileprivate func emptyLocations(of system: CounterSystem) -> Set<Int> {
        switch self {
        case .all(let parts): return parts.reduce(into: []) { $0.formUnion($1.emptyLocations(of: system)) }
        case .atLeastZero(let form)
        where form.constant == 0 && form.coefficients.values.allSatisfy { $0 < 0 }:
            return Set(form.variables.filter { $0 >= system.location(0) })
        default: return []
        }
    }
}

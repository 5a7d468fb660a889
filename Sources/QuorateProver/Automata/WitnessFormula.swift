/// Statement that a run is looked for to fulfil, without negations and in the terms of the search: moments between segments
/// of the run, and what holds all along a segment.
indirect enum WitnessFormula: Hashable, Sendable {
    /// True at the present moment.
    case now(Formula)
    /// True in the configuration that lasts for ever.
    case last(Formula)
    case all([WitnessFormula])
    case any([WitnessFormula])
    /// At every moment from now on one atom of the clause is true.
    case always(Clause)
    case eventually(WitnessFormula)

    /// Atoms `form ≥ 0` of which one is true.
    typealias Clause = [LinearForm]

    /// Largest number of clauses of one statement; more would take the solver too long anyway.
    static let clauseLimit = 200

    /// Reason for which a statement cannot be put as a question.
    struct Obstacle: Error {
        let reason: String
    }
}

/// Simplification, which is most of the work: a run comes to rest, so much of what is said of all its moments is said of its
/// first or its last one.
struct WitnessSimplifier {
    let moves: MoveSystem

    /// The formula, or its opposite.
    func witness(
        _ formula: RunFormula<Formula>, opposite: Bool = false
    ) throws(WitnessFormula.Obstacle) -> WitnessFormula {
        switch formula {
        case .now(let condition): .now(condition.withoutNegations(opposite: opposite).withoutIdleAtoms)
        case .not(let part): try witness(part, opposite: !opposite)
        case .all(let parts): join(try witnesses(parts, opposite), isAll: !opposite)
        case .any(let parts): join(try witnesses(parts, opposite), isAll: opposite)
        case .always(let part), .eventually(let part):
            try witness(of: part, opposite, isAlways: formula.isAlways != opposite)
        }
    }

    private func witness(
        of part: RunFormula<Formula>, _ opposite: Bool, isAlways: Bool
    ) throws(WitnessFormula.Obstacle) -> WitnessFormula {
        switch part {
        case .not(let inner): return try witness(of: inner, !opposite, isAlways: isAlways)
        case .always(let inner), .eventually(let inner):
            // "Eventually always" and "always eventually" both speak of the end.
            if (part.isAlways != opposite) != isAlways {
                return .last(atRest(try witness(inner, opposite: opposite)))
            }
            return try witness(of: inner, opposite, isAlways: isAlways)
        case .now, .all, .any:
            let part = try witness(part, opposite: opposite)
            return isAlways ? try always(part) : eventually(part)
        }
    }

    private func witnesses(
        _ parts: [RunFormula<Formula>], _ opposite: Bool
    ) throws(WitnessFormula.Obstacle) -> [WitnessFormula] {
        var found: [WitnessFormula] = []
        for part in parts { found.append(try witness(part, opposite: opposite)) }
        return found
    }

    /// Both kinds of joining, with the parts about the same moment put together.
    private func join(_ parts: [WitnessFormula], isAll: Bool) -> WitnessFormula {
        var (now, last, rest) = ([Formula](), [Formula](), [WitnessFormula]())
        for part in parts {
            switch part {
            case .now(let condition): now.append(condition)
            case .last(let condition): last.append(condition)
            default: rest.append(part)
            }
        }
        func joined(_ parts: [Formula]) -> Formula { isAll ? .all(parts) : .any(parts) }
        if !now.isEmpty { rest.append(.now(joined(now))) }
        if !last.isEmpty { rest.append(.last(joined(last))) }
        if rest.count == 1 { return rest[0] }
        return isAll ? .all(rest) : .any(rest)
    }

    // MARK: - Always

    private func always(_ formula: WitnessFormula) throws(WitnessFormula.Obstacle) -> WitnessFormula {
        switch formula {
        case .now(let condition): return try always(condition)
        case .last, .always: return formula
        case .eventually(let part): return .last(atRest(part))
        case .all(let parts):
            var all: [WitnessFormula] = []
            for part in parts { all.append(try always(part)) }
            return join(all, isAll: true)
        case .any(let parts):
            // What is said of the end is true now exactly if it always is.
            if parts.isEmpty { return formula }
            let fixed = parts.filter(\.isOfTheEnd)
            let rest = join(parts.filter { !$0.isOfTheEnd }, isAll: false)
            if fixed.isEmpty {
                throw .init(
                    reason:
                        "the search takes no \"always\" of a choice that has \"always\" or \"eventually\" in it"
                )
            }
            return join(fixed + [try always(rest)], isAll: false)
        }
    }

    private func always(_ condition: Formula) throws(WitnessFormula.Obstacle) -> WitnessFormula {
        switch moves.trend(of: condition) {
        case .constant, .rising: return .now(condition)
        case .falling: return .last(condition)
        case .mixed: break
        }
        if case .all(let parts) = condition {
            var all: [WitnessFormula] = []
            for part in parts { all.append(try always(part)) }
            return join(all, isAll: true)
        }
        guard let clauses = condition.clauses(atMost: WitnessFormula.clauseLimit) else {
            throw .init(reason: "an \"always\" has more than \(WitnessFormula.clauseLimit) cases")
        }
        return join(clauses.map { always(moves.withOnePresence($0)) }, isAll: true)
    }

    private func always(_ clause: WitnessFormula.Clause) -> WitnessFormula {
        let condition = Formula.any(clause.map(Formula.atLeastZero))
        return switch moves.trend(of: condition) {
        case .constant, .rising: .now(condition)
        case .falling: .last(condition)
        case .mixed: .always(clause)
        }
    }

    // MARK: - Eventually

    private func eventually(_ formula: WitnessFormula) -> WitnessFormula {
        switch formula {
        case .now(let condition): return eventually(condition)
        case .last, .eventually: return formula
        case .always: return .last(atRest(formula))
        case .any(let parts): return join(parts.map(eventually), isAll: false)
        case .all(let parts):
            let fixed = parts.filter(\.isOfTheEnd)
            if fixed.isEmpty { return .eventually(formula) }
            return join(fixed + [eventually(join(parts.filter { !$0.isOfTheEnd }, isAll: true))], isAll: true)
        }
    }

    private func eventually(_ condition: Formula) -> WitnessFormula {
        switch moves.trend(of: condition) {
        case .constant, .falling: return .now(condition)
        case .rising: return .last(condition)
        case .mixed: break
        }
        if case .any(let parts) = condition { return join(parts.map(eventually), isAll: false) }
        let joined = moves.withOneEmptiness(condition)
        return moves.trend(of: joined) == .mixed ? .eventually(.now(condition)) : eventually(joined)
    }

    /// The formula in the configuration that lasts for ever, where "always", "eventually" and "now" are the same.
    private func atRest(_ formula: WitnessFormula) -> Formula {
        switch formula {
        case .now(let condition), .last(let condition): condition
        case .all(let parts): .all(parts.map(atRest))
        case .any(let parts): .any(parts.map(atRest))
        case .always(let clause): .any(clause.map(Formula.atLeastZero))
        case .eventually(let part): atRest(part)
        }
    }
}

extension RunFormula<Formula> {
    /// Atoms of the formula, or of its opposite, when it is written without negations.
    func atoms(opposite: Bool) -> [LinearForm] {
        switch self {
        case .now(let condition): condition.withoutNegations(opposite: opposite).withoutIdleAtoms.atoms
        case .not(let part): part.atoms(opposite: !opposite)
        case .always(let part), .eventually(let part): part.atoms(opposite: opposite)
        case .all(let parts), .any(let parts): parts.flatMap { $0.atoms(opposite: opposite) }
        }
    }
}

extension RunFormula {
    fileprivate var isAlways: Bool { if case .always = self { true } else { false } }
}

extension WitnessFormula {
    fileprivate var isOfTheEnd: Bool {
        switch self {
        case .last: true
        case .all(let parts), .any(let parts): parts.allSatisfy(\.isOfTheEnd)
        case .now, .always, .eventually: false
        }
    }
}

extension Formula {
    /// The condition without atoms that all natural numbers fulfil, or none.
    fileprivate var withoutIdleAtoms: Formula {
        mapAtoms { form in
            if form.isNeverNegative { return .truth }
            return (-form - LinearForm(1)).isNeverNegative ? .falsehood : .atLeastZero(form)
        }
    }

    /// The condition as clauses, all of which are true, or nil where there would be too many.
    func clauses(atMost limit: Int) -> [WitnessFormula.Clause]? {
        switch self {
        case .atLeastZero(let form): return [[form]]
        case .all(let parts):
            var all: [WitnessFormula.Clause] = []
            for part in parts {
                guard let clauses = part.clauses(atMost: limit - all.count) else { return nil }
                all += clauses
            }
            return all.count <= limit ? all : nil
        case .any(let parts):
            var all: [WitnessFormula.Clause] = [[]]
            for part in parts {
                guard let clauses = part.clauses(atMost: limit), all.count * clauses.count <= limit else {
                    return nil
                }
                all = all.flatMap { left in clauses.map { left + $0 } }
            }
            return all
        case .not, .truth, .predicate, .equal, .same, .quantified: return nil
        }
    }
}

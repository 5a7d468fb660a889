import QuorateQuorums

/// Part of an expression that was read: a number, a condition, or a formula on runs.
struct ExpressionValue {
    private enum Kind {
        case sum(LinearTerms)
        case statement(Proposition)
        case formula(RunFormula<Proposition>)
    }

    /// Levels that conditions and formulas may have; more would need too much of a stack.
    static let nestingLimit = 90
    static let noNumber = "expected a number or a sum of names, and not a condition"
    static let noCondition = "expected a condition, as loc0 == 0, and not a number"

    private let kind: Kind
    /// Levels of the condition or formula.
    let levels: Int

    init(_ sum: LinearTerms) {
        kind = .sum(sum)
        levels = 1
    }

    init(_ statement: Proposition, levels: Int) {
        kind = .statement(statement)
        self.levels = levels
    }

    init(_ formula: RunFormula<Proposition>, levels: Int) {
        kind = .formula(formula)
        self.levels = levels
    }

    var sum: LinearTerms? { if case .sum(let sum) = kind { sum } else { nil } }

    /// The condition; a number stands for false if it is 0, and else for true.
    var statement: Proposition? {
        switch kind {
        case .sum(let sum): sum.number.map { $0 == 0 ? .any([]) : .all([]) }
        case .statement(let statement): statement
        case .formula: nil
        }
    }

    var formula: RunFormula<Proposition>? {
        if case .formula(let formula) = kind { formula } else { statement.map(RunFormula.now) }
    }

    // MARK: - Operators; nil where they have no meaning

    func negated() -> ExpressionValue? {
        if let statement { return .init(.not(statement), levels: levels + 1) }
        return formula.map { .init(.not($0), levels: levels + 1) }
    }

    func later(_ sign: String) -> ExpressionValue? {
        formula.map { .init(sign == "[]" ? .always($0) : .eventually($0), levels: levels + 1) }
    }

    func implies(_ conclusion: ExpressionValue) -> ExpressionValue? {
        let levels = max(levels, conclusion.levels) + 2
        if let premise = statement, let statement = conclusion.statement {
            return .init(premise.implies(statement), levels: levels)
        }
        guard let premise = formula, let formula = conclusion.formula else { return nil }
        return .init(premise.implies(formula), levels: levels)
    }

    /// All of the values, or any of them; a conjunction in a conjunction is one.
    static func joined(_ values: [ExpressionValue], all isAll: Bool) -> ExpressionValue? {
        let statements = values.compactMap(\.statement)
        if statements.count == values.count {
            let parts = statements.flatMap { $0.parts(isAll) }
            let levels = zip(values, statements).map { $0.levels + ($1.isJoint(isAll) ? 0 : 1) }
            return .init(isAll ? .all(parts) : .any(parts), levels: levels.max() ?? 1)
        }
        let formulas = values.compactMap(\.formula)
        guard formulas.count == values.count else { return nil }
        let levels = (values.map(\.levels).max() ?? 0) + 1
        return .init(isAll ? .all(formulas) : .any(formulas), levels: levels)
    }

    func compared(_ relation: Proposition.Relation, _ right: ExpressionValue) -> ExpressionValue? {
        guard let left = sum, let right = right.sum else { return nil }
        return .init(.comparison(left.quantity, relation, right.quantity), levels: 1)
    }
}

extension Proposition {
    /// True for a conjunction, or for a disjunction.
    fileprivate func isJoint(_ isAll: Bool) -> Bool {
        switch self {
        case .all: isAll
        case .any: !isAll
        case .comparison, .isSubset, .not: false
        }
    }

    /// The parts of a conjunction (or of a disjunction), or else the statement itself.
    fileprivate func parts(_ isAll: Bool) -> [Proposition] {
        switch self {
        case .all(let parts) where isAll: parts
        case .any(let parts) where !isAll: parts
        default: [self]
        }
    }
}

import BigInt
import QuorateQuorums

/// A rule as rows, linear forms that are not negative: one list of rows for each way to meet it.
struct RuleRows {
    /// The variables: parameters, then the sizes that are chosen, then rounded quotients.
    private(set) var forms: RoundedForms
    let parameterCount: Int
    /// The rule in disjunctive normal form, without the definitions of the roundings.
    private(set) var alternatives: [[LinearForm]] = []

    /// The largest number of alternatives that is taken on.
    static let alternativeLimit = 32

    /// The rows of `rule`, which is valid.
    init(_ rule: QuorumSizeRule) throws(BoundError) {
        let parameters = rule.parameters
        forms = RoundedForms(parameters + rule.chosen)
        parameterCount = parameters.count
        alternatives = try encode(.all(rule.requirements), isTrue: true)
    }

    /// The names of the first variables.
    var names: [String] { forms.names }

    /// The variables of the sizes that are chosen.
    var chosen: Range<Int> { parameterCount..<names.count }

    /// The variables of the roundings whose value depends on a size that is chosen, inner ones first.
    var dependentRoundings: [Int] {
        var dependent: Set<Int> = []
        for (index, rounding) in forms.roundings.enumerated()
        where rounding.numerator.variables.contains(where: { chosen.contains($0) || dependent.contains($0) })
        {
            dependent.insert(names.count + index)
        }
        return dependent.sorted()
    }

    // MARK: - Statements

    private mutating func encode(_ statement: Proposition, isTrue: Bool) throws(BoundError) -> [[LinearForm]]
    {
        switch statement {
        case .comparison(let left, let relation, let right):
            let (left, right) = (forms.encode(left), forms.encode(right))
            return Self.rows(left - right, isTrue ? relation : relation.opposite)
        case .all(let parts): return try isTrue ? every(of: parts, true) : any(of: parts, false)
        case .any(let parts): return try isTrue ? any(of: parts, true) : every(of: parts, false)
        case .not(let part): return try encode(part, isTrue: !isTrue)
        case .isSubset: throw .speaksOfSets
        }
    }

    private mutating func any(of parts: [Proposition], _ isTrue: Bool) throws(BoundError) -> [[LinearForm]] {
        var alternatives: [[LinearForm]] = []
        for part in parts {
            alternatives += try encode(part, isTrue: isTrue)
            try Self.limit(alternatives.count)
        }
        return alternatives
    }

    private mutating func every(of parts: [Proposition], _ isTrue: Bool) throws(BoundError) -> [[LinearForm]]
    {
        var alternatives: [[LinearForm]] = [[]]
        for part in parts {
            let choices = try encode(part, isTrue: isTrue)
            try Self.limit(alternatives.count * choices.count)
            alternatives = alternatives.flatMap { rows in choices.map { rows + $0 } }
        }
        return alternatives
    }

    private static func limit(_ count: Int) throws(BoundError) {
        guard count <= alternativeLimit else { throw .tooManyAlternatives(limit: alternativeLimit) }
    }

    private static func rows(_ difference: LinearForm, _ relation: Proposition.Relation) -> [[LinearForm]] {
        let one = LinearForm(1)
        return switch relation {
        case .less: [[-difference - one]]
        case .atMost: [[-difference]]
        case .equal: [[difference, -difference]]
        case .notEqual: [[-difference - one], [difference - one]]
        case .atLeast: [[difference]]
        case .greater: [[difference - one]]
        }
    }
}

extension Hashable {
    /// Equality with `other`, for types whose `==` builds a proposition.
    func isSame(as other: Self) -> Bool { self == other }
}

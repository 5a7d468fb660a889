import BigInt
import QuorateQuorums

/// A rule as rows, linear forms that are not negative: one list of rows for each way to meet it.
struct RuleRows {
    /// A rounded quotient, with the integer variable that stands for it.
    struct Rounding {
        let quantity: Quantity
        let numerator: LinearForm
        /// That the variable is the rounded quotient.
        let definition: [LinearForm]
    }

    /// The names of the first variables: parameters, then the sizes that are chosen. Roundings follow.
    let names: [String]
    let parameterCount: Int
    private(set) var roundings: [Rounding] = []
    /// The rule in disjunctive normal form, without the definitions of the roundings.
    private(set) var alternatives: [[LinearForm]] = []

    /// The largest number of alternatives that is taken on.
    static let alternativeLimit = 32

    /// The rows of `rule`, which is valid.
    init(_ rule: QuorumSizeRule) throws(BoundError) {
        let parameters = rule.parameters
        names = parameters + rule.chosen
        parameterCount = parameters.count
        alternatives = try encode(.all(rule.requirements), isTrue: true)
    }

    /// The variables of the sizes that are chosen.
    var chosen: Range<Int> { parameterCount..<names.count }

    /// The variables of the roundings whose value depends on a size that is chosen, inner ones first.
    var dependentRoundings: [Int] {
        var dependent: Set<Int> = []
        for (index, rounding) in roundings.enumerated()
        where rounding.numerator.variables.contains(where: { chosen.contains($0) || dependent.contains($0) })
        {
            dependent.insert(names.count + index)
        }
        return dependent.sorted()
    }

    /// Quantity that a variable stands for.
    func quantity(_ variable: Int) -> Quantity {
        variable < names.count ? .parameter(names[variable]) : roundings[variable - names.count].quantity
    }

    // MARK: - Statements

    private mutating func encode(_ statement: Proposition, isTrue: Bool) throws(BoundError) -> [[LinearForm]]
    {
        switch statement {
        case .comparison(let left, let relation, let right):
            let (left, right) = (encode(left), encode(right))
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

    // MARK: - Quantities

    private mutating func encode(_ quantity: Quantity) -> LinearForm {
        switch quantity {
        case .number(let number): LinearForm(BigInt(number))
        case .parameter(let name): LinearForm(variable: names.firstIndex(of: name)!)
        case .sum(let left, let right): encode(left) + encode(right)
        case .difference(let left, let right): encode(left) - encode(right)
        case .multiple(let factor, let quantity): BigInt(factor) * encode(quantity)
        case .floor(let quotient): rounded(quantity, quotient, up: false)
        case .ceiling(let quotient): rounded(quantity, quotient, up: true)
        // A valid rule has no sets.
        case .count, .weight: LinearForm()
        }
    }

    private mutating func rounded(
        _ quantity: Quantity, _ quotient: Quantity.Quotient, up: Bool
    ) -> LinearForm {
        if let known = roundings.firstIndex(where: { $0.quantity.isSame(as: quantity) }) {
            return LinearForm(variable: names.count + known)
        }
        let numerator = encode(quotient.numerator)
        let divisor = BigInt(quotient.divisor)
        let whole = LinearForm(variable: names.count + roundings.count)
        let rest = up ? divisor * whole - numerator : numerator - divisor * whole
        roundings.append(
            Rounding(
                quantity: quantity, numerator: numerator, definition: [rest, LinearForm(divisor - 1) - rest]))
        return whole
    }
}

extension Hashable {
    /// Equality with `other`, for types whose `==` builds a proposition.
    func isSame(as other: Self) -> Bool { self == other }
}

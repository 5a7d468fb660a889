/// Reason for which a proposition has no truth value in a witness.
public enum EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The witness has no parameter of that name.
    case noParameter(String)
    /// The witness has no set of that name.
    case noSet(String)
    /// A number does not fit in 64 bits.
    case overflow
    /// A quantity is divided by a number below 1.
    case badDivisor(Int)

    /// Number or set that is missing or too large, in words.
    public var description: String {
        switch self {
        case .noParameter(let name): "the counterexample has no \(name)"
        case .noSet(let name): "the counterexample has no set \(name)"
        case .overflow: "a number does not fit in 64 bits"
        case .badDivisor(let divisor): "a quantity is divided by \(divisor)"
        }
    }
}

/// Plain evaluation of statements, member by member: what refutations are checked with, so it is kept obvious.
extension QuorumWitness {
    /// Refutation of `claim`: the witness meets every hypothesis and fails one of the conclusions.
    public func refutes(_ claim: Claim) throws(EvaluationError) -> Bool {
        for statement in claim.given where try !holds(statement) { return false }
        for statement in claim.then where try !holds(statement) { return true }
        return false
    }

    /// Truth of `statement` in the witness.
    public func holds(_ statement: Proposition) throws(EvaluationError) -> Bool {
        switch statement {
        case .comparison(let left, let relation, let right):
            return relation.holds(try value(of: left), try value(of: right))
        case .isSubset(let left, let right):
            return try members(of: left).isSubset(of: members(of: right))
        case .all(let parts):
            for part in parts where try !holds(part) { return false }
            return true
        case .any(let parts):
            for part in parts where try holds(part) { return true }
            return false
        case .not(let part): return try !holds(part)
        }
    }

    /// The number that `quantity` stands for.
    public func value(of quantity: Quantity) throws(EvaluationError) -> Int {
        switch quantity {
        case .number(let number): return number
        case .parameter(let name):
            guard let value = self[parameter: name] else { throw .noParameter(name) }
            return value
        case .count(let set): return try members(of: set).count
        case .weight(let set):
            var total = 0
            for member in try members(of: set) {
                guard weights.indices.contains(member) else {
                    throw .noParameter("the weight of replica \(member)")
                }
                total = try Self.checked(total.addingReportingOverflow(weights[member]))
            }
            return total
        case .sum(let left, let right):
            return try Self.checked(value(of: left).addingReportingOverflow(value(of: right)))
        case .difference(let left, let right):
            return try Self.checked(value(of: left).subtractingReportingOverflow(value(of: right)))
        case .multiple(let factor, let quantity):
            return try Self.checked(factor.multipliedReportingOverflow(by: value(of: quantity)))
        case .floor(let quotient): return try rounded(quotient, up: false)
        case .ceiling(let quotient): return try rounded(quotient, up: true)
        }
    }

    /// Members of `set` by number, from 0 to n - 1.
    public func members(of set: SetExpression) throws(EvaluationError) -> Set<Int> {
        switch set {
        case .everyone:
            guard let count = self[parameter: "n"] else { throw .noParameter("n") }
            return Set(0..<max(count, 0))
        case .named(let name):
            guard let members = self[set: name] else { throw .noSet(name) }
            return Set(members)
        case .union(let left, let right): return try members(of: left).union(members(of: right))
        case .intersection(let left, let right): return try members(of: left).intersection(members(of: right))
        case .difference(let left, let right): return try members(of: left).subtracting(members(of: right))
        case .symmetricDifference(let left, let right):
            return try members(of: left).symmetricDifference(members(of: right))
        }
    }

    private func rounded(_ quotient: Quantity.Quotient, up: Bool) throws(EvaluationError) -> Int {
        guard quotient.divisor >= 1 else { throw .badDivisor(quotient.divisor) }
        let numerator = try value(of: quotient.numerator)
        let (whole, rest) = numerator.quotientAndRemainder(dividingBy: quotient.divisor)
        if up { return rest > 0 ? whole + 1 : whole }
        return rest < 0 ? whole - 1 : whole
    }

    private static func checked(
        _ result: (partialValue: Int, overflow: Bool)
    ) throws(EvaluationError) -> Int {
        guard !result.overflow else { throw .overflow }
        return result.partialValue
    }
}

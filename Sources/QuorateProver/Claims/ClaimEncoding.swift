import BigInt
import QuorateQuorums

/// A claim as linear arithmetic: one natural number for each region of the Venn diagram of its sets.
///
/// The size of a set expression is the sum of the regions inside it, so hypotheses and the negated conclusion are linear
/// in parameters and regions, and a solution *is* a counterexample. With weights, each region has a second number, its
/// total weight, which is 0 where the region is empty. Kuncak, Nguyen and Rinard, "Deciding Boolean Algebra with
/// Presburger Arithmetic" (2006), for the sets; the outer quantifiers here are all universal, so that one query without
/// quantifiers is enough.
struct ClaimEncoding {
    let claim: Claim
    /// The names of the sets; bit i of a region says whether it is inside the i-th.
    let sets: [String]
    /// Problem to be refuted: definitions, hypotheses, and one conclusion that fails.
    private(set) var problem = Problem()
    /// Definitions and hypotheses, then the case of interest.
    private(set) var interestingProblem = Problem()
    /// The variable of each parameter.
    private(set) var parameters: [String: Int] = [:]
    /// The variable of the size of each region.
    private(set) var sizes: [Int] = []
    /// The variable of the weight of each region, where there are weights.
    private(set) var weights: [Int] = []
    /// The whole numbers that floors and ceilings stand for, each once: that two definitions of one number agree is true of
    /// integers only, so a certificate would have to show it.
    private var rounded: [Quantity: LinearForm] = [:]

    /// The largest number of sets that is taken on: 12 sets make 4096 regions.
    static let setLimit = 12

    /// The arithmetic of `claim`, which is valid and has at most `setLimit` sets.
    init(_ claim: Claim) {
        self.claim = claim
        sets = claim.sets
        problem.title = ["\(claim.name): \(claim.sentence)"]
        for name in claim.parameters { parameters[name] = problem.declare("p_\(name)", .natural) }
        if claim.speaksOfSets { declareRegions() }
        for statement in claim.given { assert("given: \(statement)", statement) }
        var interesting = self
        for statement in claim.interestingCase {
            interesting.assert("case of interest: \(statement)", statement)
        }
        interestingProblem = interesting.problem
        let failures = claim.then.map { encode($0, isTrue: false) }
        let negated = failures.count == 1 ? failures[0] : .any(failures)
        problem.assert("not: " + claim.then.map { "\($0)" }.joined(separator: "; "), negated)
    }

    private mutating func declareRegions() {
        let regions = 0..<(1 << sets.count)
        sizes = regions.map { problem.declare("size_\(name(of: $0))", .natural) }
        problem.assert(
            "n counts the replicas",
            .equal(LinearForm(variable: parameters["n"]!), sum(of: sizes, in: .everyone)))
        guard claim.hasWeights else { return }
        weights = regions.map { problem.declare("weight_\(name(of: $0))", .natural) }
        for region in regions {
            let nobody = LinearForm(variable: sizes[region]) - LinearForm(1)
            problem.assert(
                "nobody in region \(name(of: region)) weighs nothing",
                .any([.atLeastZero(nobody), .atLeastZero(-LinearForm(variable: weights[region]))]))
        }
    }

    /// The sets that a region is inside, as in `A_F`.
    private func name(of region: Int) -> String {
        let inside = sets.indices.filter { region >> $0 & 1 == 1 }.map { sets[$0] }
        return inside.isEmpty ? "in_none" : "in_" + inside.joined(separator: "_")
    }

    private mutating func assert(_ label: String, _ statement: Proposition) {
        let formula = encode(statement, isTrue: true)
        problem.assert(label, formula)
    }
}

// MARK: - Statements

extension ClaimEncoding {
    /// Formula of the proposition, or of its opposite, without negations.
    private mutating func encode(_ statement: Proposition, isTrue: Bool) -> Formula {
        switch statement {
        case .comparison(let left, let relation, let right):
            let (left, right) = (encode(left), encode(right))
            return Self.compare(left, isTrue ? relation : relation.opposite, right)
        case .isSubset(let left, let right):
            let outside = sum(of: sizes, in: .difference(left, right))
            return isTrue ? .atLeastZero(-outside) : .atLeastZero(outside - LinearForm(1))
        case .all(let parts):
            let parts = parts.map { encode($0, isTrue: isTrue) }
            return isTrue ? .all(parts) : .any(parts)
        case .any(let parts):
            let parts = parts.map { encode($0, isTrue: isTrue) }
            return isTrue ? .any(parts) : .all(parts)
        case .not(let part): return encode(part, isTrue: !isTrue)
        }
    }

    private static func compare(_ left: LinearForm, _ relation: Proposition.Relation, _ right: LinearForm)
        -> Formula
    {
        let one = LinearForm(1)
        return switch relation {
        case .less: .atLeastZero(right - left - one)
        case .atMost: .atLeastZero(right - left)
        case .equal: .equal(left, right)
        case .notEqual: .any([.atLeastZero(right - left - one), .atLeastZero(left - right - one)])
        case .atLeast: .atLeastZero(left - right)
        case .greater: .atLeastZero(left - right - one)
        }
    }

    private mutating func encode(_ quantity: Quantity) -> LinearForm {
        switch quantity {
        case .number(let number): LinearForm(BigInt(number))
        case .parameter(let name): LinearForm(variable: parameters[name]!)
        case .count(let set): sum(of: sizes, in: set)
        case .weight(let set): sum(of: weights, in: set)
        case .sum(let left, let right): encode(left) + encode(right)
        case .difference(let left, let right): encode(left) - encode(right)
        case .multiple(let factor, let quantity): BigInt(factor) * encode(quantity)
        case .floor(let quotient): rounded[quantity] ?? define(quantity, quotient, up: false)
        case .ceiling(let quotient): rounded[quantity] ?? define(quantity, quotient, up: true)
        }
    }

    /// A whole number d·k with t - (d - 1) <= d·k <= t (or t <= d·k <= t + (d - 1)) for the numerator t.
    private mutating func define(_ quantity: Quantity, _ quotient: Quantity.Quotient, up: Bool) -> LinearForm
    {
        let numerator = encode(quotient.numerator)
        let divisor = BigInt(quotient.divisor)
        let name = "rounded_\(problem.variables.count)"
        var whole = LinearForm(variable: problem.declare(name, .natural))
        // Variables are natural numbers; what may be below zero is the difference of two.
        let mayBeNegative = numerator.constant < 0 || numerator.coefficients.values.contains { $0 < 0 }
        if mayBeNegative { whole = whole - LinearForm(variable: problem.declare("minus_" + name, .natural)) }
        let rest = up ? divisor * whole - numerator : numerator - divisor * whole
        problem.assert(
            "definition of \(quantity)",
            .all([.atLeastZero(rest), .atLeastZero(LinearForm(divisor - 1) - rest)]))
        rounded[quantity] = whole
        return whole
    }

    /// The sum of those of `variables`, one for each region, whose region is inside `set`.
    private func sum(of variables: [Int], in set: SetExpression) -> LinearForm {
        var sum = LinearForm()
        for (region, variable) in variables.enumerated() where contains(region, in: set) { sum[variable] = 1 }
        return sum
    }

    private func contains(_ region: Int, in set: SetExpression) -> Bool {
        switch set {
        case .everyone: true
        case .named(let name): region >> sets.firstIndex(of: name)! & 1 == 1
        case .union(let left, let right): contains(region, in: left) || contains(region, in: right)
        case .intersection(let left, let right): contains(region, in: left) && contains(region, in: right)
        case .difference(let left, let right): contains(region, in: left) && !contains(region, in: right)
        case .symmetricDifference(let left, let right):
            contains(region, in: left) != contains(region, in: right)
        }
    }
}

extension Proposition.Relation {
    /// Relation that two numbers are in exactly where they are not in this one.
    var opposite: Proposition.Relation {
        switch self {
        case .less: .atLeast
        case .atMost: .greater
        case .equal: .notEqual
        case .notEqual: .equal
        case .atLeast: .less
        case .greater: .atMost
        }
    }
}

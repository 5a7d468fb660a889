import BigInt
import QuorateQuorums

/// Condition and smallest sizes that elimination gives for one alternative of a rule.
struct BoundCandidate {
    /// Necessary for a solution; sufficient too where `isExact`.
    let condition: [Proposition]
    /// The smallest sizes, each over the parameters and the sizes before it.
    let sizes: [SmallestSize]
    /// True where every step was exact over the integers.
    let isExact: Bool

    /// A number that does not fit in 64 bits.
    struct TooLarge: Error {}

    /// Eliminates what depends on the chosen sizes, then the sizes, then the roundings of parameters.
    ///
    /// The roundings of parameters come last so that the smallest sizes can speak of them.
    ///
    /// - Returns: nil where the alternative has no solution.
    init?(_ alternative: [LinearForm], of rule: RuleRows) throws {
        var elimination = Elimination(alternative + rule.roundings.flatMap(\.definition))
        let dependent = rule.dependentRoundings
        for variable in dependent.reversed() { _ = try elimination.eliminate(variable) }
        var bounds: [(name: String, bounds: [Quantity])] = []
        var open = Array(rule.chosen)
        while let next = try Self.next(of: open, in: elimination) {
            open.removeAll { $0 == next.variable }
            elimination = next.elimination
            bounds.insert((rule.names[next.variable], try next.bounds.map { try rule.quantity($0) }), at: 0)
        }
        for (index, _) in rule.roundings.enumerated().reversed() {
            let variable = rule.names.count + index
            if !dependent.contains(variable) { _ = try elimination.eliminate(variable) }
        }
        guard !elimination.isContradictory else { return nil }
        condition = try elimination.rows.map { row in
            guard let statement = row.isAtLeastZero(rule.quantity) else { throw TooLarge() }
            return statement
        }
        sizes = bounds.map { SmallestSize(name: $0.name, bounds: $0.bounds) }
        isExact = elimination.isExact
    }

    init(condition: [Proposition], sizes: [SmallestSize], isExact: Bool) {
        (self.condition, self.sizes, self.isExact) = (condition, sizes, isExact)
    }

    private typealias Step = (variable: Int, elimination: Elimination, bounds: [Elimination.LowerBound])

    /// The elimination of one of the sizes in `open`, an exact one if there is any.
    private static func next(of open: [Int], in elimination: Elimination) throws -> Step? {
        var first: Step?
        // The last first: the sizes are then computed in the order in which they are named.
        for variable in open.reversed() {
            var rest = elimination
            rest.assume(LinearForm(variable: variable))
            let bounds = try rest.eliminate(variable)
            let step = Step(variable, rest, bounds)
            if rest.isExact { return step }
            first = first ?? step
        }
        return first
    }

    /// The candidate without inequalities that follow from the others and lower bounds that are never the largest.
    func simplified(_ entailment: Entailment) -> BoundCandidate {
        let condition = Self.sorted(entailment.withoutRedundant(condition))
        var known = condition
        let sizes = sizes.map { size in
            let bounds = entailment.withoutRedundant(size.bounds, given: known)
            let size = SmallestSize(name: size.name, bounds: bounds)
            known += size.statements
            return size
        }
        return BoundCandidate(condition: condition, sizes: sizes, isExact: isExact)
    }

    /// Those of `candidates` that are ever possible, simplified.
    static func simplified(_ candidates: [BoundCandidate], _ entailment: Entailment) -> [BoundCandidate] {
        candidates.filter { !entailment.isContradiction($0.condition) }.map { $0.simplified(entailment) }
    }

    /// Those of `candidates` that make the condition: one that is covered by the others is left out.
    static func needed(_ candidates: [BoundCandidate], _ entailment: Entailment) -> [BoundCandidate] {
        var kept = Array(candidates.indices)
        for index in candidates.indices where kept.count > 1 {
            let others = kept.filter { $0 != index }
            let cover = Proposition.any(others.map { .all(candidates[$0].condition) })
            if entailment.follows(cover, from: candidates[index].condition) { kept = others }
        }
        return kept.map { candidates[$0] }
    }

    /// Inequalities over more parameters first: `n > 2e + f and n > 2f`.
    private static func sorted(_ statements: [Proposition]) -> [Proposition] {
        func width(_ statement: Proposition) -> Int { Claim.plain("", then: [statement]).parameters.count }
        return statements.enumerated()
            .sorted { (-width($0.element), $0.offset) < (-width($1.element), $1.offset) }
            .map(\.element)
    }
}

extension RuleRows {
    /// The smallest whole number that meets `bound`.
    fileprivate func quantity(_ bound: Elimination.LowerBound) throws -> Quantity {
        guard let numerator = (-bound.rest).quantity(quantity), let divisor = Int(exactly: bound.factor)
        else {
            throw BoundCandidate.TooLarge()
        }
        return divisor == 1 ? numerator : ceiling(numerator / divisor)
    }
}

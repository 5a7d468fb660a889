import BigInt
import QuorateQuorums

/// Condition and smallest sizes that elimination gives for one alternative of a rule.
struct BoundCandidate {
    /// Necessary for a solution; sufficient too where `isExact`.
    let condition: [Proposition]
    /// The condition with rounded quotients in it, which is exact, or nil where there is none.
    let precise: [Proposition]?
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
        var forms = rule.forms
        var elimination = Elimination(alternative + forms.definitions)
        let dependent = rule.dependentRoundings
        for variable in dependent.reversed() { _ = try elimination.eliminate(variable) }
        var bounds: [(name: String, bounds: [Quantity])] = []
        var open = Array(rule.chosen)
        var wasExact = elimination.isExact
        while let next = try Self.next(of: open, in: elimination) {
            open.removeAll { $0 == next.variable }
            wasExact = elimination.isExact
            elimination = next.elimination
            bounds.insert(
                (rule.names[next.variable], try next.bounds.map { try forms.quantity($0) }), at: 0)
        }
        let tight = wasExact ? elimination.rows + elimination.tightRows(of: rule.chosen, &forms) : nil
        for index in rule.forms.roundings.indices.reversed() {
            let variable = rule.names.count + index
            if !dependent.contains(variable) { _ = try elimination.eliminate(variable) }
        }
        guard !elimination.isContradictory else { return nil }
        guard !forms.isTooLarge, let condition = LinearForm.statements(elimination.rows, forms) else {
            throw TooLarge()
        }
        self.condition = condition
        precise = tight.flatMap { LinearForm.statements($0, forms) }
        sizes = bounds.map { SmallestSize(name: $0.name, bounds: $0.bounds) }
        isExact = elimination.isExact
    }

    init(condition: [Proposition], precise: [Proposition]? = nil, sizes: [SmallestSize], isExact: Bool) {
        (self.condition, self.precise, self.sizes, self.isExact) = (condition, precise, sizes, isExact)
    }

    /// The candidate with the exact condition, or nil where there is none.
    var withPrecision: BoundCandidate? {
        precise.map { BoundCandidate(condition: $0, sizes: sizes, isExact: true) }
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
}

extension Elimination {
    /// That a whole number lies between the bounds of each pair that left too much, with rounded quotients.
    ///
    /// - Parameter variables: Those that may have been eliminated last.
    fileprivate func tightRows(of variables: Range<Int>, _ forms: inout RoundedForms) -> [LinearForm] {
        loosePairs.map { low, high in
            let variable = variables.first { low[$0] > 0 && high[$0] < 0 } ?? variables.lowerBound
            let least = forms.rounded(-low.without(variable), by: low[variable], up: true)
            return forms.rounded(high.without(variable), by: -high[variable], up: false) - least
        }
    }
}

extension RoundedForms {
    /// The smallest whole number that meets `bound`.
    fileprivate mutating func quantity(_ bound: Elimination.LowerBound) throws -> Quantity {
        let least = rounded(-bound.rest, by: bound.factor, up: true)
        guard let quantity = words(least) else { throw BoundCandidate.TooLarge() }
        return quantity
    }
}

public import QuorateQuorums

/// Condition on the parameters of an automaton under which a property may be true: a linear bound on the first parameter,
/// and some of the automaton's own assumptions about the others.
public struct AutomatonCondition: Hashable, Sendable {
    /// The bound on the first parameter, `n ≥ at·t + af·f + constant`; nil for the automaton's own assumptions as they are.
    struct Bound: Hashable, Sendable {
        let coefficients: [Int]
        let constant: Int
    }

    let bound: Bound?
    /// Assumptions of the automaton about the other parameters that are kept.
    let kept: [Proposition]
    /// Statements of which all are to be true; none where nothing is asked.
    public let statements: [Proposition]

    init(_ bound: Bound, keeping kept: [Proposition], parameters: [String]) {
        self.bound = bound
        self.kept = kept
        var form = LinearForm(variable: 0) - LinearForm(.init(bound.constant))
        for (position, coefficient) in bound.coefficients.enumerated() {
            form[position + 1] = .init(-coefficient)
        }
        let statement = form.isNeverNegative ? nil : form.isAtLeastZero { .parameter(parameters[$0]) }
        statements = (statement.map { [$0] } ?? []) + kept
    }

    /// The automaton's own assumptions.
    init(own assumptions: [Proposition]) {
        bound = nil
        kept = assumptions
        statements = assumptions
    }

    /// True where no number in the bound is larger than in the other one's, and nothing is kept that is left out there.
    func plainlyFollows(from other: AutomatonCondition) -> Bool {
        guard let bound, let otherBound = other.bound, bound.constant <= otherBound.constant else {
            return false
        }
        return zip(bound.coefficients, otherBound.coefficients).allSatisfy(<=)
            && kept.allSatisfy(other.kept.contains)
    }

    /// Number by which conditions are tried, those that ask for little first.
    var size: Int { (bound.map { $0.coefficients.reduce($0.constant, +) } ?? 0) + 2 * kept.count }
}

extension AutomatonCondition: CustomStringConvertible {
    /// `n > 2t + f and t ≥ f`, or `anything`.
    public var description: String {
        statements.isEmpty ? "anything" : statements.map { "\($0)" }.joined(separator: " and ")
    }
}

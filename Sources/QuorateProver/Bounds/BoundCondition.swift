public import QuorateQuorums

/// Condition on which a rule can be met: linear inequalities over its parameters, in one or more
/// alternatives.
public struct BoundCondition: Hashable, Sendable {
    /// The alternatives; in each of them every inequality is true.
    public let alternatives: [[Proposition]]

    /// Met whatever the parameters are.
    static let always = BoundCondition(alternatives: [[]])
    /// Never met.
    static let never = BoundCondition(alternatives: [])

    /// True for a condition that is met whatever the parameters are.
    public var isAlways: Bool { alternatives.contains { $0.isEmpty } }
    /// True for a condition without alternatives, which is never met.
    public var isNever: Bool { alternatives.isEmpty }

    /// The condition as a hypothesis or a conclusion.
    public var statement: Proposition {
        alternatives.count == 1 ? .all(alternatives[0]) : .any(alternatives.map { .all($0) })
    }
}

extension BoundCondition: CustomStringConvertible {
    /// `n > 3f`, `n > 2e + f and n > 2f`, `always` or `never`.
    public var description: String {
        if isAlways { return "always" }
        if isNever { return "never" }
        return alternatives.map { part in
            let words = part.map { "\($0)" }.joined(separator: " and ")
            return alternatives.count > 1 && part.count > 1 ? "(\(words))" : words
        }.joined(separator: " or ")
    }
}

/// The smallest value of a size that is chosen: the largest of some lower bounds.
public struct SmallestSize: Hashable, Sendable {
    /// The name of the size.
    public let name: String
    /// Lower bounds over the parameters and the sizes before it; there is at least one.
    public let bounds: [Quantity]

    /// That the size has this value.
    var statements: [Proposition] {
        let size = Quantity.parameter(name)
        guard bounds.count > 1 else { return [size == bounds[0]] }
        return bounds.map { size >= $0 } + [.any(bounds.map { size == $0 })]
    }
}

extension SmallestSize: CustomStringConvertible {
    /// `q = ⌈(n + f + 1)/2⌉` or `q = max(2e + 1, ⌈(n + 1)/2⌉)`.
    public var description: String {
        let words = bounds.map { "\($0)" }.joined(separator: ", ")
        return "\(name) = " + (bounds.count == 1 ? words : "max(\(words))")
    }
}

import QuorateQuorums

extension Proposition {
    /// The parts of a conjunction, or else the statement itself.
    var conjuncts: [Proposition] {
        if case .all(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
    }

    /// True where the parameter occurs.
    func mentions(_ parameter: String) -> Bool {
        switch self {
        case .comparison(let left, _, let right): left.mentions(parameter) || right.mentions(parameter)
        case .all(let parts), .any(let parts): parts.contains { $0.mentions(parameter) }
        case .not(let part): part.mentions(parameter)
        case .isSubset: false
        }
    }
}

extension Quantity {
    func mentions(_ name: String) -> Bool {
        switch self {
        case .parameter(let own): own == name
        case .sum(let left, let right), .difference(let left, let right):
            left.mentions(name) || right.mentions(name)
        case .multiple(_, let part): part.mentions(name)
        case .number, .count, .weight, .floor, .ceiling: false
        }
    }
}

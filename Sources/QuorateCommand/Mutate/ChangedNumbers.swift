import QuorateQuorums

extension Claim {
    /// The same claim from other hypotheses, to other conclusions.
    func with(given: [Proposition], then: [Proposition]) -> Claim {
        let interesting = interestingCase
        return Claim(name, sentence, source: source) {
            given
        } then: {
            then
        } inTheCase: {
            interesting
        }
    }
}

/// Numbers changed by one, each in turn; those within rules for quorums apart, since a rule stands in several places.
extension Proposition {
    /// The same with one number less or more, outside of rules.
    var changed: [Proposition] {
        switch self {
        case .comparison(let left, let relation, let right):
            left.changedOutsideRules.map { .comparison($0, relation, right) }
                + right.changedOutsideRules.map { .comparison(left, relation, $0) }
        case .isSubset: []
        case .all(let parts): Self.changed(parts).map { .all($0) }
        case .any(let parts): Self.changed(parts).map { .any($0) }
        case .not(let part): part.changed.map { .not($0) }
        }
    }

    private static func changed(_ parts: [Proposition]) -> [[Proposition]] {
        parts.indices.flatMap { position in
            parts[position].changed.map { other in
                var parts = parts
                parts[position] = other
                return parts
            }
        }
    }

    /// The quantities that are rounded: rules for sizes of quorums.
    var rules: [Quantity] {
        switch self {
        case .comparison(let left, _, let right): left.rules + right.rules
        case .isSubset: []
        case .all(let parts), .any(let parts): parts.flatMap(\.rules)
        case .not(let part): part.rules
        }
    }

    /// The same with another quantity in every place of `rule`.
    func replacing(_ rule: Quantity, with other: Quantity) -> Proposition {
        switch self {
        case .comparison(let left, let relation, let right):
            .comparison(left.replacing(rule, with: other), relation, right.replacing(rule, with: other))
        case .isSubset: self
        case .all(let parts): .all(parts.map { $0.replacing(rule, with: other) })
        case .any(let parts): .any(parts.map { $0.replacing(rule, with: other) })
        case .not(let part): .not(part.replacing(rule, with: other))
        }
    }
}

extension Quantity {
    /// The same with one number less or more.
    var changed: [Quantity] { changed { $0.changed } }

    fileprivate var changedOutsideRules: [Quantity] {
        switch self {
        case .floor, .ceiling: []
        default: changed { $0.changedOutsideRules }
        }
    }

    private func changed(_ inside: (Quantity) -> [Quantity]) -> [Quantity] {
        switch self {
        case .number(let number): [.number(number - 1), .number(number + 1)]
        case .parameter, .count, .weight: []
        case .sum(let left, let right):
            inside(left).map { .sum($0, right) } + inside(right).map { .sum(left, $0) }
        case .difference(let left, let right):
            inside(left).map { .difference($0, right) } + inside(right).map { .difference(left, $0) }
        case .multiple(let factor, let quantity):
            [.multiple(factor - 1, quantity), .multiple(factor + 1, quantity)]
                + inside(quantity).map { .multiple(factor, $0) }
        case .floor(let quotient): quotient.changed(inside).map { .floor($0) }
        case .ceiling(let quotient): quotient.changed(inside).map { .ceiling($0) }
        }
    }

    fileprivate var rules: [Quantity] {
        switch self {
        case .floor, .ceiling: [self]
        case .number, .parameter, .count, .weight: []
        case .sum(let left, let right), .difference(let left, let right): left.rules + right.rules
        case .multiple(_, let quantity): quantity.rules
        }
    }

    fileprivate func replacing(_ rule: Quantity, with other: Quantity) -> Quantity {
        if self == rule { return other }
        return switch self {
        case .number, .parameter, .count, .weight: self
        case .sum(let left, let right):
            .sum(left.replacing(rule, with: other), right.replacing(rule, with: other))
        case .difference(let left, let right):
            .difference(left.replacing(rule, with: other), right.replacing(rule, with: other))
        case .multiple(let factor, let quantity): .multiple(factor, quantity.replacing(rule, with: other))
        case .floor(let quotient): .floor(quotient.numerator.replacing(rule, with: other) / quotient.divisor)
        case .ceiling(let quotient):
            .ceiling(quotient.numerator.replacing(rule, with: other) / quotient.divisor)
        }
    }
}

extension Quantity.Quotient {
    fileprivate func changed(_ inside: (Quantity) -> [Quantity]) -> [Quantity.Quotient] {
        inside(numerator).map { $0 / divisor }
            + [divisor - 1, divisor + 1].filter { $0 >= 1 }.map { numerator / $0 }
    }
}

extension Quantity: CustomStringConvertible {
    /// The quantity as the paper has it: `⌈(n + f + 1)/2⌉`, `2q - n`, `|A ∩ B - F|`.
    public var description: String {
        switch self {
        case .number(let number): "\(number)"
        case .parameter(let name): name
        case .count(let set): "|\(set)|"
        case .weight(let set): "weight(\(set))"
        case .sum(let left, let right): "\(left) + \(right.isNegative ? "(\(right))" : "\(right)")"
        case .difference(let left, let right): "\(left) - \(right.isSum ? "(\(right))" : "\(right)")"
        case .multiple(let factor, .number(let number)): "\(factor) * \(number)"
        case .multiple(let factor, .multiple(let other, let quantity)):
            "\(factor)(\(Quantity.multiple(other, quantity)))"
        case .multiple(1, let quantity): "\(quantity)"
        case .multiple(let factor, let quantity):
            "\(factor)\(quantity.isSum ? "(\(quantity))" : "\(quantity)")"
        case .floor(let quotient): "⌊\(quotient)⌋"
        case .ceiling(let quotient): "⌈\(quotient)⌉"
        }
    }

    fileprivate var isSum: Bool {
        switch self {
        case .sum, .difference: true
        default: isNegative
        }
    }

    private var isNegative: Bool {
        switch self {
        case .number(let number): number < 0
        case .multiple(let factor, _): factor < 0
        default: false
        }
    }
}

extension Quantity.Quotient: CustomStringConvertible {
    /// `(n + f + 1)/2`.
    public var description: String { "\(numerator.isSum ? "(\(numerator))" : "\(numerator)")/\(divisor)" }
}

extension SetExpression: CustomStringConvertible {
    /// The expression in the usual symbols; all replicas are `all`.
    public var description: String {
        switch self {
        case .everyone: "all"
        case .named(let name): name
        case .union(let left, let right): "\(left.inside) ∪ \(right.inside)"
        case .intersection(.intersection(let first, let second), let right):
            "\(SetExpression.intersection(first, second)) ∩ \(right.inside)"
        case .intersection(let left, let right): "\(left.inside) ∩ \(right.inside)"
        case .difference(.intersection(let first, let second), let right):
            "\(SetExpression.intersection(first, second)) - \(right.inside)"
        case .difference(let left, let right): "\(left.inside) - \(right.inside)"
        case .symmetricDifference(let left, let right): "\(left.inside) △ \(right.inside)"
        }
    }

    private var inside: String {
        switch self {
        case .everyone, .named: "\(self)"
        default: "(\(self))"
        }
    }
}

extension Statement: CustomStringConvertible {
    /// The statement in the usual symbols.
    public var description: String {
        switch self {
        case .comparison(let left, let relation, let right): "\(left) \(relation.rawValue) \(right)"
        case .isSubset(.symmetricDifference(let a, let b), of: let both) where both == .intersection(a, b):
            "\(a) = \(b)"
        case .isSubset(let left, let right): "\(left) ⊆ \(right)"
        case .all(let parts): parts.map(\.inside).joined(separator: " and ")
        case .any(let parts):
            if parts.count == 2, case .not(let premise) = parts[0] {
                "if \(premise.inside) then \(parts[1].inside)"
            } else {
                parts.map(\.inside).joined(separator: " or ")
            }
        case .not(let part): "not (\(part))"
        }
    }

    private var inside: String {
        switch self {
        case .all(let parts), .any(let parts): parts.count > 1 ? "(\(self))" : "\(self)"
        default: "\(self)"
        }
    }
}

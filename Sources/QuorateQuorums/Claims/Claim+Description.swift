extension Quantity: CustomStringConvertible {
    /// The quantity as the paper has it: `⌈(n + f + 1)/2⌉`, `2q - n`, `|A ∩ B - F|`.
    public var description: String {
        switch self {
        case .number(let number): "\(number)"
        case .parameter(let name): name
        case .count(let set): "|\(set)|"
        case .weight(let set): "weight(\(set))"
        case .difference(let left, .multiple(let divisor, .floor(let quotient)))
        where quotient.numerator.isSame(as: left) && quotient.divisor == divisor:
            "\(left.isSum ? "(\(left))" : "\(left)") mod \(divisor)"
        case .sum(let left, let right): "\(left) + \(right.isNegative ? "(\(right))" : "\(right)")"
        case .difference(let left, let right): "\(left) - \(right.isSum ? "(\(right))" : "\(right)")"
        case .multiple(let factor, .number(let number)): "\(factor) * \(number)"
        case .multiple(1, let quantity): "\(quantity)"
        case .multiple(-1, let quantity): quantity.isSum ? "-(\(quantity))" : "-\(quantity)"
        case .multiple(let factor, .multiple(let other, let quantity)):
            "\(factor)(\(Quantity.multiple(other, quantity)))"
        case .multiple(let factor, .weight(let set)): "\(factor) \(Quantity.weight(set))"
        case .multiple(let factor, let quantity):
            "\(factor)\(quantity.isSum ? "(\(quantity))" : "\(quantity)")"
        case .floor(let quotient): "⌊\(quotient)⌋"
        case .ceiling(let quotient): "⌈\(quotient)⌉"
        }
    }

    /// Equality with `other`: here `==` builds a proposition.
    fileprivate func isSame(as other: some Hashable) -> Bool { AnyHashable(self) == AnyHashable(other) }

    fileprivate var isSum: Bool {
        switch self {
        case .sum, .difference: true
        case .multiple(1, let quantity): quantity.isSum
        default: isNegative
        }
    }

    private var isNegative: Bool {
        switch self {
        case .number(let number): number < 0
        case .multiple(1, let quantity): quantity.isNegative
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
        case .union(let left, let right): left.joined(to: right, by: "∪")
        case .intersection(let left, let right): left.joined(to: right, by: "∩")
        case .difference(let left, let right): left.joined(to: right, by: "-")
        case .symmetricDifference(let left, let right): left.joined(to: right, by: "△")
        }
    }

    private func joined(to right: SetExpression, by symbol: String) -> String {
        let needsNoParentheses = self.symbol == symbol || symbol == "-" && self.symbol == "∩"
        return "\(needsNoParentheses ? "\(self)" : inside) \(symbol) \(right.inside)"
    }

    private var symbol: String? {
        switch self {
        case .everyone, .named: nil
        case .union: "∪"
        case .intersection: "∩"
        case .difference: "-"
        case .symmetricDifference: "△"
        }
    }

    private var inside: String { symbol == nil ? "\(self)" : "(\(self))" }
}

extension Proposition: CustomStringConvertible {
    /// The statement in the usual symbols.
    public var description: String {
        switch self {
        case .comparison(let left, let relation, let right):
            divisibility ?? "\(left) \(relation.rawValue) \(right)"
        case .isSubset(.symmetricDifference(let a, let b), of: let both) where both == .intersection(a, b):
            "\(a) = \(b)"
        case .isSubset(let left, let right): "\(left) ⊆ \(right)"
        case .all(let parts): Self.joined(parts, by: "and", orElse: "true")
        case .any(let parts):
            if let (premise, conclusion) = implication {
                "if \(premise.inside(nil)) then \(conclusion.inside(nil))"
            } else {
                Self.joined(parts, by: "or", orElse: "false")
            }
        case .not(let part): "not (\(part))"
        }
    }

    /// `n is even` where a remainder is compared with a number.
    private var divisibility: String? {
        guard case .comparison(let rest, let relation, .number(let number)) = self,
            case .difference(let whole, .multiple(let divisor, .floor(let quotient))) = rest,
            quotient.numerator.isSame(as: whole), quotient.divisor == divisor
        else { return nil }
        return switch (divisor, number, relation) {
        case (2, 0, .equal): "\(whole) is even"
        case (2, 1, .equal): "\(whole) is odd"
        case (3..., 0, .equal): "\(whole) is a multiple of \(divisor)"
        case (3..., 0, .notEqual): "\(whole) is no multiple of \(divisor)"
        default: nil
        }
    }

    private static func joined(_ parts: [Proposition], by word: String, orElse none: String) -> String {
        parts.isEmpty ? none : parts.map { $0.inside(word) }.joined(separator: " \(word) ")
    }

    private var implication: (premise: Proposition, conclusion: Proposition)? {
        guard case .any(let parts) = self, parts.count == 2, case .not(let premise) = parts[0] else {
            return nil
        }
        return (premise, parts[1])
    }

    /// The statement as a part of one whose parts are joined by `word`.
    private func inside(_ word: String?) -> String {
        switch self {
        case .all(let parts): parts.count < 2 || word == "and" ? "\(self)" : "(\(self))"
        case .any(let parts):
            parts.count < 2 || word == "or" && implication == nil ? "\(self)" : "(\(self))"
        default: "\(self)"
        }
    }
}

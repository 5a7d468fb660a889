import BigInt
import QuorateQuorums

/// A name with what an equality says it is: n with 3f + 1.
struct Substitution {
    let name: String
    let value: Quantity

    /// The substitutions that the equalities among `statements` allow.
    static func all(in statements: [Proposition]) -> [Substitution] {
        statements.flatMap { statement -> [Substitution] in
            switch statement {
            case .comparison(let left, .equal, let right):
                Substitution(left - right).map { [$0] } ?? []
            case .all(let parts): all(in: parts)
            default: []
            }
        }
    }

    /// The name that stands alone in `difference`, which is zero: n if possible, otherwise the last.
    private init?(_ difference: Quantity) {
        let names = Claim.plain("", then: [difference == 0]).parameters
        var forms = RoundedForms(names)
        let form = forms.encode(difference)
        let inside = Set(forms.roundings.flatMap(\.numerator.variables))
        let alone = names.indices.filter { form[$0].magnitude == 1 && !inside.contains($0) }
        guard !forms.isTooLarge, let variable = alone.first(where: { names[$0] == "n" }) ?? alone.last,
            let value = forms.words(-form[variable] * form.without(variable))
        else { return nil }
        (name, self.value) = (names[variable], value)
    }

    /// True where `new`, in which the name is replaced, says `old` in fewer names or in less space.
    ///
    /// A rounded quotient for a name is no gain by itself: ⌊(n - 1)/3⌋ is f to whoever reads it.
    fileprivate func shortens(_ old: Proposition, to new: Proposition) -> Bool {
        let names = [old, new].map { Claim.plain("", then: [$0]).parameters.count }
        let lengths = [old, new].map { "\($0)".count }
        let isLine = !(value == 0).isRounded
        return isLine && names[1] != names[0] ? names[1] < names[0] : lengths[1] < lengths[0]
    }

    fileprivate func replaced(_ quantity: Quantity) -> Quantity {
        switch quantity {
        case .parameter(let name) where name == self.name: value
        case .number, .parameter, .count, .weight: quantity
        case .sum(let left, let right): replaced(left) + replaced(right)
        case .difference(let left, let right): replaced(left) - replaced(right)
        case .multiple(let factor, let part): factor * replaced(part)
        case .floor(let quotient): floor(replaced(quotient.numerator) / quotient.divisor)
        case .ceiling(let quotient): ceiling(replaced(quotient.numerator) / quotient.divisor)
        }
    }
}

extension [Substitution] {
    /// `quantity` as short as the substitutions make it.
    func shortened(_ quantity: Quantity) -> Quantity {
        reduce(quantity.merged) { shortest, substitution in
            let other = substitution.replaced(shortest).merged
            return substitution.shortens(shortest == 0, to: other == 0) ? other : shortest
        }
    }

    /// `statement` as short as the substitutions make it.
    func shortened(_ statement: Proposition) -> Proposition {
        reduce(statement) { shortest, substitution in
            guard case .comparison(let left, let relation, let right) = shortest else { return shortest }
            let difference = substitution.replaced(left) - substitution.replaced(right)
            guard let other = difference.compared(relation) else { return shortest }
            return substitution.shortens(shortest, to: other) ? other : shortest
        }
    }
}

extension Quantity {
    private var forms: (RoundedForms, LinearForm) {
        var forms = RoundedForms(Claim.plain("", then: [self == 0]).parameters)
        let form = forms.encode(self)
        return (forms, form)
    }

    /// Quantity with what it is subtracted from inside the rounding: n - ⌊n/2⌋ is ⌈n/2⌉.
    fileprivate var merged: Quantity {
        var (forms, form) = forms
        let rounded = form.variables.filter { $0 >= forms.names.count }
        guard rounded.count == 1, form[rounded[0]] == -1, !forms.isTooLarge else {
            return forms.isTooLarge ? self : forms.words(form) ?? self
        }
        let rounding = forms.roundings[rounded[0] - forms.names.count]
        let numerator = rounding.divisor * form.without(rounded[0]) - rounding.numerator
        form = forms.rounded(numerator, by: rounding.divisor, up: !rounding.isUp)
        guard !forms.isTooLarge, let quantity = forms.words(form),
            "\(quantity)".count < "\(self)".count
        else { return self }
        return quantity
    }

    /// The quantity compared with zero, the terms on the sides where a person would have them.
    fileprivate func compared(_ relation: Proposition.Relation) -> Proposition? {
        let (forms, form) = forms
        guard !forms.isTooLarge else { return nil }
        let words = { (variable: Int) in forms.quantity(variable) }
        return switch relation {
        case .less: (-form - LinearForm(1)).tightened.isAtLeastZero(words)
        case .atMost: (-form).tightened.isAtLeastZero(words)
        case .equal: form.isZero(words)
        case .notEqual: nil
        case .atLeast: form.tightened.isAtLeastZero(words)
        case .greater: (form - LinearForm(1)).tightened.isAtLeastZero(words)
        }
    }
}

import BigInt
import QuorateQuorums

/// Quantities as linear forms, with a variable for each rounded quotient.
///
/// A quotient is in lowest terms, and none at all where the divisor divides it: ⌈(4f + 2)/2⌉ is 2f + 1.
struct RoundedForms {
    /// A rounded quotient, with the integer variable that stands for it.
    struct Rounding {
        let quantity: Quantity
        let numerator: LinearForm
        let divisor: BigInt
        let isUp: Bool

        /// That `variable` is the rounded quotient.
        func definition(of variable: Int) -> [LinearForm] {
            let whole = divisor * LinearForm(variable: variable)
            let rest = isUp ? whole - numerator : numerator - whole
            return [rest, LinearForm(divisor - 1) - rest]
        }
    }

    /// The names of the first variables. Roundings follow.
    let names: [String]
    private(set) var roundings: [Rounding] = []
    /// True once a number came up that does not fit in 64 bits: words then mean nothing.
    private(set) var isTooLarge = false

    init(_ names: [String]) { self.names = names }

    /// Quantity that a variable stands for.
    func quantity(_ variable: Int) -> Quantity {
        variable < names.count ? .parameter(names[variable]) : roundings[variable - names.count].quantity
    }

    /// `form` in words again, or nil where a number does not fit in 64 bits.
    func words(_ form: LinearForm) -> Quantity? { form.quantity { quantity($0) } }

    /// That the rounding variables are what they stand for.
    var definitions: [LinearForm] {
        roundings.enumerated().flatMap { $1.definition(of: names.count + $0) }
    }

    mutating func encode(_ quantity: Quantity) -> LinearForm {
        switch quantity {
        case .number(let number): LinearForm(BigInt(number))
        case .parameter(let name): LinearForm(variable: names.firstIndex(of: name)!)
        case .sum(let left, let right): encode(left) + encode(right)
        case .difference(let left, let right): encode(left) - encode(right)
        case .multiple(let factor, let quantity): BigInt(factor) * encode(quantity)
        case .floor(let quotient): encode(quantity, quotient, up: false)
        case .ceiling(let quotient): encode(quantity, quotient, up: true)
        // A valid rule has no sets.
        case .count, .weight: LinearForm()
        }
    }

    private mutating func encode(
        _ quantity: Quantity, _ quotient: Quantity.Quotient, up: Bool
    ) -> LinearForm {
        rounded(encode(quotient.numerator), by: BigInt(quotient.divisor), up: up)
    }

    /// `numerator` divided by `divisor` and rounded, in lowest terms.
    mutating func rounded(_ numerator: LinearForm, by divisor: BigInt, up: Bool) -> LinearForm {
        let common = numerator.coefficients.values.reduce(divisor) { $0.greatestCommonDivisor(with: $1) }
        let reduced = numerator.divided(by: common, up: up)
        if divisor == common { return reduced }
        return LinearForm(variable: variable(of: reduced, divisor / common, up))
    }

    private mutating func variable(of numerator: LinearForm, _ divisor: BigInt, _ up: Bool) -> Int {
        if let known = roundings.firstIndex(where: {
            $0.numerator == numerator && $0.divisor == divisor && $0.isUp == up
        }) {
            return names.count + known
        }
        let words = words(numerator)
        isTooLarge = isTooLarge || words == nil
        let quotient = (words ?? 0) / Int(divisor)
        roundings.append(
            Rounding(
                quantity: up ? ceiling(quotient) : floor(quotient), numerator: numerator, divisor: divisor,
                isUp: up))
        return names.count + roundings.count - 1
    }
}

extension LinearForm {
    /// The form divided by a divisor of its coefficients, its constant rounded.
    fileprivate func divided(by divisor: BigInt, up: Bool) -> LinearForm {
        let constant = up ? -(-self.constant).floored(by: divisor) : self.constant.floored(by: divisor)
        var form = LinearForm(constant)
        for (variable, coefficient) in coefficients { form[variable] = coefficient / divisor }
        return form
    }
}

extension BigInt {
    /// The quotient rounded down.
    fileprivate func floored(by divisor: BigInt) -> BigInt {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}

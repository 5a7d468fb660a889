/// A whole number in a claim: a linear expression over parameters, sizes of sets and weights of sets.
///
/// It is written as in the paper, `2 * q - n` or `ceiling((n + f + 1) / 2)`, where `n`, `f` and `q` are parameters:
///
///     let n: Quantity = "n", f: Quantity = "f", q: Quantity = "q"
///
/// A parameter is a natural number; `n` is the number of replicas. Only multiples by a number can be written, so
/// everything stays linear and can be decided.
public indirect enum Quantity: Hashable, Sendable {
    case number(Int)
    /// A natural number by name; `n` is the number of replicas.
    case parameter(String)
    /// The number of members of a set.
    case count(SetExpression)
    /// The total weight of the members of a set; every replica has a weight, a natural number.
    case weight(SetExpression)
    case sum(Quantity, Quantity)
    case difference(Quantity, Quantity)
    case multiple(Int, Quantity)
    /// The largest whole number that is not above the quotient.
    case floor(Quotient)
    /// The smallest whole number that is not below the quotient.
    case ceiling(Quotient)

    /// A fraction, which becomes a quantity once it is rounded.
    public struct Quotient: Hashable, Sendable {
        /// Dividend.
        public let numerator: Quantity
        /// Number from 1; a claim with a smaller one is refused.
        public let divisor: Int
    }
}

extension Quantity: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    /// Quantity of a literal, as 2 in `2 * f`.
    public init(integerLiteral value: Int) { self = .number(value) }
    /// Quantity of a parameter, as `"n"`.
    public init(stringLiteral name: String) { self = .parameter(name) }
}

extension Quantity {
    /// The number of replicas.
    public static var replicaCount: Quantity { "n" }

    /// Sum of two quantities, as in `n + f`.
    public static func + (left: Quantity, right: Quantity) -> Quantity { .sum(left, right) }
    /// The difference, which may be negative.
    public static func - (left: Quantity, right: Quantity) -> Quantity { .difference(left, right) }
    /// A multiple; a product of two quantities cannot be written, since it would not be linear.
    public static func * (factor: Int, quantity: Quantity) -> Quantity { .multiple(factor, quantity) }
    /// A fraction for ``floor(_:)`` or ``ceiling(_:)``.
    public static func / (numerator: Quantity, divisor: Int) -> Quotient {
        Quotient(numerator: numerator, divisor: divisor)
    }

    /// Both are the same.
    public static func == (left: Quantity, right: Quantity) -> Proposition {
        .comparison(left, .equal, right)
    }
    /// They are different.
    public static func != (left: Quantity, right: Quantity) -> Proposition {
        .comparison(left, .notEqual, right)
    }
    /// The left one is smaller.
    public static func < (left: Quantity, right: Quantity) -> Proposition { .comparison(left, .less, right) }
    /// The left one is smaller, or the same.
    public static func <= (left: Quantity, right: Quantity) -> Proposition {
        .comparison(left, .atMost, right)
    }
    /// The left one is larger.
    public static func > (left: Quantity, right: Quantity) -> Proposition {
        .comparison(left, .greater, right)
    }
    /// The left one is larger, or the same.
    public static func >= (left: Quantity, right: Quantity) -> Proposition {
        .comparison(left, .atLeast, right)
    }
}

/// The largest whole number that is not above `quotient`.
public func floor(_ quotient: Quantity.Quotient) -> Quantity { .floor(quotient) }
/// The smallest whole number that is not below `quotient`.
public func ceiling(_ quotient: Quantity.Quotient) -> Quantity { .ceiling(quotient) }
/// The rest of a division, from 0: `remainder(n / 3)` is n mod 3.
public func remainder(_ quotient: Quantity.Quotient) -> Quantity {
    quotient.numerator - quotient.divisor * floor(quotient)
}

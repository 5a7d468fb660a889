public import BigInt

/// An exact fraction, always in lowest terms and with a positive denominator.
public struct Rational: Hashable, Sendable {
    /// Dividend, which may be negative.
    public let numerator: BigInt
    /// Divisor, at least 1.
    public let denominator: BigInt

    /// `numerator / denominator`, reduced.
    ///
    /// - Parameter denominator: Not 0, which is a programming error.
    public init(_ numerator: BigInt, _ denominator: BigInt = 1) {
        precondition(denominator != 0, "a fraction has no denominator 0")
        let divisor = numerator.greatestCommonDivisor(with: denominator) * (denominator < 0 ? -1 : 1)
        self.init(reduced: numerator / divisor, denominator / divisor)
    }

    /// `numerator / baseᵉˣᵖᵒⁿᵉⁿᵗ`, reduced.
    ///
    /// The general way spends most of its time on the common divisor of two numbers of many thousand bits; here
    /// every prime of the denominator is one of the small base.
    init(_ numerator: BigInt, overPower base: BigInt, _ exponent: Int) {
        var (numerator, denominator) = (numerator, base.power(exponent))
        while true {
            let shared = base.greatestCommonDivisor(with: numerator % base)
            let divisor = shared.greatestCommonDivisor(with: denominator % shared)
            guard divisor > 1 else { break }
            numerator /= divisor
            denominator /= divisor
        }
        self.init(reduced: numerator, denominator)
    }

    private init(reduced numerator: BigInt, _ denominator: BigInt) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The number to the power of `exponent`.
    ///
    /// - Parameter exponent: At least 0; anything else is a programming error.
    public func power(_ exponent: Int) -> Rational {
        precondition(exponent >= 0, "negative powers of 0 do not exist")
        return Rational(reduced: numerator.power(exponent), denominator.power(exponent))
    }

    /// The sum, reduced.
    public static func + (left: Rational, right: Rational) -> Rational {
        let numerator = left.numerator * right.denominator + right.numerator * left.denominator
        let denominator = left.denominator * right.denominator
        // A whole number leaves the other denominator as it is, and it is often a very long one.
        let isReduced = left.denominator == 1 || right.denominator == 1
        return isReduced ? Rational(reduced: numerator, denominator) : Rational(numerator, denominator)
    }
    /// The number with the other sign.
    public static prefix func - (number: Rational) -> Rational {
        Rational(reduced: -number.numerator, number.denominator)
    }
    /// The difference, reduced.
    public static func - (left: Rational, right: Rational) -> Rational { left + -right }
    /// The product, reduced.
    public static func * (left: Rational, right: Rational) -> Rational {
        Rational(left.numerator * right.numerator, left.denominator * right.denominator)
    }
}

extension Rational: Comparable {
    /// Orders numbers by value.
    public static func < (left: Rational, right: Rational) -> Bool {
        left.numerator * right.denominator < right.numerator * left.denominator
    }
}

extension Rational: ExpressibleByIntegerLiteral {
    /// A whole number.
    public init(integerLiteral value: Int) { self.init(BigInt(value)) }
}

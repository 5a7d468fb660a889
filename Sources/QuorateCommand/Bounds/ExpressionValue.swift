import QuorateQuorums

/// A part of an inequality: a fraction of a linear sum by a number, or something true or false.
enum ExpressionValue {
    case quotient(Quantity, Int)
    case statement(Proposition)

    static func number(_ number: Int) -> ExpressionValue { .quotient(.number(number), 1) }
}

/// Arithmetic that stays linear and within 64 bits, or says where it does not.
struct ExpressionArithmetic {
    /// Position of the operator in the text, from 0.
    let column: Int

    typealias Quotient = (numerator: Quantity, divisor: Int)

    func sum(_ left: Quotient, _ right: Quotient, subtracting: Bool) throws(ExpressionError)
        -> ExpressionValue
    {
        let common = left.divisor == right.divisor
        let first = common ? left.numerator : try multiple(right.divisor, left.numerator)
        let second = common ? right.numerator : try multiple(left.divisor, right.numerator)
        let divisor = common ? left.divisor : try product(left.divisor, right.divisor)
        return .quotient(subtracting ? first - second : first + second, divisor)
    }

    func product(_ left: Quotient, _ right: Quotient) throws(ExpressionError) -> ExpressionValue {
        let divisor = try product(left.divisor, right.divisor)
        if let factor = try constant(left.numerator) {
            return .quotient(try multiple(factor, right.numerator), divisor)
        }
        guard let factor = try constant(right.numerator) else {
            throw error(
                "\(left.numerator) times \(right.numerator) is not linear; multiply by a number, as in 2*q")
        }
        return .quotient(try multiple(factor, left.numerator), divisor)
    }

    func quotient(_ left: Quotient, _ right: Quotient) throws(ExpressionError) -> ExpressionValue {
        guard let divisor = try constant(right.numerator) else {
            throw error("division by \(right.numerator) is not linear; divide by a number, as in ceil(n / 2)")
        }
        guard divisor != 0 else { throw error("division by zero") }
        let sign = divisor < 0 ? -1 : 1
        return .quotient(
            try multiple(try product(sign, right.divisor), left.numerator),
            try product(left.divisor, abs(divisor)))
    }

    /// `left` compared with `right`, both multiplied by what they are divided by.
    func comparison(
        _ left: Quotient, _ relation: Proposition.Relation, _ right: Quotient
    ) throws(ExpressionError) -> Proposition {
        if left.divisor == right.divisor { return .comparison(left.numerator, relation, right.numerator) }
        return .comparison(
            try multiple(right.divisor, left.numerator), relation, try multiple(left.divisor, right.numerator)
        )
    }

    /// `factor` times `quantity`, as short as it can be written.
    func multiple(_ factor: Int, _ quantity: Quantity) throws(ExpressionError) -> Quantity {
        switch quantity {
        case _ where factor == 1: quantity
        case .number(let number): .number(try product(factor, number))
        case .multiple(let other, let rest) where factor > 0 && other > 0:
            .multiple(try product(factor, other), rest)
        default: factor * quantity
        }
    }

    /// The number that `quantity` is, or nil where it depends on a name.
    private func constant(_ quantity: Quantity) throws(ExpressionError) -> Int? {
        do throws(EvaluationError) {
            let number = try QuorumWitness().value(of: quantity)
            if number.magnitude <= Self.limit { return number }
        } catch  where error != .overflow {
            return nil
        } catch {}
        throw error("the numbers become too large")
    }

    /// Far enough from 64 bits that a sign can be changed.
    private static let limit: UInt = 1 << 60

    private func product(_ left: Int, _ right: Int) throws(ExpressionError) -> Int {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        guard !overflow, product.magnitude <= Self.limit else { throw error("the numbers become too large") }
        return product
    }

    private func error(_ message: String) -> ExpressionError {
        ExpressionError(message: message, column: column)
    }
}

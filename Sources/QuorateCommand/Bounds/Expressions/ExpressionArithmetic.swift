import QuorateQuorums

/// Arithmetic that stays linear and within 64 bits, or says where it does not.
struct ExpressionArithmetic {
    /// Position of the operator in the text, from 0.
    let column: Int

    typealias Quotient = ExpressionNumber.Quotient

    /// The largest number of parts that `max` and `min` may make.
    private static let partLimit = 16

    func sum(
        _ left: ExpressionNumber, _ right: ExpressionNumber, subtracting: Bool
    ) throws(ExpressionError) -> ExpressionNumber {
        let (first, second) = (left.extreme, subtracting ? right.extreme?.opposite : right.extreme)
        guard first == nil || second == nil || first == second else {
            throw error(
                "a largest and a smallest number are added here; write the inequalities one by one, "
                    + "joined by \"and\" or \"or\"")
        }
        var parts: [Quotient] = []
        for left in left.parts {
            for right in right.parts { parts.append(try sum(left, right, subtracting: subtracting)) }
        }
        return try limited(parts, first ?? second)
    }

    private func sum(
        _ left: Quotient, _ right: Quotient, subtracting: Bool
    ) throws(ExpressionError) -> Quotient {
        let common = left.divisor == right.divisor
        let first = common ? left.numerator : try multiple(right.divisor, left.numerator)
        let second = common ? right.numerator : try multiple(left.divisor, right.numerator)
        let divisor = common ? left.divisor : try product(left.divisor, right.divisor)
        return (subtracting ? first - second : first + second, divisor)
    }

    func product(
        _ left: ExpressionNumber, _ right: ExpressionNumber
    ) throws(ExpressionError) -> ExpressionNumber {
        if let factor = try constant(left) { return try multiple(factor, right) }
        guard let factor = try constant(right) else {
            let names = [left, right].map { $0.single.map { "\($0.numerator)" } ?? "this" }
            throw error("\(names[0]) times \(names[1]) is not linear; multiply by a number, as in 2*q")
        }
        return try multiple(factor, left)
    }

    /// `number` times a fraction of two numbers.
    private func multiple(
        _ factor: (numerator: Int, divisor: Int), _ number: ExpressionNumber
    ) throws(ExpressionError) -> ExpressionNumber {
        var parts: [Quotient] = []
        for part in number.parts {
            parts.append(
                (try multiple(factor.numerator, part.numerator), try product(factor.divisor, part.divisor)))
        }
        return ExpressionNumber(parts, factor.numerator < 0 ? number.extreme?.opposite : number.extreme)
    }

    func quotient(
        _ left: ExpressionNumber, _ right: ExpressionNumber
    ) throws(ExpressionError) -> ExpressionNumber {
        guard let divisor = try constant(right) else {
            let name = right.single.map { "\($0.numerator)" } ?? "this"
            throw error(
                "division by \(name) is not linear; divide by a number, as in ceil(n / 2), "
                    + "and write 1/2 * n for half of n")
        }
        guard divisor.numerator != 0 else { throw error("division by zero") }
        let sign = divisor.numerator < 0 ? -1 : 1
        return try multiple((try product(sign, divisor.divisor), abs(divisor.numerator)), left)
    }

    /// The largest or the smallest of `numbers`.
    func extreme(
        _ numbers: [ExpressionNumber], _ extreme: ExpressionNumber.Extreme
    ) throws(ExpressionError) -> ExpressionNumber {
        guard numbers.allSatisfy({ $0.extreme == nil || $0.extreme == extreme }) else {
            throw error(
                "a largest of smallest numbers is not understood; write the inequalities one by one, "
                    + "joined by \"and\" or \"or\"")
        }
        return try limited(numbers.flatMap(\.parts), extreme)
    }

    /// The remainder of `number` by a number: n - 3⌊n/3⌋ for n mod 3.
    func remainder(
        _ number: ExpressionNumber, by right: ExpressionNumber
    ) throws(ExpressionError) -> ExpressionNumber {
        guard let whole = number.single, whole.divisor == 1 else {
            throw error("a remainder is one of a whole number; write it as in n mod 3")
        }
        guard let divisor = try constant(right), divisor.divisor == 1, divisor.numerator >= 1 else {
            throw error("a remainder is taken by a whole number from 1, as in n mod 3")
        }
        return ExpressionNumber(QuorateQuorums.remainder(whole.numerator / divisor.numerator))
    }

    /// The number rounded to a whole one.
    func rounded(_ number: ExpressionNumber, up: Bool) -> ExpressionNumber {
        ExpressionNumber(
            number.parts.map { part in
                guard part.divisor > 1 else { return (part.numerator, 1) }
                let quotient = part.numerator / part.divisor
                return (up ? ceiling(quotient) : floor(quotient), 1)
            }, number.extreme)
    }

    private func limited(
        _ parts: [Quotient], _ extreme: ExpressionNumber.Extreme?
    ) throws(ExpressionError) -> ExpressionNumber {
        guard parts.count <= Self.partLimit else {
            throw error("more than \(Self.partLimit) numbers are compared here; write fewer in max and min")
        }
        return ExpressionNumber(parts, extreme)
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

    /// The fraction of two numbers that `number` is, or nil where it depends on a name.
    func constant(
        _ number: ExpressionNumber
    ) throws(ExpressionError) -> (numerator: Int, divisor: Int)? {
        guard let part = number.single else { return nil }
        do throws(EvaluationError) {
            let value = try QuorumWitness().value(of: part.numerator)
            if value.magnitude <= Self.limit { return (value, part.divisor) }
        } catch  where error != .overflow {
            return nil
        } catch {}
        throw error("the numbers become too large")
    }

    /// Far enough from 64 bits that a sign can be changed.
    private static let limit: UInt = 1 << 60

    func product(_ left: Int, _ right: Int) throws(ExpressionError) -> Int {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        guard !overflow, product.magnitude <= Self.limit else { throw error("the numbers become too large") }
        return product
    }

    private func error(_ message: String) -> ExpressionError {
        ExpressionError(message: message, column: column)
    }
}

import BigInt

/// A linear expression over numbered integer variables: the sum of coefficient times variable, plus a constant.
struct LinearForm: Hashable, Sendable {
    /// The coefficients that are not zero, by variable.
    private(set) var coefficients: [Int: BigInt]
    var constant: BigInt

    init(_ constant: BigInt = 0) {
        coefficients = [:]
        self.constant = constant
    }

    init(variable: Int) {
        coefficients = [variable: 1]
        constant = 0
    }

    /// The coefficient of `variable`.
    subscript(variable: Int) -> BigInt {
        get { coefficients[variable] ?? 0 }
        set { coefficients[variable] = newValue == 0 ? nil : newValue }
    }

    /// The variables that have a coefficient, in ascending order.
    var variables: [Int] { coefficients.keys.sorted() }

    static func + (left: LinearForm, right: LinearForm) -> LinearForm {
        var sum = left
        sum.constant += right.constant
        for (variable, coefficient) in right.coefficients { sum[variable] += coefficient }
        return sum
    }

    static func * (factor: BigInt, form: LinearForm) -> LinearForm {
        var product = LinearForm(factor * form.constant)
        if factor != 0 { product.coefficients = form.coefficients.mapValues { factor * $0 } }
        return product
    }

    static prefix func - (form: LinearForm) -> LinearForm { -1 * form }
    static func - (left: LinearForm, right: LinearForm) -> LinearForm { left + -right }

    /// The value when the variables have the given values; a variable without one counts as 0.
    func value(at values: [Int: BigInt]) -> BigInt {
        coefficients.reduce(constant) { $0 + $1.value * (values[$1.key] ?? 0) }
    }
}

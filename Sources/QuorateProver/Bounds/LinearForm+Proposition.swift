import BigInt
import QuorateQuorums

/// Forms in words again, as a person would write them.
extension LinearForm {
    /// That the form is not negative: `n > 3f`, `n ≥ 5f`, `n ≤ 2f + 1`.
    ///
    /// - Parameter quantity: What a variable stands for; the first variable of all stands on the left.
    /// - Returns: nil where a number does not fit in 64 bits.
    func isAtLeastZero(_ quantity: (Int) -> Quantity) -> Proposition? {
        let leads = leads(quantity)
        let isLeft: (BigInt) -> Bool = leads ? { $0 > 0 } : { $0 < 0 }
        let (left, right) = (terms { isLeft($0) }, terms { !isLeft($0) })
        // Over whole numbers `n ≥ 3f + 1` is `n > 3f`.
        let isStrict = constant == -1 && !right.coefficients.isEmpty
        let distance = isStrict ? 0 : leads ? -constant : constant
        guard let greater = left.quantity(quantity),
            let less = (right + LinearForm(distance)).quantity(quantity)
        else { return nil }
        switch (leads, isStrict) {
        case (true, true): return greater > less
        case (true, false): return greater >= less
        case (false, true): return greater < less
        case (false, false): return greater <= less
        }
    }

    /// That no form in `rows` is negative; two that are opposite make an equality. Nil where a number does not fit.
    static func statements(_ rows: [LinearForm], _ forms: RoundedForms) -> [Proposition]? {
        var statements: [Proposition] = []
        var open = rows
        while !open.isEmpty {
            let row = open.removeFirst()
            let opposite = open.firstIndex(of: -row)
            opposite.map { _ = open.remove(at: $0) }
            let words = { (variable: Int) in forms.quantity(variable) }
            guard let statement = opposite == nil ? row.isAtLeastZero(words) : row.isZero(words) else {
                return nil
            }
            statements.append(statement)
        }
        return statements
    }

    /// That the form is zero: `n = 3f + 1`.
    func isZero(_ quantity: (Int) -> Quantity) -> Proposition? {
        let form = leads(quantity) ? self : -self
        let (left, right) = (form.terms { $0 > 0 }, form.terms { $0 < 0 } - LinearForm(form.constant))
        guard let first = left.quantity(quantity), let second = right.quantity(quantity) else { return nil }
        return first == second
    }

    /// Side of the terms with positive coefficients: true for the left, where those of the first variable
    /// stand. A name comes before a rounded quotient.
    private func leads(_ quantity: (Int) -> Quantity) -> Bool {
        if self[0] != 0 { return self[0] > 0 }
        let names = variables.filter { if case .parameter = quantity($0) { true } else { false } }
        if names.count < variables.count, let first = names.first { return self[first] > 0 }
        return coefficients.values.contains { $0 > 0 }
    }

    /// The terms whose coefficients are chosen, as positive ones.
    private func terms(_ isChosen: (BigInt) -> Bool) -> LinearForm {
        var form = LinearForm()
        for (variable, coefficient) in coefficients where isChosen(coefficient) {
            form[variable] = abs(coefficient)
        }
        return form
    }

    /// The form as a sum: the first variable of all first, then larger coefficients, what is subtracted last.
    func quantity(_ quantity: (Int) -> Quantity) -> Quantity? {
        let order = variables.sorted { left, right in
            let (a, b) = (self[left], self[right])
            if (a < 0) != (b < 0) { return b < 0 }
            if (left == 0) != (right == 0) { return left == 0 }
            return abs(a) == abs(b) ? left < right : abs(a) > abs(b)
        }
        var sum: Quantity?
        for variable in order {
            guard let size = Int(exactly: abs(self[variable])) else { return nil }
            let term = size == 1 ? quantity(variable) : size * quantity(variable)
            if self[variable] > 0 {
                sum = sum.map { $0 + term } ?? term
            } else {
                sum =
                    sum.map { $0 - term } ?? startingConstant.map { $0 - term } ?? (-size)
                    * quantity(variable)
            }
        }
        guard constant != 0 || sum == nil else { return sum }
        guard let number = Int(exactly: constant), number != Int.min else { return nil }
        guard let sum else { return .number(number) }
        if number > 0, !coefficients.values.contains(where: { $0 > 0 }) { return sum }
        return number > 0 ? sum + .number(number) : sum - .number(-number)
    }

    /// `2 - f` and not `-f + 2`.
    private var startingConstant: Quantity? {
        constant > 0 ? Int(exactly: constant).map(Quantity.number) : nil
    }
}

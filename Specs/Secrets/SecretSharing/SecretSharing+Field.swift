import QuorateFaults

extension SecretSharing {
    /// Element of the field: a whole number below p; the spec takes the remainder after each step.
    struct Element: FiniteValue {
        /// The number, 0 to 10.
        var value: UInt8

        init(_ value: Int) { self.value = UInt8(truncatingIfNeeded: value) }

        /// Eleven; a smaller field uses the first p of them.
        static var valueCount: Int { 11 }
        var packed: UInt64 { UInt64(value) }
        init(packed: UInt64) { value = UInt8(truncatingIfNeeded: packed) }
    }

    /// A polynomial of degree below t, numbered by its coefficients as digits to base p, the secret last.
    struct Polynomial {
        var number: Int
        var field: Int

        /// The value at 0.
        var secret: Element { Element(number % field) }
    }

    /// t: the polynomials have degree below it.
    var degreeBound: Int {
        switch mutant {
        case .thresholdOfF: faults
        case .thresholdAbove: parties.count - 2 * faults + 1
        default: threshold > 0 ? threshold : thresholdRule(n: parties.count, f: faults)
        }
    }

    /// f + 1, the lowest threshold that keeps the secret from f colluders.
    var thresholdRule: QuorumSize { QuorumSize(faults: 1, plus: 1) }

    /// p to the power of `exponent`.
    private func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { power, _ in power * field } }

    /// The polynomials that the dealer may draw: all of degree below t.
    var polynomials: LazyMapSequence<Range<Int>, Polynomial> {
        // The first coefficient is the highest digit; where it must not be 0, the lower numbers are left out.
        let lowest = mutant == .nonzeroLeading ? power(degreeBound - 1) : 0
        return (lowest..<power(degreeBound)).lazy.map { [field] in Polynomial(number: $0, field: field) }
    }

    /// The share of party `i`: the value of the polynomial at the party's point.
    func share(of i: ReplicaID, _ polynomial: Polynomial) -> Element {
        let point = Int(i.rawValue) + (mutant == .pointZero ? 0 : 1)
        var (digits, value, power) = (polynomial.number, 0, 1)
        while digits > 0 {
            value += digits % field * power
            power = power * point % field
            digits /= field
        }
        return Element(value % field)
    }
}

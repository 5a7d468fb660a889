import QuorateQuorums

/// A sum that was read: multiples of names in the order in which they come, and a number.
struct LinearTerms {
    private(set) var names: [String] = []
    private var coefficients: [String: Int] = [:]
    private(set) var constant: Int

    /// Size of the numbers that are allowed.
    static let largest = 1_000_000_000_000

    init(_ constant: Int) { self.constant = constant }

    init(name: String) {
        self.init(0)
        names = [name]
        coefficients = [name: 1]
    }

    /// The number that this is, if no name occurs.
    var number: Int? { coefficients.values.allSatisfy { $0 == 0 } ? constant : nil }

    /// The coefficient of a name.
    subscript(name: String) -> Int { coefficients[name] ?? 0 }

    /// Adds a multiple of another sum; false where a number becomes too large.
    mutating func add(_ other: LinearTerms, times factor: Int) -> Bool {
        guard add(other.constant, times: factor, to: &constant) else { return false }
        for name in other.names {
            if coefficients[name] == nil { names.append(name) }
            guard add(other[name], times: factor, to: &coefficients[name, default: 0]) else { return false }
        }
        return true
    }

    private func add(_ number: Int, times factor: Int, to sum: inout Int) -> Bool {
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: factor)
        guard !isTooLarge, abs(product) <= Self.largest else { return false }
        sum += product
        return abs(sum) <= Self.largest
    }

    /// The sum as a quantity, with few levels if it is long.
    var quantity: Quantity {
        let terms = names.filter { self[$0] != 0 }.map { (name: $0, factor: self[$0]) }
        let ordered = terms.filter { $0.factor > 0 } + terms.filter { $0.factor < 0 }
        guard ordered.count <= 20 else { return plus(Self.balanced(ordered.map(Self.multiple)[...])) }
        let first = ordered.first.map(Self.multiple)
        let sum = ordered.dropFirst().reduce(first) { sum, term in
            sum.map {
                term.factor > 0 ? $0 + Self.multiple(term) : $0 - Self.multiple((term.name, -term.factor))
            }
        }
        return sum.map(plus) ?? .number(constant)
    }

    private func plus(_ sum: Quantity) -> Quantity {
        constant == 0 ? sum : constant > 0 ? sum + .number(constant) : sum - .number(-constant)
    }

    private static func multiple(_ term: (name: String, factor: Int)) -> Quantity {
        term.factor == 1 ? .parameter(term.name) : term.factor * .parameter(term.name)
    }

    private static func balanced(_ parts: ArraySlice<Quantity>) -> Quantity {
        guard parts.count > 1 else { return parts.first ?? 0 }
        let middle = parts.startIndex + parts.count / 2
        return balanced(parts[..<middle]) + balanced(parts[middle...])
    }
}

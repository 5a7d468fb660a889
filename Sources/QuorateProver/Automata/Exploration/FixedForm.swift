import BigInt

/// A linear form at fixed parameters, over the counters and after them the locations.
struct FixedForm: Hashable, Sendable {
    let constant: Int
    let terms: [(variable: Int, coefficient: Int)]

    /// Size of coefficients, and of the numbers in a configuration, with which no sum leaves 64 bits.
    static let largestNumber = 1 << 24

    /// The form at the parameters, or nil where a number is too large to be explored.
    init?(_ form: LinearForm, parameters: [Int]) {
        var constant = form.constant
        var terms: [(Int, Int)] = []
        for variable in form.variables {
            if variable < parameters.count {
                constant += form[variable] * BigInt(parameters[variable])
                continue
            }
            guard let coefficient = Self.small(form[variable]) else { return nil }
            terms.append((variable - parameters.count, coefficient))
        }
        guard let small = Self.small(constant), terms.count <= Self.largestTermCount else { return nil }
        self.constant = small
        self.terms = terms
    }

    private static let largestTermCount = 1 << 12

    private static func small(_ number: BigInt) -> Int? {
        Int(exactly: number).flatMap { (-largestNumber...largestNumber).contains($0) ? $0 : nil }
    }

    func value(at state: [Int]) -> Int {
        var value = constant
        for term in terms { value += term.coefficient * state[term.variable] }
        return value
    }

    static func == (left: FixedForm, right: FixedForm) -> Bool {
        left.constant == right.constant && left.terms.elementsEqual(right.terms, by: ==)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(constant)
        for term in terms {
            hasher.combine(term.variable)
            hasher.combine(term.coefficient)
        }
    }
}

/// A formula at fixed parameters.
indirect enum FixedFormula: Sendable {
    case atLeastZero(FixedForm)
    case all([FixedFormula])
    case any([FixedFormula])
    case not(FixedFormula)

    /// The formula at the parameters, or nil where a number is too large to be explored.
    init?(_ formula: Formula, parameters: [Int]) {
        switch formula {
        case .atLeastZero(let form):
            guard let form = FixedForm(form, parameters: parameters) else { return nil }
            self = .atLeastZero(form)
        case .all(let parts):
            let fixed = parts.compactMap { FixedFormula($0, parameters: parameters) }
            guard fixed.count == parts.count else { return nil }
            self = .all(fixed)
        case .any(let parts):
            let fixed = parts.compactMap { FixedFormula($0, parameters: parameters) }
            guard fixed.count == parts.count else { return nil }
            self = .any(fixed)
        case .not(let part):
            guard let fixed = FixedFormula(part, parameters: parameters) else { return nil }
            self = .not(fixed)
        case .truth, .predicate, .equal, .same, .quantified: return nil
        }
    }

    func holds(at state: [Int]) -> Bool {
        switch self {
        case .atLeastZero(let form): form.value(at: state) >= 0
        case .all(let parts): parts.allSatisfy { $0.holds(at: state) }
        case .any(let parts): parts.contains { $0.holds(at: state) }
        case .not(let part): !part.holds(at: state)
        }
    }

    /// All forms that occur.
    var forms: [FixedForm] {
        switch self {
        case .atLeastZero(let form): [form]
        case .all(let parts), .any(let parts): parts.flatMap(\.forms)
        case .not(let part): part.forms
        }
    }

    /// Forms that cannot be negative where the formula is true.
    var conjuncts: [FixedForm] {
        switch self {
        case .atLeastZero(let form): [form]
        case .all(let parts): parts.flatMap(\.conjuncts)
        case .any, .not: []
        }
    }
}

import BigInt
import QuorateQuorums

/// Numbers for an automaton's names, and forms and formulas for its quantities and propositions.
struct AutomatonNames {
    /// Levels in which a condition may be nested; a thread with half a mebibyte of stack can walk as many.
    static let nestingLimit = 100
    /// Parts of a quantity, so that one that is doubled again and again comes to an end.
    static let partLimit = 10_000

    /// Mistake in a condition, in words.
    struct Problem: Error { let words: String }

    private let variables: [String: Int]

    /// Refuses names that cannot be told apart.
    init(_ names: [String]) throws(Problem) {
        var variables: [String: Int] = [:]
        for (position, name) in names.enumerated() {
            guard Self.isName(name) else {
                throw Problem(words: "\"\(name.prefix(40))\" cannot be a name; use letters, digits and _")
            }
            guard variables.updateValue(position, forKey: name) == nil else {
                throw Problem(words: "there are two things of the name \(name); rename one of them")
            }
        }
        self.variables = variables
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 200 else { return false }
        return !(48...57).contains(first)
            && text.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95
            }
    }

    func variable(_ name: String) -> Int? { variables[name] }

    // MARK: - Quantities

    /// The form of a quantity; the walk has a stack of its own, since sums lean to one side.
    func form(_ quantity: Quantity) throws(Problem) -> LinearForm {
        var form = LinearForm()
        var open: [(quantity: Quantity, factor: BigInt)] = [(quantity, 1)]
        var parts = 0
        while let (quantity, factor) = open.popLast() {
            parts += 1
            guard parts <= Self.partLimit else { throw Problem(words: "a sum has too many parts") }
            switch quantity {
            case .number(let number): form.constant += factor * BigInt(number)
            case .parameter(let name): form[try known(name)] += factor
            case .sum(let left, let right): open += [(left, factor), (right, factor)]
            case .difference(let left, let right): open += [(left, factor), (right, -factor)]
            case .multiple(let multiple, let part): open.append((part, factor * BigInt(multiple)))
            case .floor(let quotient), .ceiling(let quotient):
                throw Problem(words: "\(quotient) is rounded; multiply by \(quotient.divisor) on both sides")
            case .count, .weight: throw Problem(words: "an automaton counts processes and has no sets")
            }
        }
        return form
    }

    private func known(_ name: String) throws(Problem) -> Int {
        guard let variable = variables[name] else {
            throw Problem(words: "\(name) is no parameter, counter or location; the names are \(list)")
        }
        return variable
    }

    private var list: String {
        let names = variables.sorted { $0.value < $1.value }.map(\.key)
        return names.prefix(30).joined(separator: ", ") + (names.count > 30 ? ", …" : "")
    }

    // MARK: - Propositions

    func formula(_ statement: Proposition, levels: Int = nestingLimit) throws(Problem) -> Formula {
        guard levels > 0 else { throw Problem(words: "nested in more than \(Self.nestingLimit) levels") }
        switch statement {
        case .comparison(let left, let relation, let right):
            return Self.formula(try form(left) - form(right), relation)
        case .all(let parts): return .all(try formulas(parts, levels - 1))
        case .any(let parts): return .any(try formulas(parts, levels - 1))
        case .not(let part): return .not(try formula(part, levels: levels - 1))
        case .isSubset: throw Problem(words: "an automaton counts processes and has no sets")
        }
    }

    private func formulas(_ parts: [Proposition], _ levels: Int) throws(Problem) -> [Formula] {
        var formulas: [Formula] = []
        for part in parts { formulas.append(try formula(part, levels: levels)) }
        return formulas
    }

    /// The relation of `form` to 0, over whole numbers.
    private static func formula(_ form: LinearForm, _ relation: Proposition.Relation) -> Formula {
        let one = LinearForm(1)
        switch relation {
        case .atLeast: return .atLeastZero(form)
        case .greater: return .atLeastZero(form - one)
        case .atMost: return .atLeastZero(-form)
        case .less: return .atLeastZero(-form - one)
        case .equal: return .all([.atLeastZero(form), .atLeastZero(-form)])
        case .notEqual: return .any([.atLeastZero(form - one), .atLeastZero(-form - one)])
        }
    }
}

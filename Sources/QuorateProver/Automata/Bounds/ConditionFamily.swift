import QuorateQuorums

/// Conditions on the parameters of an automaton that are tried for each of its properties.
///
/// For parameters n, t and f: n ≥ a·t + b·f + d with a and b up to the largest number that stands before a parameter in the
/// assumptions (at least 2), and d up to 2; with each choice of the assumptions that do not speak of n. What the automaton
/// assumes about n is left out, unless no condition of the family says it; then it is tried as it stands.
struct ConditionFamily: Sendable {
    let parameters: [String]
    let largestCoefficient: Int
    static let largestConstant = 2
    /// Assumptions that may be kept or left out.
    let optional: [Proposition]
    /// The conditions, those that ask for little first.
    let conditions: [AutomatonCondition]

    /// Number of conditions beyond which a family is not tried.
    static let limit = 20_000

    /// Reason for which there is no family.
    struct Problem: Error { let reason: String }

    init(_ system: CounterSystem) throws(Problem) {
        let parameters = system.automaton.parameters
        self.parameters = parameters
        guard !parameters.isEmpty else {
            throw Problem(reason: "the automaton has no parameters, so there is no condition on them")
        }
        let assumptions = system.automaton.assuming.flatMap(\.conjuncts)
        let forms = system.resilience.atoms
        let coefficients = forms.flatMap { $0.coefficients.values }.compactMap { Int(exactly: $0.magnitude) }
        largestCoefficient = max(2, coefficients.max() ?? 2)
        let first = parameters[0]
        optional = assumptions.filter { !$0.mentions(first) && !$0.isTrivial(parameters) }
        let count = Self.count(parameters.count - 1, largestCoefficient, optional.count)
        guard count <= Self.limit else {
            throw Problem(reason: "more than \(Self.limit) conditions would have to be tried")
        }
        let members = Self.members(parameters, largestCoefficient, optional)
        conditions = (members + [AutomatonCondition(own: system.automaton.assuming)])
            .enumerated().sorted { ($0.element.size, $0.offset) < ($1.element.size, $1.offset) }
            .map(\.element)
    }

    private static func count(_ others: Int, _ coefficient: Int, _ optional: Int) -> Int {
        var count = largestConstant + 1
        for factor in [Int](repeating: coefficient + 1, count: others) + [Int](repeating: 2, count: optional)
        {
            count = min(count, limit + 1) * min(factor, limit + 1)
        }
        return count
    }

    private static func members(
        _ parameters: [String], _ largest: Int, _ optional: [Proposition]
    ) -> [AutomatonCondition] {
        let choices = optional.reduce([[Proposition]]([[]])) { known, part in
            known + known.map { $0 + [part] }
        }
        let rows = parameters.dropFirst().reduce([[Int]]([[]])) { known, _ in
            known.flatMap { row in (0...largest).map { row + [$0] } }
        }
        return choices.flatMap { kept in
            rows.flatMap { row in
                (0...largestConstant).map { constant in
                    AutomatonCondition(
                        .init(coefficients: row, constant: constant), keeping: kept, parameters: parameters)
                }
            }
        }
    }

    /// Conditions that ask for a little less than `condition`: a number in it is one smaller, or an assumption is left out.
    func weaker(than condition: AutomatonCondition) -> [AutomatonCondition] {
        guard let bound = condition.bound else { return [] }
        var weaker: [(AutomatonCondition.Bound, [Proposition])] = []
        if bound.constant > 0 {
            weaker.append(
                (.init(coefficients: bound.coefficients, constant: bound.constant - 1), condition.kept))
        }
        for position in bound.coefficients.indices where bound.coefficients[position] > 0 {
            var coefficients = bound.coefficients
            coefficients[position] -= 1
            weaker.append((.init(coefficients: coefficients, constant: bound.constant), condition.kept))
        }
        for position in condition.kept.indices {
            var kept = condition.kept
            kept.remove(at: position)
            weaker.append((bound, kept))
        }
        return weaker.map { AutomatonCondition($0.0, keeping: $0.1, parameters: parameters) }
    }

    /// The condition over the parameters by number.
    func formula(_ condition: AutomatonCondition) -> Formula? {
        guard let names = try? AutomatonNames(parameters) else { return nil }
        return try? names.formula(.all(condition.statements))
    }

    /// The family in words: `n ≥ a·t + b·f + d, with a and b from 0 to 3 and d from 0 to 2; with or without t ≥ f`.
    var words: String {
        let letters = ["a", "b", "c", "e", "g", "h"]
        let names = parameters.dropFirst().enumerated().map { position, name in
            (letter: position < letters.count ? letters[position] : "a\(position)", name: name)
        }
        let sum = (names.map { "\($0.letter)·\($0.name)" } + ["d"]).joined(separator: " + ")
        let range =
            names.isEmpty
            ? "" : "\(names.map(\.letter).joined(separator: ", ")) from 0 to \(largestCoefficient), "
        let choice =
            optional.isEmpty
            ? "" : "; with or without \(optional.map { "\($0)" }.joined(separator: ", "))"
        return "\(parameters[0]) ≥ \(sum) for \(range)d from 0 to \(Self.largestConstant)\(choice)"
    }
}

extension Proposition {
    /// True for a comparison that all natural numbers meet, as f ≥ 0.
    fileprivate func isTrivial(_ parameters: [String]) -> Bool {
        guard let names = try? AutomatonNames(parameters), let formula = try? names.formula(self) else {
            return false
        }
        if case .atLeastZero(let form) = formula { return form.isNeverNegative }
        return false
    }
}

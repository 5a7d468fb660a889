import BigInt

/// Cases of a guard: in each of them every threshold has to be met.
struct GuardCases {
    /// Number of cases that one guard may have.
    static let limit = 256

    /// Reason why a formula is no guard.
    enum Problem: Error {
        case tooMany
        /// A condition that grows with some counters and shrinks with others.
        case neitherRisingNorFalling(LinearForm)
        case mentionsLocation(Int)
    }

    private let counters: Range<Int>
    private(set) var cases: [[CounterSystem.Threshold]] = []

    /// The cases of `formula`, in which the variables `counters` are the counters and larger ones are locations.
    init(_ formula: Formula, counters: Range<Int>) throws(Problem) {
        self.counters = counters
        var known: Set<[CounterSystem.Threshold]> = []
        for forms in try Self.forms(formula, isTrue: true) {
            if let thresholds = try thresholds(forms), known.insert(thresholds).inserted {
                cases.append(thresholds)
            }
        }
    }

    /// Conjunctions of forms that are not negative, one of which is enough.
    private static func forms(_ formula: Formula, isTrue: Bool) throws(Problem) -> [[LinearForm]] {
        switch formula {
        case .atLeastZero(let form): return [[isTrue ? form : -form - LinearForm(1)]]
        case .not(let part): return try forms(part, isTrue: !isTrue)
        case .all(let parts): return try forms(parts, isTrue: isTrue, asProduct: isTrue)
        case .any(let parts): return try forms(parts, isTrue: isTrue, asProduct: !isTrue)
        case .truth, .predicate, .equal, .same, .quantified: preconditionFailure("a guard compares numbers")
        }
    }

    private static func forms(
        _ parts: [Formula], isTrue: Bool, asProduct: Bool
    ) throws(Problem) -> [[LinearForm]] {
        var cases: [[LinearForm]] = asProduct ? [[]] : []
        for part in parts {
            let more = try forms(part, isTrue: isTrue)
            if asProduct, more.count == 1 {
                for index in cases.indices { cases[index] += more[0] }
                continue
            }
            cases = asProduct ? cases.flatMap { known in more.map { known + $0 } } : cases + more
            guard cases.count <= limit else { throw .tooMany }
        }
        return cases
    }

    /// The thresholds without those that are always met, or nil where one never is.
    private func thresholds(_ forms: [LinearForm]) throws(Problem) -> [CounterSystem.Threshold]? {
        var thresholds: [CounterSystem.Threshold] = []
        var known: Set<LinearForm> = []
        for form in forms {
            let threshold = CounterSystem.Threshold(form: form, direction: try direction(form))
            if form.isNeverNegative || !known.insert(form).inserted { continue }
            if (-form - LinearForm(1)).isNeverNegative { return nil }
            thresholds.append(threshold)
        }
        return thresholds
    }

    private func direction(_ form: LinearForm) throws(Problem) -> CounterSystem.Threshold.Direction {
        if let location = form.variables.first(where: { $0 >= counters.upperBound }) {
            throw .mentionsLocation(location)
        }
        let signs = Set(form.variables.filter(counters.contains).map { form[$0] > 0 })
        guard signs.count <= 1 else { throw .neitherRisingNorFalling(form) }
        return signs.first.map { $0 ? .rising : .falling } ?? .fixed
    }
}

extension LinearForm {
    /// True for a form that is not negative whatever its variables are, as these are natural numbers.
    var isNeverNegative: Bool { constant >= 0 && coefficients.values.allSatisfy { $0 > 0 } }
}

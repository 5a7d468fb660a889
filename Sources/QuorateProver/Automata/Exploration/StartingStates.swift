/// All configurations that meet the conditions on the start, one number after the other.
struct StartingStates {
    private let conjuncts: [FixedForm]
    private let initial: FixedFormula
    private let caps: [Int?]
    private let limit: Int
    private(set) var states: [[Int]] = []
    /// A number without a bound, if there is one.
    private(set) var unbounded: Int?
    private var visits = 0

    /// - Parameters:
    ///   - caps: Values beyond which a number makes no difference, where there are such.
    ///   - limit: The largest number of states; one more tells that there are too many.
    init(_ initial: FixedFormula, caps: [Int?], limit: Int) {
        self.initial = initial
        conjuncts = initial.conjuncts
        self.caps = caps
        self.limit = limit
        extend([Int](repeating: 0, count: caps.count), known: 0)
    }

    /// True where the search was given up.
    var isTooLarge: Bool { states.count > limit || visits > limit * 64 }

    private mutating func extend(_ state: [Int], known: Int) {
        visits += 1
        guard unbounded == nil, !isTooLarge else { return }
        guard known < state.count else {
            if initial.holds(at: state) { states.append(state) }
            return
        }
        let (lowest, highest) = bounds(on: known, state)
        guard let highest = highest ?? caps[known].map({ max($0, lowest) }) else {
            unbounded = known
            return
        }
        guard lowest <= highest else { return }
        var state = state
        for value in lowest...highest {
            state[known] = value
            extend(state, known: known + 1)
            if isTooLarge || unbounded != nil { return }
        }
    }

    /// Bounds on a number from the numbers before it; those after it count as 0 where they can only make things worse.
    private func bounds(on variable: Int, _ state: [Int]) -> (lowest: Int, highest: Int?) {
        var lowest = 0
        var highest: Int?
        for form in conjuncts {
            guard let own = form.terms.first(where: { $0.variable == variable }),
                form.terms.allSatisfy({ $0.variable <= variable || $0.coefficient < 0 })
            else { continue }
            let rest = form.terms.reduce(form.constant) {
                $0 + ($1.variable < variable ? $1.coefficient * state[$1.variable] : 0)
            }
            if own.coefficient < 0 {
                let bound = rest < 0 ? -1 : rest / -own.coefficient
                highest = min(highest ?? bound, bound)
            } else if rest < 0 {
                lowest = max(lowest, (-rest + own.coefficient - 1) / own.coefficient)
            }
        }
        return (lowest, highest)
    }
}

/// All configurations of an automaton at fixed parameters, and exact answers for its properties there.
///
/// This is the slow and obvious way: what is decided for all parameters must agree with it. A run is a path, whose
/// last configuration lasts for ever. Since no process comes back to a location, a step leads to a configuration that
/// was not there before, and an infinite run without a last configuration does not exist: self-loops change nothing,
/// or are taken a limited number of times. So the only lassos are configurations that stay as they are, and looking at
/// every path is looking at every run.
struct AutomatonExplorer: Sendable {
    /// A step to another configuration.
    struct Edge: Sendable {
        /// Position of the rule among the automaton's.
        let rule: Int
        let target: Int
    }

    let system: CounterSystem
    let parameters: [Int]
    /// The configurations: counters, then numbers of processes by location.
    private(set) var states: [[Int]] = []
    /// Number of configurations that are starts; they come first.
    private(set) var startCount = 0
    private(set) var edges: [[Edge]] = []

    /// Finds all configurations.
    ///
    /// - Throws: ``ExplorationError`` where the parameters are not allowed, or there are more than `limit`.
    init(
        _ system: CounterSystem, parameters: [Int], limit: Int = 1_000_000
    ) throws(ExplorationError) {
        self.system = system
        self.parameters = parameters
        guard parameters.count == system.parameterCount, parameters.allSatisfy({ $0 >= 0 }) else {
            throw .badParameters(expected: system.automaton.parameters)
        }
        let nowhere = Configuration(
            processes: [Int](repeating: 0, count: system.locationCount),
            counters: [Int](repeating: 0, count: system.counterCount))
        guard system.resilience.holds(at: system.values(parameters, nowhere)) else { throw .excluded }
        let rules = try fixedRules()
        states = try startingStates(rules, limit: limit)
        startCount = states.count
        try explore(rules, limit: limit)
    }

    /// A rule at the parameters.
    private struct FixedRule {
        let rule: CounterSystem.Rule
        let thresholds: [FixedForm]
        /// The number that shrinks, by position in a state.
        let from: Int
        let to: Int
    }

    private func fixedRules() throws(ExplorationError) -> [FixedRule] {
        var fixed: [FixedRule] = []
        for rule in system.rules {
            let thresholds = rule.thresholds.compactMap { FixedForm($0.form, parameters: parameters) }
            guard thresholds.count == rule.thresholds.count else { throw .tooLarge }
            let (from, to) = (system.counterCount + rule.from, system.counterCount + rule.to)
            fixed.append(FixedRule(rule: rule, thresholds: thresholds, from: from, to: to))
        }
        return fixed
    }

    private mutating func explore(_ rules: [FixedRule], limit: Int) throws(ExplorationError) {
        var known: [[Int]: Int] = [:]
        for (position, state) in states.enumerated() { known[state] = position }
        var next = 0
        while next < states.count {
            var leaving: [Edge] = []
            for rule in rules {
                guard let after = Self.take(rule, in: states[next]) else { continue }
                guard after.allSatisfy({ $0 <= FixedForm.largestNumber }) else { throw .tooLarge }
                let target = known[after] ?? states.count
                if target == states.count {
                    guard target < limit else { throw .tooMany(limit: limit) }
                    known[after] = target
                    states.append(after)
                }
                leaving.append(Edge(rule: rule.rule.position, target: target))
            }
            edges.append(leaving)
            next += 1
        }
    }

    private static func take(_ rule: FixedRule, in state: [Int]) -> [Int]? {
        guard state[rule.from] > 0, rule.thresholds.allSatisfy({ $0.value(at: state) >= 0 }) else {
            return nil
        }
        var after = state
        after[rule.from] -= 1
        after[rule.to] += 1
        for (counter, growth) in rule.rule.growth.enumerated() { after[counter] += growth }
        return after
    }

    // MARK: - The start

    private func startingStates(
        _ rules: [FixedRule], limit: Int
    ) throws(ExplorationError) -> [[Int]] {
        guard let initial = FixedFormula(system.initial, parameters: parameters) else { throw .tooLarge }
        var forms = initial.forms + rules.flatMap(\.thresholds)
        for property in system.properties {
            for statement in property.formula.statements {
                guard let fixed = FixedFormula(statement, parameters: parameters) else { throw .tooLarge }
                forms += fixed.forms
            }
        }
        let places = system.counterCount + system.locationCount
        let caps = (0..<places).map { $0 < system.counterCount ? Self.cap(on: $0, forms) : nil }
        let starting = StartingStates(initial, caps: caps, limit: limit)
        if let place = starting.unbounded {
            throw .unbounded(system.name(system.parameterCount + place))
        }
        guard !starting.isTooLarge else { throw .tooMany(limit: limit) }
        guard starting.states.allSatisfy({ $0.allSatisfy { $0 <= FixedForm.largestNumber } }) else {
            throw .tooLarge
        }
        return starting.states
    }

    /// The value of a counter from which on no form can tell it from a larger one, or nil if there is none.
    private static func cap(on counter: Int, _ forms: [FixedForm]) -> Int? {
        var cap = 0
        for form in forms {
            guard let own = form.terms.first(where: { $0.variable == counter }) else { continue }
            // A form in which something else pulls the other way never settles.
            guard form.terms.allSatisfy({ ($0.coefficient > 0) == (own.coefficient > 0) }) else { return nil }
            cap = max(cap, abs(form.constant) / abs(own.coefficient) + 1)
        }
        return cap
    }
}

extension RunFormula {
    /// All statements that occur.
    var statements: [Statement] {
        switch self {
        case .now(let statement): [statement]
        case .not(let part), .always(let part), .eventually(let part): part.statements
        case .all(let parts), .any(let parts): parts.flatMap(\.statements)
        }
    }
}

extension AutomatonExplorer {
    /// Exact answer at the parameters.
    enum Answer: Hashable, Sendable {
        /// Every run has the property.
        case holds
        /// A shortest run that has it not.
        case fails(AutomatonRun)
    }

    /// Decides a property of all runs.
    ///
    /// From the last configurations to the first: what can be true of a run from here on is what is true if it stays
    /// here, and what follows from each thing that can be true of a run from the next configuration.
    func decide(_ property: CounterSystem.Property) throws(ExplorationError) -> Answer {
        let futures = try Futures(property.formula, self)
        let failing = (0..<startCount).flatMap { start in
            futures.of(start).filter { !futures.parts.isTrue($0.truth) }.map { (start, $0) }
        }
        guard let (start, future) = failing.min(by: { $0.1.length < $1.1.length }) else { return .holds }
        return .fails(run(from: start, futures.path(from: start, future, in: self)))
    }

    private func run(from start: Int, _ rules: [Int]) -> AutomatonRun {
        var steps: [AutomatonRun.Step] = []
        for rule in rules {
            let times = steps.last?.rule == rule ? steps.removeLast().times : 0
            steps.append(.init(rule: rule, times: times + 1))
        }
        return AutomatonRun(parameters: parameters, start: configuration(start), steps: steps)
    }

    /// The configuration at a position in ``states``.
    func configuration(_ position: Int) -> Configuration {
        let state = states[position]
        return Configuration(
            processes: Array(state[system.counterCount...]), counters: Array(state[..<system.counterCount]))
    }

    /// The positions of the configurations, each after all that can be reached from it.
    fileprivate var lastFirst: [Int] {
        var rank = [Int](repeating: 0, count: system.locationCount)
        for (position, location) in system.order.enumerated() { rank[location] = position }
        // A step moves a process forward in the order, or it adds to a counter.
        let progress = states.map { state in
            let positions = rank.indices.reduce(0) { $0 + rank[$1] * state[system.counterCount + $1] }
            return (positions, state[..<system.counterCount].reduce(0, +))
        }
        return states.indices.sorted { progress[$0] > progress[$1] }
    }
}

/// Truth values that the runs from each configuration have.
private struct Futures {
    /// Truth values that some run has, and the number of steps of a shortest one.
    struct Future {
        let truth: UInt64
        let length: Int
    }

    let parts: FormulaParts
    private var statements: [UInt64]
    private var futures: [[Future]]

    init(_ formula: RunFormula<Formula>, _ explorer: AutomatonExplorer) throws(ExplorationError) {
        let parts = try FormulaParts(formula, parameters: explorer.parameters)
        self.parts = parts
        statements = explorer.states.map { parts.statements(at: $0) }
        futures = [[Future]](repeating: [], count: explorer.states.count)
        for state in explorer.lastFirst {
            var lengths = [parts.truth(statements[state], before: nil): 0]
            for edge in explorer.edges[state] {
                for next in futures[edge.target] {
                    let truth = parts.truth(statements[state], before: next.truth)
                    lengths[truth] = min(lengths[truth] ?? .max, next.length + 1)
                }
            }
            futures[state] = lengths.sorted { $0.key < $1.key }.map { Future(truth: $0, length: $1) }
        }
    }

    func of(_ state: Int) -> [Future] { futures[state] }

    /// The rules on a shortest run with the given future.
    func path(from start: Int, _ future: Future, in explorer: AutomatonExplorer) -> [Int] {
        var rules: [Int] = []
        var (state, future) = (start, future)
        while future.length > 0 {
            let steps = explorer.edges[state].lazy.flatMap { edge in futures[edge.target].map { (edge, $0) } }
            let (edge, next) = steps.first {
                $1.length == future.length - 1
                    && parts.truth(statements[state], before: $1.truth) == future.truth
            }!
            rules.append(edge.rule)
            (state, future) = (edge.target, next)
        }
        return rules
    }
}

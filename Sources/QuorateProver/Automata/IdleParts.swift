/// Parts of an automaton that matter to no run: whoever wrote them may have meant something else.
public struct IdleParts: Hashable, Sendable {
    /// Rules whose guards are true in no run, in words, as in `rule 2, V0 → SE`.
    public let rules: [String]
    /// Names of the locations in which no process ever is.
    public let locations: [String]

    /// Absence of such parts, as far as was looked.
    public var isEmpty: Bool { rules.isEmpty && locations.isEmpty }
}

extension AutomatonDecision {
    /// The rules that no run takes and the locations that no run reaches, as far as the start shows.
    ///
    /// What can only be seen from whole runs is not among them, as a guard that waits for more messages than are ever sent;
    /// nor is what a second of the solver's time does not show.
    public func idleParts() -> IdleParts { IdleSearch(system).parts(starting: moves.starting) }
}

/// Asks of every start what a run from there cannot do.
private struct IdleSearch {
    let system: CounterSystem
    private let end = ContinuousClock.now + .seconds(1)
    private let solver: Z3Solver?

    init(_ system: CounterSystem) {
        self.system = system
        var problem = Problem()
        for variable in 0..<system.variableCount { _ = problem.declare(system.name(variable), .natural) }
        problem.assert("", system.resilience.withoutNegations())
        problem.assert("", system.initial.withoutNegations())
        solver = try? Z3Solver(problem, isTracked: false)
    }

    func parts(starting: Set<Int>) -> IdleParts {
        let possible = system.rules.filter { !isNeverTrue($0) }
        let positions = Set(possible.map(\.position))
        let idle = system.automaton.rules.indices.filter { !positions.contains($0) && changesSomething($0) }
        var occupied = starting.filter { !isImpossible(LinearForm(variable: $0) - LinearForm(1)) }
        // The order is that of the file, so what a rule leads to may be left by one before it.
        var count = -1
        while count != occupied.count {
            count = occupied.count
            for rule in possible where occupied.contains(system.location(rule.from)) {
                occupied.insert(system.location(rule.to))
            }
        }
        let empty = (0..<system.locationCount).filter { !occupied.contains(system.location($0)) }
        return IdleParts(rules: idle.map(words), locations: empty.map { system.automaton.locations[$0] })
    }

    /// True of a case that no start allows: what is fixed, and what once false stays false, has to be true there.
    private func isNeverTrue(_ rule: CounterSystem.Rule) -> Bool {
        let lasting = rule.thresholds.filter { $0.direction != .rising }.map(\.form)
        return !lasting.isEmpty && isImpossible(lasting)
    }

    private func isImpossible(_ forms: LinearForm...) -> Bool { isImpossible(forms) }

    /// True where the solver says so: what it does not know may be.
    private func isImpossible(_ forms: [LinearForm]) -> Bool {
        guard let solver, ContinuousClock.now < end else { return false }
        let answer = try? solver.scope {
            for form in forms { try solver.assert(.atLeastZero(form)) }
            return solver.check(until: end)
        }
        if case .unsatisfiable? = answer { return true }
        return false
    }

    /// False of a loop that sends nothing, which is no step of a run.
    private func changesSomething(_ position: Int) -> Bool {
        let rule = system.automaton.rules[position]
        return rule.from != rule.to || rule.effects.contains { $0.increase > 0 }
    }

    private func words(_ position: Int) -> String {
        let rule = system.automaton.rules[position]
        return "rule \(rule.label.isEmpty ? "\(position + 1)" : rule.label), \(rule.from) → \(rule.to)"
    }
}

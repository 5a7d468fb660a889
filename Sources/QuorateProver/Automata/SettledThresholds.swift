import Synchronization

/// Rising thresholds of rules that are true at every start, and so for ever; the solver is asked for them once.
final class SettledThresholds: Sendable {
    private let moves: MoveSystem
    private let known = Mutex<Set<LinearForm>?>(nil)

    init(_ moves: MoveSystem) { self.moves = moves }

    /// The thresholds, as far as they are found out before `deadline`: what is missed only costs segments.
    func thresholds(until deadline: Deadline) -> Set<LinearForm> {
        known.withLock { known in
            if let known { return known }
            let found = moves.settledThresholds(until: deadline)
            known = found
            return found
        }
    }
}

extension MoveSystem {
    fileprivate func settledThresholds(until deadline: Deadline) -> Set<LinearForm> {
        var problem = Problem()
        for variable in 0..<system.variableCount { _ = problem.declare(system.name(variable), .natural) }
        problem.assert("", system.resilience.withoutNegations())
        problem.assert("", system.initial.withoutNegations())
        guard !deadline.hasPassed, let solver = try? Z3Solver(problem, isTracked: false) else { return [] }
        let rising = Set(moves.flatMap(\.rules).flatMap(\.thresholds).map(\.form))
            .filter { trend(of: $0) == .rising }
        // One limit for all of them.
        let end = deadline.earlier(of: .now + .seconds(1))
        var settled: Set<LinearForm> = []
        for form in rising where ContinuousClock.now < end {
            let answer = try? solver.scope {
                try solver.assert(Formula.atLeastZero(form).withoutNegations(opposite: true))
                return solver.check(until: end)
            }
            if case .unsatisfiable? = answer { settled.insert(form) }
        }
        return settled
    }
}

import BigInt

/// Decides the properties of a threshold automaton for all values of its parameters, by logic.
///
/// Each property is one question to the solver Z3, whether some run breaks it, with as many segments as the longest run that
/// matters has; see ``AutomatonFinding`` for the answers. A refutation is replayed rule by rule before it is given out.
public struct AutomatonDecision: Sendable {
    let system: CounterSystem
    let moves: MoveSystem
    /// Rising thresholds of rules that are true at every start.
    let settled: Set<LinearForm>

    /// A decision of the properties of `automaton`.
    ///
    /// - Throws: ``AutomatonError`` when the automaton means nothing.
    public init(_ automaton: ThresholdAutomaton) throws(AutomatonError) {
        self.init(try CounterSystem(automaton))
    }

    init(_ system: CounterSystem) {
        self.system = system
        moves = MoveSystem(system)
        settled = moves.settledThresholds
    }

    /// Names of the properties, in the automaton's order.
    public var properties: [String] { system.properties.map(\.name) }

    /// Decides the property at `position`.
    ///
    /// - Parameter timeLimit: How long it may take, the smallest refutation included.
    /// - Returns: What was found; whatever goes wrong is a finding too, ``AutomatonFinding/Verdict/unknown(_:)``.
    public func decide(_ position: Int, timeLimit: Duration = .seconds(10)) -> AutomatonFinding {
        let (start, property) = (ContinuousClock.now, system.properties[position])
        var search = RunSearch(self, until: start + timeLimit)
        let verdict = search.verdict(on: property)
        return AutomatonFinding(
            property: property.name, isLiveness: property.formula.asksForEvents, verdict: verdict,
            segments: search.segments,
            duration: ContinuousClock.now - start)
    }

    /// The questions that decide the property at `position`, with the answers that a property has which is true and not
    /// vacuous; none where the search does not understand it.
    ///
    /// The first asks for a run that breaks the property, the second for one that meets its premise.
    public func obligations(_ position: Int) -> [Obligation] {
        questions(position).map(Obligation.init)
    }

    func questions(_ position: Int) -> [Question] {
        let property = system.properties[position]
        let name = "\(system.automaton.name).\(property.name)"
        guard let broken = try? encoding(property.formula, opposite: true),
            let met = try? encoding(property.formula.premise)
        else { return [] }
        return [
            Question(
                "\(name).counterexample", "Does a run break the property? If not, it is true.",
                broken.problem, expected: .unsatisfiable),
            Question(
                "\(name).premise", "Does a run meet the premise? If not, the property is vacuous.",
                met.problem, expected: .satisfiable),
        ]
    }

    /// The question for a run that fulfils `formula`, or its opposite.
    func encoding(
        _ formula: RunFormula<Formula>, opposite: Bool = false, segments: Int? = nil
    ) throws(WitnessFormula.Obstacle) -> RunEncoding {
        let moves = moves.slice(for: formula.atoms(opposite: opposite))
        let witness = try WitnessSimplifier(moves: moves).witness(formula, opposite: opposite)
        let plan = try SegmentPlan(moves, settled: settled, for: witness)
        let guards = moves.moves.flatMap(\.rules).flatMap(\.thresholds).flatMap(\.form.variables)
        let read = witness.variables.union(guards).filter { system.isCounter($0) }
        return RunEncoding(witness, plan, segments: min(segments ?? plan.count, plan.count), reading: read)
    }
}

extension RunFormula {
    /// Presence of an "eventually" that is to come true, or of an "always" that is to be broken.
    fileprivate var asksForEvents: Bool { asksForEvents(isNegated: false) }

    private func asksForEvents(isNegated: Bool) -> Bool {
        switch self {
        case .now: false
        case .not(let part): part.asksForEvents(isNegated: !isNegated)
        case .all(let parts), .any(let parts): parts.contains { $0.asksForEvents(isNegated: isNegated) }
        case .always(let part): isNegated || part.asksForEvents(isNegated: isNegated)
        case .eventually(let part): !isNegated || part.asksForEvents(isNegated: isNegated)
        }
    }
}

extension CounterSystem {
    func isCounter(_ variable: Int) -> Bool {
        (parameterCount..<parameterCount + counterCount).contains(variable)
    }
}

extension MoveSystem {
    /// Rising thresholds of rules that are true at every start, as far as the solver finds out at once.
    fileprivate var settledThresholds: Set<LinearForm> {
        var problem = Problem()
        for variable in 0..<system.variableCount { _ = problem.declare(system.name(variable), .natural) }
        problem.assert("", system.resilience.withoutNegations())
        problem.assert("", system.initial.withoutNegations())
        guard let solver = try? Z3Solver(problem, isTracked: false) else { return [] }
        let rising = Set(moves.flatMap(\.rules).flatMap(\.thresholds).map(\.form))
            .filter { trend(of: $0) == .rising }
        // One limit for all of them: what is not settled only costs segments.
        let end = ContinuousClock.now + .seconds(1)
        return rising.filter { form in
            let answer = try? solver.scope {
                try solver.assert(Formula.atLeastZero(form).withoutNegations(opposite: true))
                return solver.check(until: end)
            }
            if case .unsatisfiable? = answer { return true } else { return false }
        }
    }
}

import BigInt

extension CounterSystem {
    /// Truth of a formula at the start of a run whose last configuration lasts for ever.
    ///
    /// Steps that are taken several times are looked at one after the other, so this is for short runs.
    ///
    /// - Throws: The first step that the rules do not allow.
    func holds(_ formula: RunFormula<Formula>, in run: AutomatonRun) throws(ReplayError) -> Bool {
        let steps = run.steps.reduce(0.0) { $0 + Double($1.times) }
        guard steps <= Self.longestRun else {
            throw ReplayError(step: 0, problem: "the run has more than \(Int(Self.longestRun)) steps")
        }
        let moments = try replay(run.withSingleSteps).map { values(run.parameters, $0) }
        return formula.holds(at: 0, of: moments)
    }

    private static var longestRun: Double { 10_000 }
}

extension AutomatonRun {
    /// The same run with every step once.
    var withSingleSteps: AutomatonRun {
        let single = steps.flatMap { [Step](repeating: Step(rule: $0.rule), count: max(0, $0.times)) }
        return AutomatonRun(parameters: parameters, start: start, steps: single)
    }
}

extension RunFormula<Formula> {
    /// Truth at a moment, by the definition.
    func holds(at moment: Int, of moments: [[Int: BigInt]]) -> Bool {
        switch self {
        case .now(let statement): statement.holds(at: moments[moment])
        case .not(let part): !part.holds(at: moment, of: moments)
        case .all(let parts): parts.allSatisfy { $0.holds(at: moment, of: moments) }
        case .any(let parts): parts.contains { $0.holds(at: moment, of: moments) }
        case .always(let part): (moment..<moments.count).allSatisfy { part.holds(at: $0, of: moments) }
        case .eventually(let part): (moment..<moments.count).contains { part.holds(at: $0, of: moments) }
        }
    }
}

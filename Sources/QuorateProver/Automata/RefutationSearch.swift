import BigInt

/// Way from any run that the solver found to one with the smallest parameters, replayed rule by rule.
struct RefutationSearch {
    private let encoding: RunEncoding
    private let solver: Z3Solver
    private let deadline: ContinuousClock.Instant

    /// The solver has just found the encoding satisfiable.
    init(_ encoding: RunEncoding, _ solver: Z3Solver, _ deadline: ContinuousClock.Instant) {
        self.encoding = encoding
        self.solver = solver
        self.deadline = deadline
    }

    private var system: CounterSystem { encoding.plan.moves.system }

    /// The refutation of `property`, or the reason why what the solver found is none.
    func verdict(breaking property: CounterSystem.Property) throws -> AutomatonFinding.Verdict {
        var values = try model()
        var isSmallest = true
        for parameter in 0..<system.parameterCount {
            let form = LinearForm(variable: parameter)
            isSmallest = try minimise(form, &values) && isSmallest
            try solver.assert(.equal(form, LinearForm(values[parameter] ?? 0)))
        }
        // A run without detours is easier to read; how short it is matters to nobody.
        let steps = encoding.firings.joined().reduce(LinearForm()) { $0 + LinearForm(variable: $1) }
        _ = try minimise(steps, &values)
        guard let run = SegmentedRun(encoding, values).run else {
            return .unknown("the smallest run found is too large to be shown")
        }
        return replayed(run, breaking: property, isSmallest: isSmallest)
    }

    /// The refutation, once the interpreter of runs, which knows nothing of the encoding, agrees with it.
    private func replayed(
        _ run: AutomatonRun, breaking property: CounterSystem.Property, isSmallest: Bool
    ) -> AutomatonFinding.Verdict {
        do throws(ReplayError) {
            if try system.holds(property.formula, in: run) {
                return .unknown(
                    "the run that the solver found does not break the property when it is replayed")
            }
            let names = system.automaton.parameters
            return .refuted(
                .init(
                    run: run, parameters: zip(names, run.parameters).map { (name: $0, value: $1) },
                    text: try system.text(of: run), isSmallest: isSmallest))
        } catch {
            return .unknown("the run that the solver found is none when it is replayed: \(error)")
        }
    }

    /// The values of the variables in the solver's last model.
    private func model() throws -> [Int: BigInt] {
        var values: [Int: BigInt] = [:]
        for (variable, sort) in encoding.problem.variables.map(\.sort).enumerated() where sort == .natural {
            guard let value = solver.number(of: variable) else {
                throw Z3Solver.SolverFailure(reason: "out of memory")
            }
            values[variable] = value.numerator
        }
        for single in encoding.singles {
            values[single] = solver.truth(of: .truth(single)) == true ? 1 : 0
        }
        return values
    }

    /// Lowers the value of `form` as far as it goes, by bisection.
    ///
    /// - Returns: Whether it is the lowest for sure.
    private func minimise(_ form: LinearForm, _ values: inout [Int: BigInt]) throws -> Bool {
        var lowest: BigInt = 0
        while lowest < form.value(at: values) {
            let middle = (lowest + form.value(at: values)) / 2
            let response = try solver.scope {
                try solver.assert(.atLeastZero(LinearForm(middle) - form))
                let response = solver.check(until: deadline)
                if case .satisfiable = response { values = try model() }
                return response
            }
            switch response {
            case .satisfiable: continue
            case .unsatisfiable: lowest = middle + 1
            case .unknown: return false
            }
        }
        return true
    }
}

import BigInt
import QuorateQuorums

/// Way from any counterexample that the solver found to the smallest one.
struct CounterexampleSearch {
    private let encoding: ClaimEncoding
    private let solver: Z3Solver
    private let deadline: ContinuousClock.Instant

    /// The solver has just found the encoding satisfiable.
    init(_ encoding: ClaimEncoding, _ solver: Z3Solver, _ deadline: ContinuousClock.Instant) {
        self.encoding = encoding
        self.solver = solver
        self.deadline = deadline
    }

    /// The smallest counterexample, evaluated member by member on the claim itself.
    func verdict() throws -> Verdict {
        var values = try model()
        var isSmallest = true
        for variable in encoding.variablesToMinimise {
            isSmallest = try minimise(variable, &values) && isSmallest
            try solver.assert(.equal(LinearForm(variable: variable), LinearForm(values[variable] ?? 0)))
        }
        guard let witness = encoding.witness(values) else {
            return .unknown("the smallest counterexample found is too large to be shown member by member")
        }
        do {
            guard try witness.refutes(encoding.claim) else {
                return .unknown("the solver's counterexample is none when it is evaluated: \(witness)")
            }
            let failing = try encoding.claim.then.filter { try !witness.holds($0) }
            return .refuted(.init(witness: witness, isSmallest: isSmallest, failing: failing))
        } catch {
            return .unknown("the counterexample cannot be evaluated: \(error)")
        }
    }

    /// The values of the variables in the solver's last model.
    private func model() throws -> [Int: BigInt] {
        var values: [Int: BigInt] = [:]
        for variable in encoding.problem.variables.indices {
            guard let value = solver.number(of: variable) else {
                throw Z3Solver.SolverFailure(reason: "out of memory")
            }
            values[variable] = value.numerator
        }
        return values
    }

    /// Lowers the value of `variable` as far as it goes, by bisection.
    ///
    /// - Returns: Whether it is the lowest for sure.
    private func minimise(_ variable: Int, _ values: inout [Int: BigInt]) throws -> Bool {
        var lowest: BigInt = 0
        while let value = values[variable], lowest < value {
            // Zero first: most regions are empty.
            let middle = lowest == 0 ? 0 : (lowest + value) / 2
            let response = try solver.scope {
                try solver.assert(.atLeastZero(LinearForm(middle) - LinearForm(variable: variable)))
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

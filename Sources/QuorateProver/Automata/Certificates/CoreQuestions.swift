import BigInt

/// Questions to the solver about parts of what is known, each of which may be assumed or not.
struct CoreQuestions {
    private let known: CoreRefutation.Known
    private let deadline: ContinuousClock.Instant
    private let solver: Z3Solver
    private let columns: [Int: Int]

    /// Rows come first among the truth variables, then choices.
    init(_ known: CoreRefutation.Known, until deadline: ContinuousClock.Instant) throws {
        self.known = known
        self.deadline = deadline
        var problem = Problem()
        let formulas = known.rows.map { Formula.atLeastZero($0.form) } + known.choices.map { .any($0.parts) }
        for position in formulas.indices { _ = problem.declare("a\(position)", .truth) }
        var columns: [Int: Int] = [:]
        for variable in formulas.flatMap({ $0.atoms.flatMap(\.variables) }) where columns[variable] == nil {
            columns[variable] = problem.declare("x", .natural)
        }
        self.columns = columns
        for (position, formula) in formulas.enumerated() {
            let renamed = formula.mapAtoms { .atLeastZero($0.renamed(columns)) }
            problem.assert("", .any([.not(.truth(position)), renamed]))
        }
        solver = try Z3Solver(problem, until: deadline, isTracked: false)
    }

    /// The part that contradicts itself, with no choice in it that is not needed.
    func core() throws -> CoreRefutation.Known {
        let all = known.rows.count + known.choices.count
        guard var core = try core(Array(0..<all)) else {
            throw Z3Solver.SolverFailure(reason: "the facts contradict each other no longer")
        }
        for position in known.rows.count..<all where core.contains(position) {
            if let less = try self.core(core.filter { $0 != position }) { core = less }
        }
        return CoreRefutation.Known(
            rows: core.filter { $0 < known.rows.count }.map { known.rows[$0] },
            choices: core.filter { $0 >= known.rows.count }.map { known.choices[$0 - known.rows.count] })
    }

    /// Enough of `assumed` for a contradiction; nil where it is none.
    private func core(_ assumed: [Int]) throws -> [Int]? {
        switch solver.check(assuming: assumed, until: deadline) {
        case .satisfiable: return nil
        case .unsatisfiable(let core): return core
        case .unknown(let reason): throw Z3Solver.SolverFailure(reason: reason)
        }
    }

    /// The position of the choice of which the rows alone leave the fewest parts; nil where there is no choice.
    func narrowest(_ core: CoreRefutation.Known) throws -> (position: Int, parts: Int)? {
        guard core.choices.count > 1 else { return core.choices.indices.first.map { ($0, 0) } }
        let names = Set(core.rows.map(\.name))
        let rows = known.rows.indices.filter { names.contains(known.rows[$0].name) }
        var (best, fewest) = (0, Int.max)
        for (position, choice) in core.choices.enumerated() where fewest > 1 {
            let left = try choice.parts.count { part in
                try solver.scope {
                    try solver.assert(part.mapAtoms { .atLeastZero($0.renamed(columns)) })
                    return try self.core(rows) == nil
                }
            }
            if left < fewest { (best, fewest) = (position, left) }
        }
        return (best, fewest)
    }
}

extension CoreRefutation.Known {
    /// The row that is a part of the most choices, and of several.
    var sharedRow: LinearForm? {
        var counts: [LinearForm: Int] = [:]
        var order: [LinearForm] = []
        for case .atLeastZero(let form) in choices.flatMap(\.parts) {
            if counts[form] == nil { order.append(form) }
            counts[form, default: 0] += 1
        }
        let most = order.max { counts[$0]! < counts[$1]! }
        return most.flatMap { counts[$0]! > 1 ? $0 : nil }
    }
}

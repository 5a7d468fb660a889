import BigInt

/// Search for a proof that no run of an automaton breaks a property.
///
/// Depth first: where all that is known has no solution, a certificate of that is an end of the tree; where it has one, the
/// solution is no run, and the split that comes next is of a threshold that stands in its way. So thresholds in whose order
/// nothing lies are never looked at.
struct RunCertificateFinder {
    private let deadline: ContinuousClock.Instant
    /// Number of places of the tree, and of the certificates at its ends, that may still be visited.
    ///
    /// It is no matter of time, so that a slow machine finds what a fast one does.
    private var budget: Int
    /// Reason for which the search gave up.
    private(set) var obstacle = "no cases were found"
    /// Number of levels of the tree above the place that is visited, and the largest that there may be.
    private var depth = 0
    private static let depthLimit = 100

    /// A search that ends at `deadline` at the latest.
    init(deadline: ContinuousClock.Instant, budget: Int = 800) {
        self.deadline = deadline
        self.budget = budget
    }

    /// A proof that no run is as `schema` says, or nil with the reason in `obstacle`.
    mutating func certificate(for schema: RunSchema) -> RunCertificate? {
        budget -= 1
        guard budget > 0 else { return giveUp("the search for a certificate grew too large") }
        guard depth < Self.depthLimit else { return giveUp("the search for a certificate grew too deep") }
        depth += 1
        defer { depth -= 1 }
        if let position = schema.open.firstIndex(where: { !$0.recurs }) {
            return split(schema, .statement(position))
        }
        let facts = schema.facts
        do {
            let solver = try Z3Solver(Self.problem(facts, schema.variableCount), until: deadline)
            switch solver.check(until: deadline) {
            case .unsatisfiable(let core): return contradiction(facts, core)
            case .unknown(let reason): return giveUp(Prover.words(for: reason))
            case .satisfiable:
                let statement: RunSchema.Split? = schema.open.isEmpty ? nil : .statement(0)
                guard let next = SchemaSolution(schema, solver).obstructed ?? statement else {
                    return giveUp("what is known of a run does not rule it out")
                }
                return split(schema, next)
            }
        } catch {
            return giveUp(
                (error as? Z3Solver.SolverFailure).map { Prover.words(for: $0.reason) } ?? "\(error)")
        }
    }

    private mutating func giveUp(_ reason: String) -> RunCertificate? {
        obstacle = reason
        return nil
    }

    private static func problem(_ facts: [RunSchema.Fact], _ variableCount: Int) -> Problem {
        var problem = Problem()
        for variable in 0..<variableCount { _ = problem.declare("x\(variable)", .natural) }
        for fact in facts { problem.assert("", fact.formula) }
        return problem
    }

    private mutating func split(_ schema: RunSchema, _ split: RunSchema.Split) -> RunCertificate? {
        guard let cases = schema.cases(of: split) else { return giveUp("there is no such split") }
        var branches: [RunCertificate] = []
        for schema in cases {
            guard let branch = certificate(for: schema) else { return nil }
            branches.append(branch)
        }
        return .split(split, branches)
    }

    private mutating func contradiction(_ known: [RunSchema.Fact], _ core: [Int]) -> RunCertificate? {
        var finder = CoreRefutation(deadline: deadline, budget: budget)
        defer { budget = finder.budget }
        guard let certificate = finder.certificate(for: core.map { known[$0].formula }) else {
            return giveUp(finder.obstacle)
        }
        return .contradiction(among: core, certificate)
    }
}

/// Solution of the facts of a schema, which need not be a run.
struct SchemaSolution {
    private let schema: RunSchema
    private let solver: Z3Solver

    init(_ schema: RunSchema, _ solver: Z3Solver) {
        self.schema = schema
        self.solver = solver
    }

    private var system: CounterSystem { schema.system }

    private func value(_ variable: Int) -> BigInt { solver.number(of: variable)?.numerator ?? 0 }

    /// The split of a threshold that is not met when it has to be, in the first stage that cannot be gone through; nil where the
    /// solution is a run.
    var obstructed: RunSchema.Split? {
        schema.stages.indices.lazy.compactMap(obstructed).first
    }

    /// Takes the rules of a stage as long as any can be taken.
    private func obstructed(_ stage: Int) -> RunSchema.Split? {
        var present: [Int: BigInt] = [:]
        var left: [Int: BigInt] = [:]
        let possible = schema.possible(in: stage)
        for variable in 0..<system.variableCount {
            present[variable] = value(schema.variable(variable, at: stage))
        }
        for rule in possible { left[rule] = value(schema.firing(rule, in: stage)) }
        var isMoving = true
        while isMoving {
            isMoving = false
            for rule in possible where left[rule]! > 0 && blocking(rule, stage, present) == nil {
                let place = system.location(system.rules[rule].from)
                let isLoop = system.rules[rule].from == system.rules[rule].to
                let times = isLoop && present[place]! > 0 ? left[rule]! : min(left[rule]!, present[place]!)
                guard times > 0 else { continue }
                for variable in system.parameterCount..<system.variableCount {
                    let change = system.rules[rule].change(of: LinearForm(variable: variable), in: system)
                    if change != 0 { present[variable]! += times * change }
                }
                left[rule]! -= times
                isMoving = true
            }
        }
        let form = possible.lazy.filter { left[$0]! > 0 }.compactMap { blocking($0, stage, present) }.first
        return form.map { .change(of: $0, stage: stage) }
    }

    /// A threshold of the rule of which it is not known that it is met in the stage, and that is not.
    private func blocking(_ rule: Int, _ stage: Int, _ present: [Int: BigInt]) -> LinearForm? {
        system.rules[rule].thresholds.first { threshold in
            if schema.stages[stage].met.contains(threshold.form) { return false }
            if case .falling? = schema.course(of: threshold.form)?.0 {
                let end = threshold.form.coefficients.reduce(threshold.form.constant) {
                    $0 + $1.value * value(schema.variable($1.key, at: stage + 1))
                }
                return end < 0
            }
            return threshold.form.value(at: present) < 0
        }?.form
    }
}

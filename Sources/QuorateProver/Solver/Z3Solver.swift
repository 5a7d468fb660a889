import BigInt
import CZ3

/// A conversation with the solver Z3 about one problem; the only file that knows Z3.
///
/// De Moura and Bjørner, "Z3: An Efficient SMT Solver" (2008). Every handle is counted by hand: the context is made
/// with reference counting, what is made is kept in `kept`, and all of it is given back in `deinit`. Z3's default
/// error handler ends the process, so it is replaced by one that does nothing, and the error code is looked at after
/// each check.
final class Z3Solver {
    /// Response of the solver to `check-sat`, as the SMT-LIB standard calls it.
    enum Response {
        /// All assertions can be true together.
        case satisfiable
        /// They cannot; those at the given positions are enough to see it.
        case unsatisfiable(core: [Int])
        /// The solver gives up, in its own words.
        case unknown(String)
    }

    /// The solver gives nothing back, in its own words.
    struct SolverFailure: Error { let reason: String }

    /// Problem that the solver knows.
    let problem: Problem
    private let context: Z3_context
    private let solver: Z3_solver
    private var kept: [Z3_ast] = []
    private var keptSorts: [Z3_ast] = []
    /// Sorts of the problem: one for elements, and those that it declares.
    private var sorts: [Problem.Sort: Z3_sort] = [:]
    private var variables: [Z3_ast] = []
    private var functions: [Z3_func_decl] = []
    private var labels: [Z3_ast] = []
    private var model: Z3_model?

    /// A solver that knows the variables, functions and assertions of `problem`; its guesses depend on `seed`.
    ///
    /// - Parameter isTracked: Whether the solver says which assertions contradict each other; large problems take it longer
    ///   then. Without it every core is empty.
    /// - Parameter steps: Limit on each question in the solver's own measure, the same on any machine; 0 is none.
    /// - Throws: `SolverFailure` when the solver runs out of memory, or `deadline` passes before it has heard all.
    init(
        _ problem: Problem, until deadline: ContinuousClock.Instant? = nil, seed: UInt32 = 0,
        isTracked: Bool = true, steps: UInt32 = 0
    ) throws {
        self.problem = problem
        let configuration = Z3_mk_config()
        Z3_set_param_value(configuration, "model", "true")
        Z3_set_param_value(configuration, "unsat_core", "true")
        let made = Z3_mk_context_rc(configuration)
        Z3_del_config(configuration)
        guard let made else { throw SolverFailure(reason: "out of memory") }
        context = made
        Z3_set_error_handler(context) { _, _ in }
        guard let solver = Z3_mk_simple_solver(context) else {
            let failure = Self.failure(in: context)
            Z3_del_context(context)
            throw failure
        }
        self.solver = solver
        Z3_solver_inc_ref(context, solver)
        configure(seed: seed, steps: steps)
        try declare(problem)
        for assertion in problem.assertions {
            if let deadline, ContinuousClock.now >= deadline { throw SolverFailure(reason: Self.noTimeLeft) }
            try isTracked ? assertTracked(assertion.formula) : assert(assertion.formula)
        }
    }

    deinit {
        forgetModel()
        for declaration in functions { Z3_dec_ref(context, Z3_func_decl_to_ast(context, declaration)) }
        for handle in kept + keptSorts { Z3_dec_ref(context, handle) }
        Z3_solver_dec_ref(context, solver)
        Z3_del_context(context)
    }

    /// Adds an assertion until the scope ends; it is in no core.
    func assert(_ formula: Formula) throws {
        Z3_solver_assert(context, solver, try expression(formula))
        try throwFailure()
    }

    /// Opens a scope, carries out `body`, and forgets what was asserted inside.
    func scope<Result>(_ body: () throws -> Result) throws -> Result {
        Z3_solver_push(context, solver)
        try throwFailure()
        defer { Z3_solver_pop(context, solver, 1) }
        return try body()
    }

    /// The reason where a question is asked after its deadline, or is not answered before it.
    static let noTimeLeft = "the time limit was reached"

    /// Asks whether all assertions can be true together, with the time that is left until `deadline`.
    ///
    /// Most questions take a millisecond, and Z3's own clock takes several to start and stop, so the alarm is ours. Its limit on
    /// steps is none on time: with large coefficients a step can take as long as it likes.
    func check(until deadline: ContinuousClock.Instant) -> Response {
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { return .unknown(Self.noTimeLeft) }
        let response = Alarm.ringing(after: left) { [context] in
            Z3_interrupt(context)
        } during: {
            check()
        }
        if case .unknown = response, ContinuousClock.now >= deadline { return .unknown(Self.noTimeLeft) }
        return response
    }

    /// While it works Z3 takes SIGINT for itself, and a Ctrl-C would end one question and not the command.
    private func configure(seed: UInt32, steps: UInt32) {
        guard let parameters = Z3_mk_params(context) else { return }
        Z3_params_inc_ref(context, parameters)
        defer { Z3_params_dec_ref(context, parameters) }
        Z3_params_set_bool(context, parameters, Z3_mk_string_symbol(context, "ctrl_c"), false)
        if seed != 0 {
            Z3_params_set_uint(context, parameters, Z3_mk_string_symbol(context, "random_seed"), seed)
        }
        if steps != 0 {
            Z3_params_set_uint(context, parameters, Z3_mk_string_symbol(context, "rlimit"), steps)
        }
        Z3_solver_set_params(context, solver, parameters)
    }

    /// The same question under the assumption that the truth variables `assumed` are true.
    ///
    /// - Returns: Where that cannot be, those variables of `assumed` that are enough to see it.
    func check(assuming assumed: [Int], until deadline: ContinuousClock.Instant) -> Response {
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { return .unknown(Self.noTimeLeft) }
        return Alarm.ringing(after: left) { [context] in
            Z3_interrupt(context)
        } during: {
            check(assuming: assumed)
        }
    }

    private func check(assuming assumed: [Int]? = nil) -> Response {
        forgetModel()
        let handles: [Z3_ast?] = (assumed ?? []).map { variables[$0] }
        let verdict =
            assumed == nil
            ? Z3_solver_check(context, solver)
            : Z3_solver_check_assumptions(context, solver, UInt32(handles.count), handles)
        if Z3_get_error_code(context) != Z3_OK { return .unknown(errorText) }
        switch verdict {
        case Z3_L_TRUE:
            guard let found = Z3_solver_get_model(context, solver) else { return .unknown(errorText) }
            Z3_model_inc_ref(context, found)
            model = found
            return .satisfiable
        case Z3_L_FALSE:
            let members = core
            guard let assumed else {
                return .unsatisfiable(core: labels.indices.filter { members.contains(labels[$0]) })
            }
            return .unsatisfiable(core: assumed.filter { members.contains(variables[$0]) })
        default: return .unknown(String(cString: Z3_solver_get_reason_unknown(context, solver)))
        }
    }

    /// The value of a number or real variable in the model of the last check: numerator and denominator.
    ///
    /// Nil where there is no model or the solver gives no number.
    func number(of variable: Int) -> (numerator: BigInt, denominator: BigInt)? {
        guard let value = value(of: variables[variable]),
            Z3_get_ast_kind(context, value) == Z3_NUMERAL_AST,
            let text = Z3_get_numeral_string(context, value)
        else { return nil }
        let parts = String(cString: text).split(separator: "/")
        guard let numerator = BigInt(String(parts[0])) else { return nil }
        guard parts.count == 2 else { return (numerator, 1) }
        return BigInt(String(parts[1])).map { (numerator, $0) }
    }

    /// Truth of a formula in the model of the last check; nil where there is no model or it is left open.
    func truth(of formula: Formula) -> Bool? {
        guard let expression = try? expression(formula), let value = value(of: expression) else { return nil }
        switch Z3_get_bool_value(context, value) {
        case Z3_L_TRUE: return true
        case Z3_L_FALSE: return false
        default: return nil
        }
    }
}

// MARK: - Limits and errors

extension Z3Solver {
    /// The memory in mebibytes that Z3 may take in this process, for all conversations together.
    static func limitMemory(mebibytes: Int) { Z3_global_param_set("memory_max_size", "\(mebibytes)") }

    /// The version of the library, as in `4.8.12`.
    static var version: String {
        var (major, minor, build, revision): (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
        Z3_get_version(&major, &minor, &build, &revision)
        return "\(major).\(minor).\(build)"
    }

    private var errorText: String { Self.failure(in: context).reason }

    private static func failure(in context: Z3_context) -> SolverFailure {
        SolverFailure(reason: String(cString: Z3_get_error_msg(context, Z3_get_error_code(context))))
    }

    /// Throws when the last call failed and has no result to say so: an assertion that is lost would make a proof worthless.
    private func throwFailure() throws {
        if Z3_get_error_code(context) != Z3_OK { throw Self.failure(in: context) }
    }

    private func forgetModel() {
        if let model { Z3_model_dec_ref(context, model) }
        model = nil
    }

    private func value(of expression: Z3_ast) -> Z3_ast? {
        guard let model else { return nil }
        var value: Z3_ast?
        guard Z3_model_eval(context, model, expression, true, &value), let value else { return nil }
        return try? keep(value)
    }

    /// The labels of the tracked assertions, and the assumptions, that are contradictory together.
    private var core: [Z3_ast?] {
        guard let vector = Z3_solver_get_unsat_core(context, solver) else { return labels + variables }
        Z3_ast_vector_inc_ref(context, vector)
        defer { Z3_ast_vector_dec_ref(context, vector) }
        return (0..<Z3_ast_vector_size(context, vector)).map { Z3_ast_vector_get(context, vector, $0) }
    }
}

// MARK: - Expressions

extension Z3Solver {
    /// Counts a new handle, or throws: Z3 gives none when it runs out of memory.
    private func keep(_ handle: Z3_ast?) throws -> Z3_ast {
        guard let handle else { throw Self.failure(in: context) }
        Z3_inc_ref(context, handle)
        kept.append(handle)
        return handle
    }

    private func declare(_ problem: Problem) throws {
        try declareSorts(problem)
        for (index, variable) in problem.variables.enumerated() {
            let symbol = Z3_mk_string_symbol(context, "v\(index)")
            variables.append(try keep(Z3_mk_const(context, symbol, sorts[variable.sort])))
            if variable.sort == .natural || variable.sort == .real {
                try assert(.atLeastZero(LinearForm(variable: index)))
            }
        }
        for (index, function) in problem.functions.enumerated() {
            let domain = function.domain.map { sorts[$0] }
            let made = Z3_mk_func_decl(
                context, Z3_mk_string_symbol(context, "f\(index)"), UInt32(function.arity), domain,
                sorts[function.result])
            guard let declaration = made else { throw Self.failure(in: context) }
            Z3_inc_ref(context, Z3_func_decl_to_ast(context, declaration))
            functions.append(declaration)
        }
    }

    private func declareSorts(_ problem: Problem) throws {
        sorts[.natural] = try keep(sort: Z3_mk_int_sort(context))
        sorts[.real] = try keep(sort: Z3_mk_real_sort(context))
        sorts[.truth] = try keep(sort: Z3_mk_bool_sort(context))
        let names =
            [(Problem.Sort.element, "element")] + problem.sorts.indices.map { (.declared($0), "s\($0)") }
        for (sort, name) in names {
            let symbol = Z3_mk_string_symbol(context, name)
            sorts[sort] = try keep(sort: Z3_mk_uninterpreted_sort(context, symbol))
        }
    }

    private func keep(sort: Z3_sort?) throws -> Z3_sort {
        guard let sort, let handle = Z3_sort_to_ast(context, sort) else { throw Self.failure(in: context) }
        Z3_inc_ref(context, handle)
        keptSorts.append(handle)
        return sort
    }

    private func assertTracked(_ formula: Formula) throws {
        let symbol = Z3_mk_string_symbol(context, "a\(labels.count)")
        let label = try keep(Z3_mk_const(context, symbol, Z3_mk_bool_sort(context)))
        labels.append(label)
        Z3_solver_assert_and_track(context, solver, try expression(formula), label)
        try throwFailure()
    }

    private func expression(_ formula: Formula) throws -> Z3_ast {
        switch formula {
        case .atLeastZero(let form):
            let sum = try expression(form)
            return try keep(Z3_mk_ge(context, sum, try number(0, like: sum)))
        case .all(let parts):
            let parts: [Z3_ast?] = try parts.map(expression)
            return try keep(Z3_mk_and(context, UInt32(parts.count), parts))
        case .any(let parts):
            let parts: [Z3_ast?] = try parts.map(expression)
            return try keep(Z3_mk_or(context, UInt32(parts.count), parts))
        case .not(let part): return try keep(Z3_mk_not(context, try expression(part)))
        case .truth(let variable): return variables[variable]
        case .predicate(let function, let arguments): return try apply(function, arguments)
        case .equal(let left, let right):
            return try keep(Z3_mk_eq(context, try expression(left), try expression(right)))
        case .same(let left, let right):
            return try keep(Z3_mk_iff(context, try expression(left), try expression(right)))
        case .quantified(let quantifier, let bound, let body):
            return try quantified(quantifier, bound, expression(body))
        }
    }

    private func quantified(
        _ quantifier: Formula.Quantifier, _ bound: [Formula.Bound], _ body: Z3_ast
    ) throws -> Z3_ast {
        let variables: [Z3_app?] = try bound.map { Z3_to_app(context, try expression(.bound($0))) }
        let make = quantifier == .forAll ? Z3_mk_forall_const : Z3_mk_exists_const
        return try keep(make(context, 0, UInt32(variables.count), variables, 0, nil, body))
    }

    private func expression(_ element: Formula.Element) throws -> Z3_ast {
        switch element {
        case .variable(let variable): variables[variable]
        case .apply(let function, let arguments): try apply(function, arguments)
        case .bound(let bound):
            try keep(
                Z3_mk_const(context, Z3_mk_string_symbol(context, "b\(bound.number)"), sorts[bound.sort]))
        }
    }

    private func apply(_ function: Int, _ arguments: [Formula.Element]) throws -> Z3_ast {
        let arguments: [Z3_ast?] = try arguments.map(expression)
        return try keep(Z3_mk_app(context, functions[function], UInt32(arguments.count), arguments))
    }

    private func expression(_ form: LinearForm) throws -> Z3_ast {
        guard let first = form.variables.first else { return try number(form.constant, like: nil) }
        let like = variables[first]
        var terms: [Z3_ast?] = try form.variables.map { variable in
            let coefficient = form[variable]
            if coefficient == 1 { return variables[variable] }
            let factors: [Z3_ast?] = [try number(coefficient, like: like), variables[variable]]
            return try keep(Z3_mk_mul(context, 2, factors))
        }
        if form.constant != 0 { terms.append(try number(form.constant, like: like)) }
        return terms.count == 1 ? terms[0]! : try keep(Z3_mk_add(context, UInt32(terms.count), terms))
    }

    /// A numeral of the sort of `like`, or an integer.
    private func number(_ value: BigInt, like: Z3_ast?) throws -> Z3_ast {
        let sort = like.map { Z3_get_sort(context, $0) } ?? Z3_mk_int_sort(context)
        return try keep(Z3_mk_numeral(context, "\(value)", sort))
    }
}

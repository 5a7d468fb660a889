/// Search for the smallest counterexample to induction: fewest replicas, then quorums, rounds and values, and then the
/// least in the relations.
struct FailureSearch {
    private let obligation: ModelObligation
    private let deadline: ContinuousClock.Instant
    private let seed: UInt32

    /// The most members of a sort that are tried.
    private static let largest = 6

    init(_ obligation: ModelObligation, _ seed: UInt32, until deadline: ContinuousClock.Instant) {
        self.obligation = obligation
        self.seed = seed
        self.deadline = deadline
    }

    /// The counterexample, or nil where none was found that is small and shown to be one.
    func smallest() throws -> InductionFailure? {
        let sorts = obligation.problem.sorts.sorted { $0.turn < $1.turn }
        var sizes: [SortSymbol: Int] = [:]
        for sort in sorts {
            guard
                let size = try (1...Self.largest).first(where: { size in
                    let tried = sizes.merging([sort: size]) { $1 }
                    return try isPossible(SizedProblem(obligation.problem, tried))
                })
            else { return nil }
            sizes[sort] = size
        }
        return try emptied(SizedProblem(obligation.problem, sizes), sorts)
    }

    private func isPossible(_ sized: SizedProblem) throws -> Bool {
        let solver = try Z3Solver(sized.problem.problem, until: deadline, seed: seed)
        if case .satisfiable = solver.check(until: deadline) { return true }
        return false
    }

    /// A counterexample of these sizes from which nothing can be left out of a relation of the state.
    private func emptied(_ sized: SizedProblem, _ sorts: [SortSymbol]) throws -> InductionFailure? {
        let solver = try Z3Solver(sized.problem.problem, until: deadline, seed: seed)
        guard case .satisfiable = solver.check(until: deadline) else { return nil }
        var state = sized.state(in: solver)
        for symbol in sized.problem.relations where symbol.kind == .state {
            for row in sized.rows(of: symbol) where state.tables[symbol, default: []].contains(row) {
                let absent = Formula.not(sized.atom(symbol, row))
                let smaller: SmallState? = try solver.scope {
                    try solver.assert(absent)
                    guard case .satisfiable = solver.check(until: deadline) else { return nil }
                    return sized.state(in: solver)
                }
                if let smaller {
                    try solver.assert(absent)
                    state = smaller
                }
            }
        }
        let relations = sized.problem.relations
        let failure = InductionFailure(
            obligation: obligation, before: state, sorts: sorts, relations: relations)
        return failure.isGenuine ? failure : nil
    }
}

/// Question in which some sorts have a given number of members.
struct SizedProblem {
    private(set) var problem: ModelProblem
    private let sizes: [SortSymbol: Int]
    private var positions: [SortSymbol: [Int]] = [:]

    init(_ problem: ModelProblem, _ sizes: [SortSymbol: Int]) {
        self.problem = problem
        self.sizes = sizes
        for (sort, size) in sizes.sorted(by: { $0.key.name < $1.key.name }) { bound(sort, size) }
    }

    /// The sort has these members, all different, and no other.
    private mutating func bound(_ sort: SortSymbol, _ size: Int) {
        let members = (0..<size).map { TermNode.constant("\(sort.letter)\($0)", sort) }
        let any = Variable(sort: sort)
        let known = SentenceNode.any(members.map { .equal(.variable(any), $0) })
        problem.assert("\(size) of \(sort.name)", .forAll([any], known))
        let pairs = members.indices.flatMap { one in members[..<one].map { (members[one], $0) } }
        problem.assert("they differ", .all(pairs.map { .not(.equal($0, $1)) }))
        positions[sort] = members.map { member in
            guard case .variable(let position) = problem.element(member) else { return 0 }
            return position
        }
    }

    /// All rows that the relation may have.
    func rows(of symbol: RelationSymbol) -> [[Int]] {
        symbol.sorts.reduce([[]]) { rows, sort in
            rows.flatMap { row in (0..<sizes[sort, default: 1]).map { row + [$0] } }
        }
    }

    /// The formula that the row is in the relation.
    func atom(_ symbol: RelationSymbol, _ row: [Int]) -> Formula {
        let elements = zip(row, symbol.sorts).map { member, sort in
            Formula.Element.variable(positions[sort]![member])
        }
        return .predicate(problem.relations.firstIndex(of: symbol)!, elements)
    }

    /// The state that the solver has found.
    func state(in solver: Z3Solver) -> SmallState {
        var state = SmallState(sizes: sizes)
        for symbol in problem.relations {
            state.tables[symbol] = Set(rows(of: symbol).filter { solver.truth(of: atom(symbol, $0)) == true })
        }
        let own = Set(positions.values.joined())
        for (position, term) in problem.members.enumerated() where !own.contains(position) {
            state.members[term] = positions[term.sort]?.firstIndex { other in
                solver.truth(of: .equal(.variable(position), .variable(other))) == true
            }
        }
        return state
    }
}

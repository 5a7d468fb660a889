/// Search for states of a few members that have all candidates, and in which an action breaks some.
///
/// One such state refutes all candidates that are false behind the action, and not only the one that was asked for. Each
/// state is looked at without the solver before anything is concluded from it; what is not refuted here is asked for all
/// numbers.
struct SmallStates {
    private let limits: HarvestLimits
    private let space: ModelSpace
    private let wholes: [WholeSentence]
    private let known: [WholeSentence]
    private let actions: [(code: ActionCode, coder: SentenceCoder)]
    private let question: SmallQuestion
    private let solver: Z3Solver
    /// Candidates that the solver has been told.
    private var told: Set<Int> = []

    /// The most candidates that the solver is told at once.
    private static let most = 30
    /// Steps of the solver for a question about small sorts, for one of those about all numbers.
    private static let patience: UInt32 = 20

    /// - Throws: ``HarvestLimits/Ending``.
    init(
        _ candidates: [HarvestCandidate], of model: ProtocolModel, assuming assumed: [NamedSentence],
        _ limits: HarvestLimits
    ) throws {
        self.limits = limits
        space = Self.space(of: model, assumed + candidates.map(\.sentence))
        let constants = Dictionary(uniqueKeysWithValues: model.constants.map { ($0, 0) })
        let space = space
        wholes = candidates.map { WholeSentence($0.sentence.node, in: space, constants: constants) }
        known = assumed.map { WholeSentence($0.node, in: space, constants: constants) }
        actions = model.actions.map { action in
            var coder = SentenceCoder(space)
            let code = ActionCode(action, &coder)
            return (code, coder)
        }
        question = try SmallQuestion(candidates, of: model, assuming: assumed, space, limits)
        solver = try Z3Solver(
            question.problem.problem, until: limits.deadline, seed: limits.seed, isTracked: false,
            steps: limits.steps.multipliedReportingOverflow(by: Self.patience).partialValue)
    }

    /// Small sorts, and all relations of which the model or one of the sentences speaks.
    private static func space(of model: ProtocolModel, _ sentences: [NamedSentence]) -> ModelSpace {
        var (relations, sizes) = (model.relations, model.harvestSizes())
        for node in sentences.map(\.node) {
            relations += node.relations.filter { !relations.contains($0) }
            node.visit {
                switch $0 {
                case .forAll(let variables, _), .exists(let variables, _):
                    for variable in variables where sizes[variable.sort] == nil { sizes[variable.sort] = 2 }
                default: break
                }
            }
        }
        for sort in relations.flatMap(\.sorts) where sizes[sort] == nil { sizes[sort] = 2 }
        return ModelSpace(relations, sizes: sizes)
    }

    /// Those of the candidates left that some state refutes in which all of them hold.
    ///
    /// - Throws: ``HarvestLimits/Ending``.
    mutating func refuted(by action: Int, of candidates: [Int]) throws -> Set<Int> {
        var left = candidates
        while true {
            try limits.check()
            let assumed = question.assumptions(action, told.intersection(left).sorted())
            guard case .satisfiable = solver.check(assuming: assumed, until: limits.deadline) else { break }
            let state = question.state(in: solver, space)
            let lacking = left.filter { !wholes[$0].holds(state) }
            if !lacking.isEmpty {
                // The solver leaves out no candidate that it was told.
                guard told.isDisjoint(with: lacking) else { break }
                for candidate in lacking.prefix(Self.most) {
                    try solver.assert(question.premise(candidate))
                    told.insert(candidate)
                }
                continue
            }
            guard known.allSatisfy({ $0.holds(state) }), let next = following(state, action) else { break }
            let broken = Set(left.filter { !wholes[$0].holds(next) })
            if broken.isEmpty { break }
            left.removeAll(where: broken.contains)
            for candidate in broken { try solver.assert(question.noLonger(candidate)) }
        }
        try limits.check()
        return Set(candidates).subtracting(left)
    }

    /// The state after the action with the parameters that the solver chose; nil where it cannot be taken.
    private func following(_ state: [UInt64], _ action: Int) -> [UInt64]? {
        let (code, coder) = actions[action]
        let parameters = question.parameters(of: action, in: solver)
        var next: [UInt64]?
        coder.withMembers(Dictionary(uniqueKeysWithValues: coder.places.keys.map { ($0, 0) })) { members in
            _ = code.visit(state, members, fixed: parameters) {
                next = code.after(state, $0)
                return true
            }
        }
        return next
    }
}

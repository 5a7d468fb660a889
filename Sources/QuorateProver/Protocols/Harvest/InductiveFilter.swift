/// Filter of candidates by induction, for all numbers of replicas: who is not kept by an action goes, until all that is left
/// is kept where all that is left is supposed.
///
/// Flanagan and Leino, "Houdini, an Annotation Assistant for ESC/Java" (2001). What is left does not depend on the order of
/// the questions, but for those that the solver does not answer: their candidates go, too. A state in which all that is left
/// holds refutes whatever is false behind an action, so small ones are looked for first.
struct InductiveFilter {
    private let model: ProtocolModel
    private let assumed: [NamedSentence]
    private let limits: HarvestLimits
    private let candidates: [HarvestCandidate]
    /// Positions of the candidates that are left.
    private(set) var left: [Int]
    /// Number of those for which the solver had no answer.
    private(set) var unanswered = 0
    /// Premises among the candidates that were enough to show that an action keeps one.
    private var proofs: [Pair: Set<Int>] = [:]
    private(set) var questions = 0

    private struct Pair: Hashable { let action, candidate: Int }

    init(
        _ candidates: [HarvestCandidate], of model: ProtocolModel, assuming assumed: [NamedSentence],
        _ limits: HarvestLimits
    ) {
        (self.candidates, self.model, self.assumed, self.limits) = (candidates, model, assumed, limits)
        left = Array(candidates.indices)
    }

    /// Filters until nothing is dropped any more.
    ///
    /// - Throws: ``HarvestLimits/Ending``.
    mutating func run() throws {
        try dropWhatTheStartLacks()
        try dropWhatSmallStatesRefute()
        var count: Int
        repeat {
            count = left.count
            for action in model.actions.indices { try dropWhatIsNotKept(by: action) }
        } while left.count < count
    }

    private mutating func dropWhatTheStartLacks() throws {
        var asked = PremisedQuestions(assumed + model.start, limits)
        for candidate in left { asked.add(candidate, candidates[candidate].sentence.node) }
        let answers = try asked.answers()
        questions += answers.count
        for (candidate, answer) in answers { drop(candidate, unless: answer) }
    }

    /// Most go here, many at a time; those that stay do so because of what is proved for all numbers.
    private mutating func dropWhatSmallStatesRefute() throws {
        var states = try SmallStates(candidates, of: model, assuming: assumed, limits)
        var count: Int
        repeat {
            count = left.count
            for action in model.actions.indices {
                let refuted = try states.refuted(by: action, of: left)
                left.removeAll(where: refuted.contains)
            }
        } while left.count < count
    }

    private mutating func dropWhatIsNotKept(by index: Int) throws {
        let action = model.actions[index]
        let alive = Set(left)
        let open = left.filter { candidate in
            let node = candidates[candidate].sentence.node
            guard action.after(node) != node else { return false }
            return proofs[Pair(action: index, candidate: candidate)].map { !$0.isSubset(of: alive) } ?? true
        }
        if open.isEmpty { return }
        let guards = action.guards.map { NamedSentence(name: "\(action.name) can be taken", node: $0) }
        var asked = PremisedQuestions(assumed + guards, limits)
        for candidate in left { asked.suppose(candidate, candidates[candidate].sentence) }
        for candidate in open { asked.add(candidate, action.after(candidates[candidate].sentence.node)) }
        let answers = try asked.answers()
        questions += answers.count
        for (candidate, answer) in answers {
            if case .follows(let premises) = answer {
                proofs[Pair(action: index, candidate: candidate)] = premises
            }
            drop(candidate, unless: answer)
        }
    }

    private mutating func drop(_ candidate: Int, unless answer: PremisedQuestions.Answer) {
        switch answer {
        case .follows: return
        case .doesNot: break
        case .unknown: unanswered += 1
        }
        left.removeAll { $0 == candidate }
    }

    /// The sentences that follow from what is left, with the premises among it that are enough.
    func consequences(_ sentences: [NamedSentence]) throws -> [PremisedQuestions.Answer] {
        var asked = PremisedQuestions(assumed, limits)
        for candidate in left { asked.suppose(candidate, candidates[candidate].sentence) }
        for (index, sentence) in sentences.enumerated() { asked.add(index, sentence.node) }
        return try asked.answers().map(\.answer)
    }

    /// The candidates that stand behind those given: what the proof that an action keeps one of them rests on, and so on.
    func support(of wanted: Set<Int>) -> [Int] {
        var (support, open) = (wanted, Array(wanted))
        while let candidate = open.popLast() {
            for action in model.actions.indices {
                let premises = proofs[Pair(action: action, candidate: candidate)] ?? []
                for premise in premises where support.insert(premise).inserted { open.append(premise) }
            }
        }
        return support.sorted()
    }
}

/// Questions with the same premises.
struct PremisedQuestions {
    enum Answer {
        /// It follows from the premises that were not always supposed, of which these are enough.
        case follows(from: Set<Int>)
        case doesNot
        case unknown
    }

    private var problem = ModelProblem()
    private let limits: HarvestLimits
    private var supposed: [Int: Int] = [:]
    private var goals: [(key: Int, formula: Formula)] = []

    init(_ premises: [NamedSentence], _ limits: HarvestLimits) {
        self.limits = limits
        for premise in premises { problem.assert(premise.name, premise.node) }
    }

    /// Supposes a sentence that an answer names if it needs it.
    mutating func suppose(_ key: Int, _ sentence: NamedSentence) {
        // A sort that occurs for the first time brings its order, which is an assertion before this one.
        problem.assert(sentence.name, sentence.node)
        supposed[problem.problem.assertions.count - 1] = key
    }

    /// Asks whether a sentence follows.
    mutating func add(_ key: Int, _ node: SentenceNode) {
        goals.append((key, .not(problem.formula(node))))
    }

    /// The answers, in the order of the questions.
    ///
    /// - Throws: ``HarvestLimits/Ending``.
    func answers() throws -> [(key: Int, answer: Answer)] {
        try limits.check()
        let solver = try Z3Solver(
            problem.problem, until: limits.deadline, seed: limits.seed, steps: limits.steps)
        return try goals.map { key, formula in
            try limits.check()
            let answer: Answer = try solver.scope {
                try solver.assert(formula)
                switch solver.check(until: limits.deadline) {
                case .unsatisfiable(let core): return .follows(from: Set(core.compactMap { supposed[$0] }))
                case .satisfiable: return .doesNot
                case .unknown: return .unknown
                }
            }
            // No answer for want of time is none about the sentence.
            if case .unknown = answer { try limits.check() }
            return (key, answer)
        }
    }
}

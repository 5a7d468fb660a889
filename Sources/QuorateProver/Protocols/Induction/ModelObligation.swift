/// Obligation of a proof by induction: one question to the solver.
struct ModelObligation: Sendable {
    enum Kind: Sendable {
        /// Quorums and assumptions do not contradict each other, nor the start.
        case consistent
        /// The sentence is true at the start.
        case start(NamedSentence)
        case keeps(ModelAction, NamedSentence)
        case implies(NamedSentence)
        /// There is a state with the invariants in which the action can be taken.
        case happens(ModelAction)
    }

    let kind: Kind
    /// All that is supposed: quorum facts, assumptions, the start or the invariants, and the guards.
    let premises: [NamedSentence]

    /// Name in a report, as in `vote keeps "one value in a round"`.
    var name: String {
        switch kind {
        case .consistent: "the start is possible"
        case .start(let sentence): "the start has \"\(sentence.name)\""
        case .keeps(let action, let sentence): "\(action.name) keeps \"\(sentence.name)\""
        case .implies(let sentence): "the invariants imply \"\(sentence.name)\""
        case .happens(let action): "\(action.name) can happen"
        }
    }

    /// Answer of the solver where all is as it should be.
    var expected: Obligation.Status {
        switch kind {
        case .consistent, .happens: .satisfiable
        case .start, .keeps, .implies: .unsatisfiable
        }
    }

    var action: ModelAction? {
        switch kind {
        case .keeps(let action, _), .happens(let action): action
        case .consistent, .start, .implies: nil
        }
    }

    /// Sentence that is to follow; nil where only the premises are asked for.
    var goal: NamedSentence? {
        switch kind {
        case .start(let sentence), .keeps(_, let sentence), .implies(let sentence): sentence
        case .consistent, .happens: nil
        }
    }

    /// True where the action changes nothing that the goal speaks of: it stays as it was.
    var isUntouched: Bool {
        if case .keeps(let action, let sentence) = kind {
            action.after(sentence.node) == sentence.node
        } else {
            false
        }
    }

    /// Members for which the goal fails: the variables of its outermost quantifiers.
    var witnesses: [Variable] { goal?.node.universal.variables ?? [] }

    /// The question, as sentences: the premises, and that the goal fails for the witnesses.
    var problem: ModelProblem {
        var problem = ModelProblem()
        problem.say(name)
        for premise in premises { problem.assert(premise.name, premise.node) }
        for term in (action?.parameters ?? []) + witnesses { _ = problem.element(.variable(term)) }
        if let goal {
            let body = goal.node.universal.body
            let afterwards =
                if case .keeps(let action, _) = kind { action.after(body) } else { body }
            problem.assert("fails: \(goal.name)", .not(afterwards))
        }
        return problem
    }
}

extension SentenceNode {
    /// Outermost universal quantifiers, and what stands inside.
    var universal: (variables: [Variable], body: SentenceNode) {
        guard case .forAll(let variables, let part) = self else { return ([], self) }
        let inner = part.universal
        return (variables + inner.variables, inner.body)
    }
}

extension ProtocolModel {
    /// Obligations of the proof, with the facts that claims state of quorums.
    func obligations(knowing facts: [NamedSentence]) -> [ModelObligation] {
        let assumed = facts + assumptions
        let inductive = assumed + invariants
        let guarded = { (action: ModelAction) in
            inductive + action.guards.map { NamedSentence(name: "\(action.name) can be taken", node: $0) }
        }
        return [ModelObligation(kind: .consistent, premises: assumed + start)]
            + actions.map { ModelObligation(kind: .happens($0), premises: guarded($0)) }
            + invariants.map { ModelObligation(kind: .start($0), premises: assumed + start) }
            + actions.flatMap { action in
                invariants.map { ModelObligation(kind: .keeps(action, $0), premises: guarded(action)) }
            }
            + goals.map { ModelObligation(kind: .implies($0), premises: inductive) }
    }
}

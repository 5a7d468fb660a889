import QuorateQuorums

/// One of the steps that show a theorem.
struct Lemma: Sendable {
    typealias Outcome = ImpossibilityFinding.Outcome

    /// Sentence for a reader.
    let sentence: String
    /// Questions to the solver on the way.
    let questions: @Sendable () -> [Question]
    /// Decides the lemma, with lines for a reader who wants to see what was found.
    let decide:
        @Sendable (_ questions: [Question], _ deadline: ContinuousClock.Instant) throws -> (
            Outcome, notes: [String], certificate: LemmaCertificate
        )
}

/// Ground that a lemma stands on besides the solver's word.
enum LemmaCertificate: Hashable, Sendable {
    /// Its contradictions were re-checked without the solver, in so many steps; 0 where there was nothing to check.
    case checked(steps: Int)
    case none

    /// Both together; with nothing for one there is nothing for both.
    static func + (left: Self, right: Self) -> Self {
        guard case .checked(let one) = left, case .checked(let other) = right else { return .none }
        return .checked(steps: one + other)
    }
}

extension Lemma {
    /// All questions have the answers that are wanted.
    ///
    /// - Parameters:
    ///   - notes: Lines for a reader.
    ///   - check: Looks at the solver after each answer; what it finds wrong there, or nil.
    static func questions(
        _ sentence: String, notes: [String] = [], _ questions: @escaping @Sendable () -> [Question],
        check: @escaping @Sendable (Z3Solver) -> String? = { _ in nil }
    ) -> Lemma {
        Lemma(sentence: sentence, questions: questions) { questions, deadline in
            var certificate = LemmaCertificate.checked(steps: 0)
            for question in questions {
                let (outcome, solver) = try question.ask(until: deadline)
                guard case .proved = outcome else { return (outcome, [], .none) }
                if let wrong = check(solver) {
                    return (.refuted("\(question.name): \(wrong)"), [], .none)
                }
                certificate = certificate + question.certificate(until: deadline)
            }
            return (.proved, notes, certificate)
        }
    }

    /// The assertions of a problem contradict each other, and do not if any one of those that are `needed` is left out.
    ///
    /// The latter shows that it is the argument that is contradictory, and not a slip in its encoding.
    static func contradiction(
        _ name: String, _ sentence: String,
        _ make: @escaping @Sendable () -> (problem: Problem, needed: [Int])
    ) -> Lemma {
        questions(sentence) {
            let (problem, needed) = make()
            let whole = Question(
                name, "These facts contradict each other.", problem, expected: .unsatisfiable)
            return [whole]
                + needed.map { position in
                    var part = problem
                    let left = part.assertions.remove(at: position)
                    return Question(
                        "\(name)-without-\(position)", "These do not: left out is \"\(left.label)\".", part,
                        expected: .satisfiable)
                }
        }
    }

    /// A claim, which is to be proved.
    static func claim(_ claim: Claim) -> Lemma {
        Lemma(sentence: claim.sentence, questions: { claim.questions }) { _, deadline in
            let left = ContinuousClock.now.duration(to: deadline)
            switch try Prover(timeLimit: left).decide(claim).verdict {
            case .proved(let proof):
                let size = proof.certificateSize.map { "certificate checked: \($0)" }
                let note = size ?? "no certificate: \(proof.obstacle ?? "none was found")"
                return (.proved, [note], proof.isCertified ? .checked(steps: 0) : .none)
            case .refuted(let counterexample):
                return (.refuted("\(claim.name): \(counterexample.witness)"), [], .none)
            case .unknown(let reason): return (.unknown(reason), [], .none)
            case .vacuous: return (.refuted("\(claim.name) is vacuous"), [], .none)
            }
        }
    }

    /// Something that is computed here, without a solver: what is wrong, or nil, and lines for a reader.
    static func computation(
        _ sentence: String, _ compute: @escaping @Sendable () -> (wrong: String?, notes: [String])
    ) -> Lemma {
        Lemma(sentence: sentence, questions: { [] }) { _, _ in
            let (wrong, notes) = compute()
            return (wrong.map { .refuted($0) } ?? .proved, notes, .checked(steps: 0))
        }
    }
}

extension Question {
    /// Puts the question to the solver, which is given out with its model.
    func ask(until deadline: ContinuousClock.Instant) throws -> (Lemma.Outcome, Z3Solver) {
        let solver = try Z3Solver(problem)
        let outcome: Lemma.Outcome =
            switch (solver.check(until: deadline), expected) {
            case (.satisfiable, .satisfiable), (.unsatisfiable, .unsatisfiable): .proved
            case (.unknown(let reason), _): .unknown(Prover.words(for: reason))
            case (.satisfiable, .unsatisfiable): .refuted("\(name) can be met")
            case (.unsatisfiable, .satisfiable): .refuted("\(name) cannot be met")
            }
        return (outcome, solver)
    }

    /// Certificate of a contradiction, found and checked; what can be met is no contradiction and needs none.
    func certificate(until deadline: ContinuousClock.Instant) -> LemmaCertificate {
        guard expected == .unsatisfiable else { return .checked(steps: 0) }
        guard let facts = EqualityFacts(problem),
            let found = EqualityFinder(deadline: deadline).certificate(for: facts), found.refutes(facts)
        else { return .none }
        return .checked(steps: found.size)
    }
}

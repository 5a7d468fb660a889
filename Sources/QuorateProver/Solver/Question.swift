import QuorateQuorums

/// A problem with the answer that is wanted.
struct Question: Sendable {
    /// Lowercase words joined by hyphens or dots.
    let name: String
    let problem: Problem
    let expected: Obligation.Status

    /// A question about `problem`; `title` says to a reader what is asked.
    init(_ name: String, _ title: String, _ problem: Problem, expected: Obligation.Status) {
        self.name = name
        self.expected = expected
        var problem = problem
        problem.title.append(title)
        self.problem = problem
    }

    /// Puts the question to the solver, which is given out with its model.
    func ask(until deadline: ContinuousClock.Instant) throws -> (ImpossibilityFinding.Outcome, Z3Solver) {
        let solver = try Z3Solver(problem)
        let outcome: ImpossibilityFinding.Outcome =
            switch (solver.check(until: deadline), expected) {
            case (.satisfiable, .satisfiable), (.unsatisfiable, .unsatisfiable): .proved
            case (.unknown(let reason), _): .unknown(Prover.words(for: reason))
            case (.satisfiable, .unsatisfiable): .refuted("\(name) can be met")
            case (.unsatisfiable, .satisfiable): .refuted("\(name) cannot be met")
            }
        return (outcome, solver)
    }
}

extension Claim {
    /// The questions that decide the claim, which is valid and has no more sets than the prover takes on.
    ///
    /// The first asks for a counterexample. Unless one is expected, the second asks whether the hypotheses can be met in the
    /// case of interest, for without it a proof would be worth nothing.
    var questions: [Question] {
        let encoding = ClaimEncoding(self)
        let counterexample = { (expected: Obligation.Status) in
            Question(
                "\(name).counterexample", "Is there a counterexample? If not, the claim is true.",
                encoding.problem,
                expected: expected)
        }
        let hypotheses = { (expected: Obligation.Status) in
            Question(
                "\(name).hypotheses",
                "Can the hypotheses be met in the case of interest? If not, the claim is vacuous.",
                encoding.interestingProblem, expected: expected)
        }
        return switch expected {
        case .proved: [counterexample(.unsatisfiable), hypotheses(.satisfiable)]
        case .refuted: [counterexample(.satisfiable)]
        case .vacuous: [counterexample(.unsatisfiable), hypotheses(.unsatisfiable)]
        }
    }
}

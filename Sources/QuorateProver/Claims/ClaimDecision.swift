import QuorateQuorums

/// Way from a claim to its verdict: a question to the solver, a second one where the first has no
/// counterexample, and a search for what can be checked without the solver.
struct ClaimDecision {
    /// Problems that were put to the solver so far, as the solver was given them.
    private(set) var asked: [Problem] = []
    private let questions: ClaimQuestions
    private let deadline: ContinuousClock.Instant

    /// The decision of `claim`, which is valid and has no more sets than the prover takes on.
    init(_ claim: Claim, until deadline: ContinuousClock.Instant) {
        questions = ClaimQuestions(claim)
        self.deadline = deadline
    }

    /// Decides the claim; what the solver cannot do is an unknown verdict.
    mutating func verdict() -> Verdict {
        do { return try search() } catch let failure as Z3Solver.SolverFailure {
            return .unknown(Prover.words(for: failure.reason))
        } catch {
            return .unknown("\(error)")
        }
    }

    private mutating func search() throws -> Verdict {
        let (response, solver) = try ask(questions.counterexample)
        switch response {
        case .satisfiable:
            return try CounterexampleSearch(questions.encoding, solver, deadline).verdict()
        case .unsatisfiable(let core): return try proof(ProofSearch(solver.problem, core, deadline))
        case .unknown(let reason): return .unknown(Prover.words(for: reason))
        }
    }

    /// The conclusion follows; whether the hypotheses are ever met is asked before a certificate is searched
    /// for.
    private mutating func proof(_ search: ProofSearch) throws -> Verdict {
        switch try ask(questions.hypotheses).response {
        case .satisfiable: return search.verdict()
        case .unsatisfiable: return .vacuous
        case .unknown(let reason):
            return .unknown("whether the hypotheses can be met: " + Prover.words(for: reason))
        }
    }

    /// The only place where a claim meets the solver.
    private mutating func ask(
        _ question: Question
    ) throws -> (response: Z3Solver.Response, solver: Z3Solver) {
        let solver = try Z3Solver(question.problem, until: deadline)
        asked.append(solver.problem)
        return (solver.check(until: deadline), solver)
    }
}

/// Way from a contradiction that the solver found to a certificate that was checked without it.
struct ProofSearch {
    private let problem: Problem
    private let core: [Int]
    private let deadline: ContinuousClock.Instant

    /// The solver has just found that the assertions at `core` contradict each other.
    init(_ problem: Problem, _ core: [Int], _ deadline: ContinuousClock.Instant) {
        self.problem = problem
        self.core = core
        self.deadline = deadline
    }

    /// The proof, with a certificate that was checked in exact arithmetic, or with the reason why it has
    /// none.
    func verdict() -> Verdict {
        guard let facts = Facts(core, of: problem) else {
            return proved(obstacle: "the facts are not plain arithmetic")
        }
        var finder = CertificateFinder(deadline: deadline)
        guard let found = finder.certificate(for: facts) else { return proved(obstacle: finder.obstacle) }
        return found.refutes(facts)
            ? proved(found) : proved(obstacle: "the certificate that was found is not one")
    }

    private func proved(_ certificate: Certificate? = nil, obstacle: String? = nil) -> Verdict {
        .proved(Proof(problem: problem, core: core, certificate: certificate, obstacle: obstacle))
    }
}

extension Facts {
    /// The assertions at `core`; nil where some are not plain arithmetic over natural numbers.
    init?(_ core: [Int], of problem: Problem) {
        guard problem.variables.allSatisfy({ $0.sort == .natural }) else { return nil }
        self.init()
        for index in core where !assume(problem.assertions[index].formula) { return nil }
    }
}

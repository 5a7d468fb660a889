public import QuorateQuorums

/// A question that is put to the solver, as an SMT-LIB 2 file that other solvers read as well.
public struct Obligation: Sendable {
    /// Satisfiability of the assertions of a file, in the word that solvers print.
    public enum Status: String, Hashable, Sendable {
        case satisfiable = "sat"
        case unsatisfiable = "unsat"
    }

    /// Name in lowercase letters, digits, hyphens and dots, ending in `.smt2`.
    public let fileName: String
    /// Content; ends with a line break.
    public let text: String
    /// The answer that a right solver gives if everything is as expected.
    public let expected: Status

    init(_ question: Question) {
        fileName = question.name + ".smt2"
        text = SMTLIB(question.problem).text(status: question.expected)
        expected = question.expected
    }
}

extension Prover {
    /// The questions that decide `claim`, with the answers that its expected verdict means.
    ///
    /// The first asks for a counterexample, the second, unless a counterexample is expected, whether the hypotheses can be met.
    ///
    /// - Returns: Nothing for a claim with more sets than the prover takes on.
    /// - Throws: ``ClaimError`` when the claim means nothing.
    public static func obligations(of claim: Claim) throws(ClaimError) -> [Obligation] {
        try claim.validate()
        return claim.sets.count <= ClaimEncoding.setLimit ? claim.questions.map(Obligation.init) : []
    }
}

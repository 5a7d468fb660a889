public import QuorateQuorums

/// A question that is put to the solver, as an SMT-LIB 2 file that other solvers read as well.
public struct Obligation: Sendable {
    /// Satisfiability of the assertions of a file, in the word that solvers print.
    public enum Status: String, Hashable, Sendable {
        case satisfiable = "sat"
        case unsatisfiable = "unsat"

        var opposite: Status { self == .satisfiable ? .unsatisfiable : .satisfiable }
    }

    /// Name in lowercase letters, digits, hyphens and dots, ending in `.smt2`.
    public let fileName: String
    /// Content; ends with a line break.
    public let text: String
    /// The answer that a right solver gives if everything is as expected; of what a mutant may or may not have, the answer
    /// for the protocol as it should be.
    public let expected: Status

    /// - Parameter isStated: False where the answer is not known to be the expected one: the file then has no status.
    init(_ question: Question, isStated: Bool = true) {
        fileName = question.name + ".smt2"
        text = SMTLIB(question.problem).text(status: isStated ? question.expected : nil)
        expected = question.expected
    }
}

extension Prover {
    /// The questions that decide `claim`, with the answers that its expected verdict means.
    ///
    /// The first asks for a counterexample, the second, unless a counterexample is expected, whether the hypotheses can be met.
    ///
    /// - Parameter isChanged: True for a claim of a spec that was changed on purpose, which may have lost it.
    /// - Returns: Nothing for a claim with more sets than the prover takes on.
    /// - Throws: ``ClaimError`` when the claim means nothing.
    public static func obligations(
        of claim: Claim, isChanged: Bool = false
    ) throws(ClaimError) -> [Obligation] {
        try claim.validate()
        guard claim.sets.count <= ClaimEncoding.setLimit else { return [] }
        return claim.questions.map { Obligation($0, isStated: !isChanged) }
    }
}

import QuorateQuorums

/// Questions that decide a claim, from which both its verdict and its exported files are made.
struct ClaimQuestions {
    /// Arithmetic of the claim, from whose variables a counterexample is read.
    let encoding: ClaimEncoding
    /// First question. Without a counterexample the claim is true.
    let counterexample: Question
    /// Second question, put where there is no counterexample: with hypotheses that are never met a proof is
    /// worth nothing.
    let hypotheses: Question

    /// The questions about `claim`, which is valid and has no more sets than the prover takes on.
    init(_ claim: Claim) {
        encoding = ClaimEncoding(claim)
        counterexample = Question(
            "\(claim.name).counterexample", "Is there a counterexample? If not, the claim is true.",
            encoding.problem, expected: claim.expected.isRefuted ? .satisfiable : .unsatisfiable)
        hypotheses = Question(
            "\(claim.name).hypotheses",
            "Can the hypotheses be met in the case of interest? If not, the claim is vacuous.",
            encoding.interestingProblem, expected: claim.expected == .vacuous ? .unsatisfiable : .satisfiable)
    }
}

extension Claim {
    /// Questions that are put to the solver where the verdict is the expected one, in this order.
    ///
    /// The claim is valid and has no more sets than the prover takes on.
    var questions: [Question] {
        let questions = ClaimQuestions(self)
        return expected.isRefuted
            ? [questions.counterexample] : [questions.counterexample, questions.hypotheses]
    }
}

extension Claim.ExpectedVerdict {
    /// True for a claim that is listed because it is false.
    var isRefuted: Bool { if case .refuted = self { true } else { false } }
}

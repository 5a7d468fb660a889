import QuorateQuorums

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

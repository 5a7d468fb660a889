public import QuorateQuorums

/// Answers to all obligations of a model.
public struct ModelFinding: Sendable {
    /// Model that was to be proved.
    public let model: ProtocolModel
    /// Claims that the proof rests on.
    public let grounds: [Ground]
    /// Answers in the order of the obligations.
    public let answers: [Answer]
    /// Time for all of it, the claims included.
    public let duration: Duration

    /// Claim that was proved first.
    public struct Ground: Sendable {
        /// The claim.
        public let claim: Claim
        /// True where the proof of the claim has a certificate that was re-checked without the solver.
        public let isCertified: Bool
    }

    /// Answer to one obligation.
    public struct Answer: Sendable {
        let obligation: ModelObligation
        /// Outcome, re-checked without the solver where it is a counterexample.
        public let outcome: Outcome
        /// Time for the answer.
        public let duration: Duration

        /// Name of the obligation, as in `vote keeps "one vote in a term"`.
        public var name: String { obligation.name }

        /// True where the action changes nothing that the goal speaks of, so that there is no question.
        public var isUntouched: Bool { obligation.isUntouched }
    }

    /// Outcome of one obligation.
    public enum Outcome: Sendable {
        case holds
        /// False; without a counterexample where nothing can happen, or no small one was found.
        case fails(InductionFailure?)
        case unknown(String)
    }

    /// Verdict on the model.
    public enum Verdict: Sendable {
        case proved
        /// An obligation fails; of several, the one that is expected to, else the first.
        case failed(Answer)
        /// An action can never happen, or nothing can: a proof would say nothing.
        case vacuous(Answer)
        /// The solver gives no answer to this obligation, for the reason given.
        case unknown(Answer, reason: String)
    }

    /// The verdict, the worst of the answers.
    public var verdict: Verdict {
        if let failed {
            return failed.obligation.expected == .satisfiable ? .vacuous(failed) : .failed(failed)
        }
        for answer in answers {
            if case .unknown(let reason) = answer.outcome { return .unknown(answer, reason: reason) }
        }
        return .proved
    }

    /// The obligations that fail.
    public var failures: [Answer] {
        answers.filter { if case .fails = $0.outcome { true } else { false } }
    }

    private var failed: Answer? { failures.first { $0.name == model.breaks } ?? failures.first }

    /// True where a model is proved, or a mutant fails where it is to fail.
    public var isAsExpected: Bool {
        switch verdict {
        case .proved: model.breaks == nil
        case .failed(let answer): answer.name == model.breaks
        case .vacuous, .unknown: false
        }
    }

    /// Time of the obligation that took longest.
    public var slowest: Duration { answers.map(\.duration).max() ?? .zero }
}

public import QuorateQuorums

/// Bound derived from a rule: the parameters for which sizes that are safe and live exist, and the smallest
/// of them.
public struct QuorumBound: Sendable {
    /// Rule that the bound was derived from.
    public let rule: QuorumSizeRule
    /// Condition on which the rule can be met.
    public let answer: Answer
    /// The theorems that confirm the answer.
    public let theorems: [Theorem]
    /// The smallest sizes, one list for each alternative of the rule that is ever possible.
    public let sizes: [[SmallestSize]]
    /// Time from the rule to the answer.
    public internal(set) var duration: Duration
    /// Case in which no sizes meet the rule, where there is one.
    public internal(set) var failure: Failure?

    /// Answer to "when can the rule be met?".
    public enum Answer: Sendable {
        /// Exactly where the condition is true; confirmed in both directions.
        case condition(BoundCondition, Method)
        /// No linear inequalities say it: they would have to be true between two points where they are.
        case notLinear(Gap)
        /// Nothing: these hypotheses cannot be true together.
        case contradiction([Proposition])
        /// Neither was shown, with the reason.
        case unknown(String)
    }

    /// Method by which a condition was found, before it was confirmed.
    public enum Method: String, Sendable {
        /// The sizes were eliminated from the inequalities.
        case elimination
        /// They are the inequalities that fit small cases.
        case search
    }

    /// Two points where a rule can be met, and one between them where it cannot.
    public struct Gap: Sendable {
        /// Parameters and sizes that meet the rule.
        public let first: QuorumWitness
        /// Parameters for which no sizes meet it.
        public let between: QuorumWitness
        /// Parameters and sizes that meet the rule.
        public let second: QuorumWitness
    }

    /// A direction of the answer, put to the prover.
    public struct Theorem: Sendable {
        /// Direction of the answer.
        public let kind: Kind
        /// Finding of the prover, for all values of the parameters.
        public let finding: Finding

        /// Direction of an answer, or a further fact that it rests on.
        public enum Kind: String, Sendable {
            /// No sizes are safe and live where the condition is false.
            case impossibleOtherwise
            /// The smallest sizes are safe and live where it is true.
            case possible
            /// The alternatives of the condition leave out nothing, so that it is always true.
            case coversEverything
            /// At the point between the two others of a gap no sizes are.
            case impossibleBetween
        }

        /// True where the prover's verdict is `proved`.
        public var isProved: Bool {
            if case .proved = finding.verdict { true } else { false }
        }

        /// True where it was proved with a certificate that was re-checked without the solver.
        public var isCertified: Bool {
            if case .proved(let proof) = finding.verdict { proof.isCertified } else { false }
        }
    }

    /// The condition, where there is one.
    public var condition: BoundCondition? {
        if case .condition(let condition, _) = answer { condition } else { nil }
    }
}

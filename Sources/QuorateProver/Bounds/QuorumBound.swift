public import QuorateQuorums

/// What was derived from a rule: when sizes that are safe and live exist, and which are the smallest.
public struct QuorumBound: Sendable {
    /// The rule.
    public let rule: QuorumRule
    /// When it can be met.
    public let answer: Answer
    /// The theorems that confirm the answer.
    public let theorems: [Theorem]
    /// The smallest sizes, one list for each alternative of the rule that is ever possible.
    public let sizes: [[SmallestSize]]
    /// How long it took.
    public let duration: Duration

    /// When a rule can be met.
    public enum Answer: Sendable {
        /// Exactly where the condition is true; confirmed in both directions.
        case condition(BoundCondition, Method)
        /// No linear inequalities say it: they would have to be true between two points where they are.
        case notLinear(Gap)
        /// Neither was shown, with the reason.
        case unknown(String)
    }

    /// How a condition was found, before it was confirmed.
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
        /// What it shows.
        public let kind: Kind
        /// What the prover says, for all values of the parameters.
        public let finding: Finding

        /// What a theorem about a rule shows.
        public enum Kind: String, Sendable {
            /// Where the condition is false, no sizes are safe and live.
            case impossibleOtherwise
            /// Where it is true, the smallest sizes are.
            case possible
            /// The alternatives of the condition leave out nothing, so that it is always true.
            case coversEverything
            /// At the point between the two others of a gap no sizes are.
            case impossibleBetween
        }

        /// Whether it was proved.
        public var isProved: Bool {
            if case .proved = finding.verdict { true } else { false }
        }

        /// Whether it was proved with a certificate that was re-checked without the solver.
        public var isCertified: Bool {
            if case .proved(let proof) = finding.verdict { proof.isCertified } else { false }
        }
    }

    /// The condition, where there is one.
    public var condition: BoundCondition? {
        if case .condition(let condition, _) = answer { condition } else { nil }
    }
}

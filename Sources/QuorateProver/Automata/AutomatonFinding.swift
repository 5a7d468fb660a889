/// Verdict of a prover on a property of a threshold automaton, for all values of its parameters.
public struct AutomatonFinding: Sendable {
    /// The answers.
    public enum Verdict: Sendable {
        /// True of every run, for all values of the parameters; ``AutomatonFinding/proof`` says on what ground.
        case proved
        /// False of a run, which was replayed.
        case refuted(Refutation)
        /// Undecided, with the reason.
        case unknown(String)
        /// True only because no run meets the property's premise.
        case vacuous
    }

    /// Run that breaks a property.
    public struct Refutation: Sendable {
        /// The run, with the values of the parameters.
        public let run: AutomatonRun
        /// Values of the parameters by name, in the automaton's order.
        public let parameters: [(name: String, value: Int)]
        /// The run for a reader, a line for each step.
        public let text: String
        /// Minimality: the property holds for smaller values, by the first parameter, then the second and so on.
        ///
        /// False when a limit was reached on the way to the smallest.
        public let isSmallest: Bool
    }

    /// Name of the property.
    public let property: String
    /// True for a property that asks that something happens, which no finite part of a run can break.
    public let isLiveness: Bool
    /// Verdict.
    public internal(set) var verdict: Verdict
    /// Number of segments into which every run was divided, or nil where no question was put.
    public let segments: Int?
    /// Time for the verdict, and for the certificate where one was looked for.
    public internal(set) var duration: Duration
    /// Ground of a proof, or nil where no certificate was looked for.
    public internal(set) var proof: AutomatonProof?
}

extension AutomatonFinding.Verdict {
    /// The verdict in one word.
    public var word: String {
        switch self {
        case .proved: "proved"
        case .refuted: "refuted"
        case .unknown: "unknown"
        case .vacuous: "vacuous"
        }
    }
}

extension AutomatonFinding {
    /// True where the property was proved, as is expected of every property of an automaton.
    public var isAsExpected: Bool { if case .proved = verdict { true } else { false } }

    /// True where there is a verdict.
    public var isDecided: Bool { if case .unknown = verdict { false } else { true } }

    /// Ground of the verdict, in a few words.
    public var remark: String {
        switch verdict {
        case .proved: proof?.description ?? Self.warrant
        case .refuted(let refutation):
            refutation.parameters.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        case .unknown(let reason): reason
        case .vacuous: "no run meets the premise"
        }
    }

    /// Ground of a proof without a certificate.
    public static let warrant = "by the word of the solver"
}

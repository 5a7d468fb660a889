/// Sentence about sets of replicas that is claimed to be true for all numbers and all sets.
///
///     Claim("dissemination-intersection", "Two quorums of ⌈(n+f+1)/2⌉ share a correct replica when n > 3f.") {
///         n > 3 * f
///         q == ceiling((n + f + 1) / 2)
///         A.count == q
///         B.count == q
///         F.count <= f
///     } then: {
///         (A & B - F).count >= 1
///     }
///
/// Every parameter and every set that a statement mentions is meant universally: for all natural numbers, for all
/// sets of replicas. With several conclusions each of them must follow.
public struct Claim: Sendable {
    /// Name on the command line: lowercase words joined by hyphens.
    public var name: String
    /// Sentence for a reader who does not know the formula, as in "Two majorities share a replica."
    public let sentence: String
    /// Paper and section.
    public var source: String
    /// Module and file in which the claim is written, as `#fileID` gives them.
    public let file: String
    /// Line in that file, from 1.
    public let line: Int
    /// Hypotheses.
    public let given: [Proposition]
    /// Conclusions, each of which must follow.
    public let then: [Proposition]
    /// Case of interest: hypotheses that never meet it make the claim vacuous.
    ///
    /// Unless given, a fault (`f >= 1`) where the claim has a parameter `f`, otherwise a replica (`n >= 1`).
    public var interestingCase: [Proposition] {
        guard statedCase.isEmpty else { return statedCase }
        let hasFaults = (given + then).contains { $0.mentions.parameters.contains("f") }
        return [hasFaults ? "f" >= 1 : "n" >= 1]
    }
    /// The case of interest as far as it is given.
    let statedCase: [Proposition]
    /// Verdict that a prover is expected to reach; `.proved` unless ``refuted(_:)`` says otherwise.
    public var expected: ExpectedVerdict
    /// The spec to run when the claim is refuted.
    public var run: SpecRun?

    /// The answers that a claim can be expected to get.
    public enum ExpectedVerdict: Hashable, Sendable {
        /// True for all numbers and sets.
        case proved
        /// False, and the smallest counterexample has these numbers; those that are not listed may have any value.
        case refuted([String: Int])
        /// The hypotheses never meet the case of interest.
        case vacuous
    }

    /// An instance of a spec that shows what a refuted claim means: the counterexample's numbers become parameters.
    public struct SpecRun: Hashable, Sendable {
        /// The name of the spec in the catalog.
        public let spec: String
        /// The spec's parameters, each with the quantity of the claim that sets it.
        public let settings: [String: Quantity]
        /// The spec's mutant that has the thresholds of the claim, if the spec itself has others.
        public let mutant: String?
        /// The spec's variant that has the thresholds of the claim, if the spec itself has others.
        public let variant: String?
        /// The spec's parameters for a counterexample.
        ///
        /// - Throws: ``EvaluationError`` when the counterexample has no number for one of them.
        public func settings(in witness: QuorumWitness) throws(EvaluationError) -> [String: Int] {
            var values: [String: Int] = [:]
            for (name, quantity) in settings { values[name] = try witness.value(of: quantity) }
            return values
        }
    }

    /// The claim that `given` implies `then`.
    public init(
        _ name: String, _ sentence: String, source: String = "", file: StaticString = #fileID,
        line: UInt = #line, @PropositionBuilder _ given: () -> [Proposition],
        @PropositionBuilder then: () -> [Proposition],
        @PropositionBuilder inTheCase interestingCase: () -> [Proposition] = { [] }
    ) {
        self.name = name
        self.sentence = sentence
        self.source = source
        self.file = "\(file)"
        self.line = Int(line)
        self.given = given()
        self.then = then()
        statedCase = interestingCase()
        expected = .proved
    }

    /// The same claim, expected to be refuted with the given numbers in the smallest counterexample.
    public func refuted(_ parameters: [String: Int] = [:]) -> Claim {
        var claim = self
        claim.expected = .refuted(parameters)
        return claim
    }

    /// The same claim, run by `spec` when it is refuted.
    public func run(
        by spec: String, mutant: String? = nil, variant: String? = nil, settings: [String: Quantity]
    ) -> Claim {
        var claim = self
        claim.run = SpecRun(spec: spec, settings: settings, mutant: mutant, variant: variant)
        return claim
    }

    /// The names of the parameters: n, then f, then the others as they are first mentioned.
    public var parameters: [String] {
        let mentioned = mentions.parameters
        return ["n", "f"].filter { mentioned.contains($0) || $0 == "n" && speaksOfSets }
            + mentioned.filter { $0 != "n" && $0 != "f" }
    }

    /// The names of the sets, as they are first mentioned.
    public var sets: [String] { mentions.sets }

    /// True for a claim about sets of replicas: `n` is then their number, otherwise a parameter like any
    /// other.
    public var speaksOfSets: Bool { mentions.hasSets }

    /// True where the size of some set is its weight, not its number of members.
    public var hasWeights: Bool { mentions.hasWeights }

    var mentions: Mentions {
        var mentions = Mentions()
        for statement in given + then + interestingCase { mentions.add(statement) }
        return mentions
    }
}

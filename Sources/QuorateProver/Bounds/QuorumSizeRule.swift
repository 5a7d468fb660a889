public import QuorateQuorums

/// Rule that quorum sizes must meet: safety pushes them up, liveness pushes them down.
///
///     QuorumSizeRule("byzantine", safety: [2 * q > n + f], liveness: [q <= n - f])
///
/// ``Prover/bound(of:)`` turns "there is a size that is safe and live" into a condition on the parameters.
public struct QuorumSizeRule: Hashable, Sendable {
    /// Name on the command line, as in `byzantine`.
    public let name: String
    /// Sentence for a reader who does not know the formulas.
    public let sentence: String
    /// Paper and section.
    public let source: String
    /// The names of the sizes that may be chosen; every other name in the rule is a parameter.
    public let chosen: [String]
    /// Hypotheses on the parameters.
    public let assuming: [Proposition]
    /// Inequalities that make the sizes safe, as in `2 * q > n + f`.
    public let safety: [Proposition]
    /// Inequalities that make them available, as in `q <= n - f`.
    public let liveness: [Proposition]

    /// The rule that the sizes `chosen` meet `safety` and `liveness`.
    public init(
        _ name: String, _ sentence: String = "", source: String = "", chosen: [String] = ["q"],
        assuming: [Proposition] = [], safety: [Proposition], liveness: [Proposition]
    ) {
        self.name = name
        self.sentence = sentence
        self.source = source
        self.chosen = chosen
        self.assuming = assuming
        self.safety = safety
        self.liveness = liveness
    }

    /// The same rule with further hypotheses.
    public func assuming(_ statements: [Proposition]) -> QuorumSizeRule {
        QuorumSizeRule(
            name, sentence, source: source, chosen: chosen, assuming: assuming + statements, safety: safety,
            liveness: liveness)
    }

    /// Requirements on the sizes, safety first.
    public var requirements: [Proposition] { safety + liveness }

    /// The names that are not chosen: n, then f, then the others as they are first mentioned.
    public var parameters: [String] { names.filter { !chosen.contains($0) } }

    /// Every name in the rule.
    var names: [String] { everything.parameters }

    /// The rule as a claim, which knows the names in it and what may be wrong with them.
    private var everything: Claim { Claim.plain("rule", given: assuming, then: requirements) }

    /// Refuses a rule that means nothing.
    func validate() throws(BoundError) {
        guard !requirements.isEmpty else { throw .noRequirement }
        do throws(ClaimError) { try everything.validate() } catch { throw .malformed(error) }
        guard !everything.speaksOfSets else { throw .speaksOfSets }
        guard !chosen.isEmpty else { throw .nothingChosen }
        if let name = chosen.first(where: { !names.contains($0) }) {
            throw .notMentioned(name, known: names)
        }
        if let statement = assuming.first(where: { Claim.plain("", then: [$0]).mentions(anyOf: chosen) }) {
            throw .assumptionOnSize("\(statement)")
        }
    }
}

/// Mistake in a rule as it is written.
public enum BoundError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Neither safety nor liveness is asked for.
    case noRequirement
    /// A name or a divisor that cannot be.
    case malformed(ClaimError)
    /// A rule is about numbers; sets belong in claims.
    case speaksOfSets
    /// There is no size to choose.
    case nothingChosen
    /// A size that the rule does not mention.
    case notMentioned(String, known: [String])
    /// A hypothesis must not depend on what is chosen.
    case assumptionOnSize(String)
    /// Written as alternatives without "or" inside, the rule is too long.
    case tooManyAlternatives(limit: Int)

    /// Mistake in words, with what to write instead.
    public var description: String {
        switch self {
        case .noRequirement: "the rule asks for nothing; state what makes a quorum size safe or live"
        case .malformed(let error): "\(error)"
        case .speaksOfSets: "a rule is about numbers; state what is to hold of sets as a claim"
        case .nothingChosen: "there is no quorum size to choose; name one"
        case .notMentioned(let name, let known):
            "the rule does not mention \(name), which is to be chosen; it mentions "
                + known.joined(separator: ", ")
        case .assumptionOnSize(let statement):
            "\"\(statement)\" is supposed, so it must not depend on a size that is chosen"
        case .tooManyAlternatives(let limit):
            "the rule has more than \(limit) alternatives; use fewer \"or\", \"≠\" and \"not\""
        }
    }
}

extension Claim {
    /// A claim about numbers whose hypotheses need no case of interest.
    static func plain(_ name: String, given: [Proposition] = [], then: [Proposition]) -> Claim {
        // Stated, so that no n or f comes in that the statements do not mention.
        Claim(name, "") {
            given
        } then: {
            then
        } inTheCase: {
            Quantity.number(0) <= 0
        }
    }

    func mentions(anyOf names: [String]) -> Bool { parameters.contains { names.contains($0) } }
}

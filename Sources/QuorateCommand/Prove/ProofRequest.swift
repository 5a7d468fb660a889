import QuorateLanguage
import QuorateProver
import QuorateQuorums

/// Claim or theorem that is to be decided.
struct ProofRequest {
    enum Subject {
        case claim(Claim)
        case impossibility(Impossibility)
        case model(ProtocolModel)
        case automaton(AutomatonProperty)
        case rounds(ConsensusInRounds, ConsensusInRounds.Goal)
        case refinement(Refinement, of: ProtocolModel)

    }

    /// Name on the command line, as in `PBFT.available-quorum`.
    let name: String
    /// The spec that states the claim; nil for one that stands on its own.
    let spec: String?
    let subject: Subject
    /// Mutant or variant of the spec that states the claim, or nil.
    private(set) var variation: String?
    /// Presence of real code that is held against the spec of a refinement.
    private(set) var hasCode = false
    /// Presence of real code for the spec of a refinement without its mutant.
    private(set) var hasOtherCode = false

    init(_ claim: Claim, of spec: String? = nil, variation: String? = nil) {
        self.variation = variation
        name = spec.map { "\($0).\(claim.name)" } ?? claim.name
        self.spec = spec
        subject = .claim(claim)
    }

    init(_ impossibility: Impossibility) {
        name = impossibility.name
        spec = nil
        subject = .impossibility(impossibility)
    }

    init(_ model: ProtocolModel) {
        name = model.name
        spec = nil
        subject = .model(model)
    }

    init(_ property: AutomatonProperty) {
        name = property.name
        spec = nil
        subject = .automaton(property)
    }

    init(_ consensus: ConsensusInRounds, _ goal: ConsensusInRounds.Goal) {
        name = "\(consensus.name).\(goal.rawValue)"
        spec = nil
        subject = .rounds(consensus, goal)
    }

    init(_ refinement: Refinement, of model: ProtocolModel, hasCode: Bool, hasOtherCode: Bool = false) {
        name = refinement.name
        spec = refinement.spec.name
        subject = .refinement(refinement, of: model)
        (self.hasCode, self.hasOtherCode) = (hasCode, hasOtherCode)
    }

    /// Refuses a claim that means nothing, which is a mistake of its author.
    ///
    /// - Throws: `SpecError`.
    func validate() throws {
        guard case .claim(let claim) = subject else { return }
        do { try claim.validate() } catch {
            throw SpecError(spec: name, message: "the claim means nothing: \(error)")
        }
    }

    /// Property of an automaton that is to be decided, or nil.
    var property: AutomatonProperty? {
        if case .automaton(let property) = subject { property } else { nil }
    }

    /// Sentence for a reader who does not know the formula.
    var sentence: String {
        switch subject {
        case .claim(let claim): claim.sentence
        case .impossibility(let impossibility): impossibility.sentence
        case .model(let model): model.sentence
        case .automaton(let property): property.sentence
        case .rounds(let consensus, let goal):
            "\(consensus.sentence) \(consensus.conditionalSentence(of: goal))"
        case .refinement(let refinement, _):
            "Each step of \(refinement.spec.name) is one of the model \(refinement.model), or changes nothing there."
        }
    }

    /// Paper and section.
    var source: String {
        switch subject {
        case .claim(let claim): claim.source
        case .impossibility(let impossibility): impossibility.source
        case .model(let model): model.source
        case .automaton(let property): property.source
        case .rounds(let consensus, _): consensus.source
        case .refinement(let refinement, _): refinement.spec.source
        }
    }

    /// Expected verdict in one word, as in "refuted".
    var expected: String {
        switch subject {
        case .claim(let claim): claim.expected.word
        // A theorem is listed because it is one.
        case .impossibility, .rounds: "proved"
        case .automaton(let property): property.isToBreak ? "refuted" : "proved"
        case .model(let model): model.breaks == nil ? "proved" : "failed"
        case .refinement(let refinement, _): refinement.isExpectedToRefine ? "refines" : "strays"
        }
    }
}

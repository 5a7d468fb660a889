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
    }

    /// Name on the command line, as in `PBFT.available-quorum`.
    let name: String
    /// The spec that states the claim; nil for one that stands on its own.
    let spec: String?
    let subject: Subject

    init(_ claim: Claim, of spec: String? = nil) {
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

    /// Refuses a claim that means nothing, which is a mistake of its author.
    ///
    /// - Throws: `SpecError`.
    func validate() throws {
        guard case .claim(let claim) = subject else { return }
        do { try claim.validate() } catch {
            throw SpecError(spec: name, message: "the claim means nothing: \(error)")
        }
    }

    /// Sentence for a reader who does not know the formula.
    var sentence: String {
        switch subject {
        case .claim(let claim): claim.sentence
        case .impossibility(let impossibility): impossibility.sentence
        case .model(let model): model.sentence
        case .automaton(let property): property.sentence
        }
    }

    /// Paper and section.
    var source: String {
        switch subject {
        case .claim(let claim): claim.source
        case .impossibility(let impossibility): impossibility.source
        case .model(let model): model.source
        case .automaton(let property): property.file
        }
    }

    /// Expected verdict in one word, as in "refuted".
    var expected: String {
        switch subject {
        case .claim(let claim): claim.expected.word
        // A theorem is listed because it is one, and an automaton has the properties that it is to have.
        case .impossibility, .automaton: "proved"
        case .model(let model): model.breaks == nil ? "proved" : "failed"
        }
    }
}

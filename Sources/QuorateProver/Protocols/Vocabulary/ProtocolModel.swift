/// Model of a protocol over sorts of any size, with the invariants that prove it safe by induction.
///
/// A sort of replicas has any number of members, so that a proof is one for all n and f. Numbers do not occur: all
/// that is known of quorums are facts that claims state about sets of replicas, and that are proved as those.
public struct ProtocolModel: Sendable {
    /// Name on the command line, as in `paxos` or `paxos.no-intersection`.
    public let name: String
    /// Sentence for a reader.
    public let sentence: String
    /// Paper and section.
    public let source: String
    /// Obligation that must fail, of a model that is wrong on purpose; nil where all must hold.
    public let breaks: String?
    let parts: [ModelPart]

    init(
        _ name: String, _ sentence: String, source: String, mutant: (any ModelMutant)?,
        @ModelBuilder _ parts: () -> [ModelPart]
    ) {
        self.name = mutant.map { "\(name).\($0.rawValue)" } ?? name
        self.sentence = mutant.map { "\($0.change) Otherwise as \(name)." } ?? sentence
        self.source = source
        breaks = mutant?.breaks
        self.parts = parts()
    }

    /// A model that is to be proved, of parts that there are.
    init(name: String, sentence: String, source: String, parts: [ModelPart]) {
        (self.name, self.sentence, self.source, self.parts) = (name, sentence, source, parts)
        breaks = nil
    }

    /// Names of the claims that say how quorums meet.
    public var claims: [String] { quorumFacts.map(\.claim) }

    /// Names of what is proved, for the sake of which there is a model.
    public var safetyProperties: [String] { goals.map(\.name) }

    /// Names of what is supposed besides.
    public var assumptionNames: [String] { assumptions.map(\.name) }
}

extension ProtocolModel {
    var quorumFacts: [QuorumFact] {
        parts.compactMap { if case .quorums(let fact) = $0 { fact } else { nil } }
    }

    var assumptions: [NamedSentence] {
        parts.compactMap { if case .assumption(let sentence) = $0 { sentence } else { nil } }
    }

    var actions: [ModelAction] {
        parts.compactMap { if case .action(let action) = $0 { action } else { nil } }
    }

    var invariants: [NamedSentence] {
        parts.compactMap { if case .invariant(let sentence) = $0 { sentence } else { nil } }
    }

    var goals: [NamedSentence] {
        parts.compactMap { if case .safety(let sentence) = $0 { sentence } else { nil } }
    }

    /// Content of every relation of the state at the start.
    var start: [NamedSentence] {
        let stated = parts.compactMap { part -> (NamedSentence, RelationSymbol)? in
            if case .initially(let sentence, let symbol) = part { (sentence, symbol) } else { nil }
        }
        let empty = relations.filter { symbol in
            symbol.kind == .state && !stated.contains { $0.1 == symbol }
        }
        return stated.map(\.0) + empty.map(\.isEmpty)
    }

    /// Relations that something speaks of, in the order in which they occur.
    var relations: [RelationSymbol] {
        var relations: [RelationSymbol] = []
        for node in sentences {
            node.visit {
                if case .relation(let symbol, _) = $0, !relations.contains(symbol) {
                    relations.append(symbol)
                }
            }
        }
        return relations
    }

    private var sentences: [SentenceNode] {
        let changes = actions.flatMap { action in
            action.guards
                + action.changes.map { .relation($0.symbol, []) }
                + action.changes.compactMap { change in
                    switch change {
                    case .insert, .remove: nil
                    case .set(_, _, let body): body
                    }
                }
        }
        return changes + (assumptions + invariants + goals).map(\.node)
    }
}

extension RelationSymbol {
    fileprivate var isEmpty: NamedSentence {
        let variables = sorts.map(Variable.init)
        let holds = SentenceNode.relation(self, variables.map(TermNode.variable))
        let node = variables.isEmpty ? SentenceNode.not(holds) : .forAll(variables, .not(holds))
        return NamedSentence(name: "\(name) is empty at the start", node: node)
    }
}

/// Mistake that a model is given on purpose, to see that its proof fails.
protocol ModelMutant: Sendable, RawRepresentable<String>, CaseIterable {
    /// Sentence that says what is left out.
    var change: String { get }
    /// Name of an obligation that must fail.
    var breaks: String { get }
}

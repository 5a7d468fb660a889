/// Action of a protocol model.
struct ModelAction: Sendable {
    let name: String
    let parameters: [Variable]
    let guards: [SentenceNode]
    let changes: [RelationChange]

    init(name: String, parameters: [Variable], parts: [StepPart]) {
        self.name = name
        self.parameters = parameters
        guards = parts.compactMap { if case .when(let sentence) = $0 { sentence.node } else { nil } }
        changes = parts.compactMap { if case .change(let change) = $0 { change } else { nil } }
    }
}

/// Part of an action: a guard or a change.
enum StepPart: Sendable {
    case when(Sentence)
    case change(RelationChange)
}

@resultBuilder
enum StepBuilder {
    static func buildExpression(_ guarding: Sentence) -> [StepPart] { [.when(guarding)] }
    static func buildExpression(_ change: RelationChange) -> [StepPart] { [.change(change)] }
    static func buildBlock(_ parts: [StepPart]...) -> [StepPart] { parts.flatMap(\.self) }
    static func buildOptional(_ parts: [StepPart]?) -> [StepPart] { parts ?? [] }
    static func buildEither(first parts: [StepPart]) -> [StepPart] { parts }
    static func buildEither(second parts: [StepPart]) -> [StepPart] { parts }
}

// MARK: - After the action

extension ModelAction {
    /// The sentence in the state before that says of the state after what `sentence` says.
    ///
    /// What no change names stays: this is the whole frame.
    func after(_ sentence: SentenceNode) -> SentenceNode {
        sentence.mapRelations { symbol, terms in
            changes.filter { $0.symbol == symbol }.reduce(.relation(symbol, terms)) { holds, change in
                change.after(holds, at: terms)
            }
        }
    }
}

extension RelationChange {
    /// Truth of the relation at `terms` after the change, where it was `holds` before.
    fileprivate func after(_ holds: SentenceNode, at terms: [TermNode]) -> SentenceNode {
        switch self {
        case .insert(_, let own): .any([holds, Self.equal(own, terms)])
        case .remove(_, let own): .all([holds, .not(Self.equal(own, terms))])
        case .set(_, let variables, let body):
            body.replacing(Dictionary(zip(variables, terms), uniquingKeysWith: { $1 }))
        }
    }

    private static func equal(_ left: [TermNode], _ right: [TermNode]) -> SentenceNode {
        .all(zip(left, right).map(SentenceNode.equal))
    }
}

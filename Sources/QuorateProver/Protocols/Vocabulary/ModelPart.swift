/// Part of a protocol model, in the order of the paper.
enum ModelPart: Sendable {
    case quorums(QuorumFact)
    case assumption(NamedSentence)
    case initially(NamedSentence, RelationSymbol)
    case action(ModelAction)
    case invariant(NamedSentence)
    case safety(NamedSentence)
}

/// Sentence that a report calls by name.
struct NamedSentence: Sendable {
    let name: String
    let node: SentenceNode
}

/// Fact that is no claim about quorums, as in "the primary of a view is one replica".
func assumption(_ name: String, _ sentence: () -> Sentence) -> ModelPart {
    .assumption(NamedSentence(name: name, node: sentence().node))
}

/// Content of a relation at the start, where it is not empty.
func initially<each S: ModelSort>(
    _ relation: Relation<repeat each S>, _ body: (repeat Term<each S>) -> Sentence
) -> ModelPart {
    let content = forAll { (terms: repeat Term<each S>) in
        let (holds, wanted) = (relation(repeat each terms).node, body(repeat each terms).node)
        return Sentence(.same(holds, wanted))
    }
    return .initially(
        NamedSentence(name: "\(relation.symbol.name) at the start", node: content.node), relation.symbol)
}

/// Sentence that is true in all reachable states because every action keeps it.
func invariant(_ name: String, _ sentence: () -> Sentence) -> ModelPart {
    .invariant(NamedSentence(name: name, node: sentence().node))
}

/// Sentence for the sake of which there is a proof; it follows from the invariants.
func safety(_ name: String, _ sentence: () -> Sentence) -> ModelPart {
    .safety(NamedSentence(name: name, node: sentence().node))
}

/// Step of a replica, or of the faulty ones together: guards, each a sentence, and changes.
func action<each S: ModelSort>(
    _ name: String, @StepBuilder _ body: (repeat Term<each S>) -> [StepPart]
) -> ModelPart {
    let terms = (repeat Term<each S>())
    return .action(
        ModelAction(name: name, parameters: variables(repeat each terms), parts: body(repeat each terms)))
}

@resultBuilder
enum ModelBuilder {
    static func buildExpression(_ part: ModelPart) -> [ModelPart] { [part] }
    static func buildExpression(_ parts: [ModelPart]) -> [ModelPart] { parts }
    static func buildBlock(_ parts: [ModelPart]...) -> [ModelPart] { parts.flatMap(\.self) }
    static func buildOptional(_ parts: [ModelPart]?) -> [ModelPart] { parts ?? [] }
    static func buildEither(first parts: [ModelPart]) -> [ModelPart] { parts }
    static func buildEither(second parts: [ModelPart]) -> [ModelPart] { parts }
}

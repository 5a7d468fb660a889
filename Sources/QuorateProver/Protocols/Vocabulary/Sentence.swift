/// Sentence about a state of a protocol model.
struct Sentence: Sendable {
    let node: SentenceNode

    init(_ node: SentenceNode) { self.node = node }

    static let truth = Sentence(.all([]))

    static func && (left: Sentence, right: Sentence) -> Sentence { Sentence(.all([left.node, right.node])) }
    static func || (left: Sentence, right: Sentence) -> Sentence { Sentence(.any([left.node, right.node])) }
    static func ==> (left: Sentence, right: Sentence) -> Sentence { !left || right }
    static prefix func ! (part: Sentence) -> Sentence { Sentence(.not(part.node)) }
}

/// An implication binds less than "and" and "or".
precedencegroup ImplicationPrecedence {
    associativity: right
    lowerThan: LogicalDisjunctionPrecedence
    higherThan: TernaryPrecedence
}

infix operator ==> : ImplicationPrecedence

/// Sentence as data.
indirect enum SentenceNode: Hashable, Sendable {
    case relation(RelationSymbol, [TermNode])
    case equal(TermNode, TermNode)
    case not(SentenceNode)
    case all([SentenceNode])
    case any([SentenceNode])
    /// Both are true, or both are false.
    case same(SentenceNode, SentenceNode)
    case forAll([Variable], SentenceNode)
    case exists([Variable], SentenceNode)
}

/// The sentence that `body` is true of all members.
func forAll<each S: ModelSort>(_ body: (repeat Term<each S>) -> Sentence) -> Sentence {
    let terms = (repeat Term<each S>())
    return Sentence(.forAll(variables(repeat each terms), body(repeat each terms).node))
}

/// The sentence that `body` is true of some members.
func exists<each S: ModelSort>(_ body: (repeat Term<each S>) -> Sentence) -> Sentence {
    let terms = (repeat Term<each S>())
    return Sentence(.exists(variables(repeat each terms), body(repeat each terms).node))
}

/// The variables among `terms`.
func variables<each S: ModelSort>(_ terms: repeat Term<each S>) -> [Variable] {
    nodes(repeat each terms).compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
}

/// The terms as data.
func nodes<each S: ModelSort>(_ terms: repeat Term<each S>) -> [TermNode] {
    var nodes: [TermNode] = []
    for term in repeat each terms { nodes.append(term.node) }
    return nodes
}

import QuorateLanguage

/// An aspect of a property of both sides, of the same kind, which their judgements on a state are compared in.
struct PropertyQuestion {
    /// Position among the base's properties.
    let base: Int
    /// Position among the head's.
    let head: Int
    let aspect: StateGraph.Judgement.Aspect

    /// The questions about properties whose names (those of the base as the head calls them) are on both sides.
    ///
    /// Deadlock freedom is asked for what it forbids: a state in which a step was gained or lost is no change of the
    /// property.
    static func all(_ baseNames: [String], base: StateGraph, head: StateGraph) -> [PropertyQuestion] {
        head.heading.properties.enumerated().flatMap { position, property -> [PropertyQuestion] in
            guard let other = baseNames.firstIndex(of: property.name),
                base.heading.properties[other].kind == property.kind
            else { return [] }
            let aspects: [StateGraph.Judgement.Aspect] =
                switch property.kind {
                case .always, .reachable: [.shown]
                case .deadlockFreedom: [.forbidden]
                case .eventually, .leadsTo, .eventuallyAlways, .infinitelyOften: [.forbidden, .premise]
                }
            return aspects.map { PropertyQuestion(base: other, head: position, aspect: $0) }
        }
    }

    /// The answers of both sides.
    func answers(base one: StateGraph.Judgement, head other: StateGraph.Judgement) -> (base: Bool, head: Bool)
    {
        (one.has(aspect, of: base), other.has(aspect, of: head))
    }
}

extension GraphComparison.PropertyDifference {
    /// No difference in the answers to a question.
    init(_ question: PropertyQuestion, in head: StateGraph) {
        let property = head.heading.properties[question.head]
        self.init(name: property.name, kind: property.kind, aspect: question.aspect, onlyBase: 0, onlyHead: 0)
    }
}

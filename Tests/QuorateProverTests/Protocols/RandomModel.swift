import SeededRandom

@testable import QuorateProver

/// An action and an invariant over replicas and rounds, made at random.
struct RandomModel {
    static let flag = Flag("echo").symbol
    static let some = Relation<Replicas>("assert").symbol
    static let pairs = Relation<Replicas, Rounds>("push").symbol
    static let fixed = Relation<Rounds>.fixed("fixed").symbol
    static let relations = [flag, some, pairs, fixed]

    let model: ProtocolModel

    init(_ random: inout SplitMix) {
        let parameters = [Variable(sort: Replicas.symbol), Variable(sort: Rounds.symbol)]
        let guards = (0..<random.number(0..<2)).map { _ in Self.node(2, parameters, &random) }
        let changes = (0..<random.number(1..<3)).map { _ in Self.change(parameters, &random) }
        let parts =
            guards.map { StepPart.when(Sentence($0)) } + changes.map(StepPart.change)
        let invariant = NamedSentence(name: "invariant", node: Self.sentence(&random))
        model = ProtocolModel("random", "Anything.", source: "none", mutant: PaxosMutant?.none) {
            ModelPart.action(ModelAction(name: "step", parameters: parameters, parts: parts))
            ModelPart.invariant(invariant)
        }
    }

    /// Some quantifiers, and a clause that speaks of their variables.
    private static func sentence(_ random: inout SplitMix) -> SentenceNode {
        var sorts = [Replicas.symbol, random.pick([Replicas.symbol, Rounds.symbol])]
        // A round may depend on replicas and never a replica on rounds: with both, some questions have no end.
        let dependent: Variable? = random.number(0..<3) == 0 ? Variable(sort: Rounds.symbol) : nil
        if dependent != nil { sorts.removeAll { $0.isOrdered } }
        let variables = sorts.map(Variable.init)
        var parts = [node(1, variables, &random), atom(variables, &random)]
        if let dependent {
            parts.append(.exists([dependent], node(1, variables + [dependent], &random)))
        }
        if Bool.random(using: &random) { parts[1] = .not(parts[1]) }
        return random.number(0..<5) == 0 ? .exists(variables, .all(parts)) : .forAll(variables, .any(parts))
    }

    private static func change(_ own: [Variable], _ random: inout SplitMix) -> RelationChange {
        let symbol = random.pick([flag, some, pairs])
        let variables = symbol.sorts.map(Variable.init)
        let terms = symbol.sorts.map { sort in TermNode.variable(own.first { $0.sort == sort }!) }
        switch random.number(0..<4) {
        case 0: return .insert(symbol, terms)
        case 1: return .remove(symbol, terms)
        default: return .set(symbol, variables, node(1, own + variables, &random))
        }
    }

    private static func node(_ depth: Int, _ variables: [Variable], _ random: inout SplitMix) -> SentenceNode
    {
        guard depth > 0 else { return atom(variables, &random) }
        let part = { (random: inout SplitMix) in node(depth - 1, variables, &random) }
        switch random.number(0..<5) {
        case 0: return .all([part(&random), part(&random)])
        case 1: return .any([part(&random), part(&random)])
        case 2: return .not(part(&random))
        case 3: return .same(part(&random), part(&random))
        default: return atom(variables, &random)
        }
    }

    private static func atom(_ variables: [Variable], _ random: inout SplitMix) -> SentenceNode {
        let replicas = variables.filter { $0.sort == Replicas.symbol }.map(TermNode.variable)
        let rounds = variables.filter { $0.sort == Rounds.symbol }.map(TermNode.variable)
        var atoms: [SentenceNode] = [.relation(flag, [])]
        if let r = replicas.randomElement(using: &random), let s = replicas.randomElement(using: &random) {
            atoms += [.relation(some, [r]), .equal(r, s)]
        }
        if let t = rounds.randomElement(using: &random), let u = rounds.randomElement(using: &random) {
            atoms += [
                .relation(fixed, [t]), .equal(t, u),
                .relation(RelationSymbol(before: Rounds.symbol), [t, u]),
            ]
        }
        if let r = replicas.randomElement(using: &random), let t = rounds.randomElement(using: &random) {
            atoms += [.relation(pairs, [r, t]), .relation(pairs, [r, t])]
        }
        return random.pick(atoms)
    }
}

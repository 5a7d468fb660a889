/// Reach of a counterexample to induction: what a walk through the states of the model says of the state before.
public enum ModelReach: Hashable, Sendable {
    /// So many steps from the start lead to the state: the invariants are false.
    case reachable(steps: Int)
    /// So many steps lead to another state in which what is to be shown fails: the same follows.
    case broken(steps: Int)
    /// In none of the states to which runs come, with so many replicas, quorums, rounds and values, does it fail: the
    /// invariants are too weak there.
    case unreachable(states: Int)
    /// The limit was reached first, after so many states.
    case unknown(states: Int)
}

extension InductionFailure {
    /// The most states that are looked at.
    static let stateLimit = 20_000

    /// Reach of the state before in the model that fails: all states of its size are looked at, breadth first, with
    /// the quorums and the faulty replicas of the counterexample.
    func reach(in model: ProtocolModel, stateLimit: Int = stateLimit) -> ModelReach {
        let world = ModelWorld(model, sizes: sizesOfAll(in: model), constants: before.members, knowing: [])
        let goal = obligation.goal.map { world.code($0.node) }
        let wanted = world.space.bits(of: before)
        var level: Set = [world.start(fixedAs: wanted)]
        var (seen, steps, isCut) = (level, 0, false)
        while !level.isEmpty {
            if level.contains(wanted) { return .reachable(steps: steps) }
            if let goal, level.contains(where: { !goal.holds($0) }) { return .broken(steps: steps) }
            // Whatever was counted was looked at.
            if isCut { return .unknown(states: seen.count) }
            var following: Set<[UInt64]> = []
            for state in level where !isCut {
                world.visitSuccessors(of: state) { _, next in
                    if seen.insert(next).inserted { following.insert(next) }
                    isCut = seen.count > stateLimit
                    return isCut
                }
            }
            (level, steps) = (following, steps + 1)
        }
        return .unreachable(states: seen.count)
    }

    /// Sizes of all sorts of the model; one of which the counterexample does not speak has a member.
    private func sizesOfAll(in model: ProtocolModel) -> [SortSymbol: Int] {
        var sizes = before.sizes
        let sorts = model.relations.flatMap(\.sorts) + model.actions.flatMap(\.parameters).map(\.sort)
        for sort in sorts where sizes[sort] == nil { sizes[sort] = 1 }
        return sizes
    }
}

extension ModelReach {
    /// The answer in a sentence, and what follows from it.
    public var words: String {
        switch self {
        case .reachable(let steps):
            "The state before is reachable, in \(steps) step\(steps == 1 ? "" : "s"): the protocol is wrong, or the "
                + "invariant."
        case .unreachable(let states):
            "It fails in none of the \(states) states of this size that are reachable: here the invariants are too weak."
        case .broken(let steps):
            "Sooner than the state before another was found in which the same fails, \(steps) step\(steps == 1 ? "" : "s") "
                + "from the start: the protocol is wrong, or the invariant."
        case .unknown(let states):
            "Whether the state before is reachable is open: it is not among the first \(states) states, and nothing fails there."
        }
    }

    /// The answer in a word.
    public var word: String {
        switch self {
        case .reachable: "reachable"
        case .broken: "broken"
        case .unreachable: "unreachable"
        case .unknown: "unknown"
        }
    }

    /// Number of steps to the state, or to another that shows the same; nil where there is none.
    public var steps: Int? {
        switch self {
        case .reachable(let steps), .broken(let steps): steps
        case .unreachable, .unknown: nil
        }
    }
}

/// Counterexample to induction: a state with all the invariants, and an action that breaks one.
///
/// The state need not be reachable: then it is the invariants that are too weak, and not the protocol that is wrong.
public struct InductionFailure: Sendable {
    /// Obligation that fails.
    let obligation: ModelObligation
    let before: SmallState
    /// Sorts in the order in which they were made small.
    let sorts: [SortSymbol]
    let relations: [RelationSymbol]

    /// State after the action; the state itself where the obligation has none.
    var after: SmallState { obligation.action.map(before.after) ?? before }

    /// True where the premises hold, and the goal fails afterwards: evaluated, without the solver.
    var isGenuine: Bool {
        guard let goal = obligation.goal else { return false }
        return obligation.premises.allSatisfy { before.holds($0.node) }
            && sorts.allSatisfy { !$0.isOrdered || before.holds($0.order) } && !after.holds(goal.node)
    }

    /// Number of members of each sort, as in `2 replicas, 1 quorum`.
    public var size: String {
        sorts.map { sort in
            let size = before.sizes[sort, default: 1]
            return "\(size) \(sort.name)\(size == 1 ? "" : "s")"
        }.joined(separator: ", ")
    }

    /// Number of members of each sort, by name.
    public var sizes: [(sort: String, size: Int)] { sorts.map { ($0.name, before.sizes[$0, default: 1]) } }
}

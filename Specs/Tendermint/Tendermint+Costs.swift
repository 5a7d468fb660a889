public import QuorateLanguage

extension Tendermint: CostedSpec {
    /// One message to each other replica, under one signature.
    public func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        let others = allReplicas.count - 1
        return switch action {
        case .propose(let round, _, _): StepCost(messages: others, signatures: 1, round: 3 * round + 1)
        case .prevote(_, let round, _), .prevoteNil(_, let round):
            StepCost(messages: others, signatures: 1, round: 3 * round + 2)
        case .precommit(_, let round, _), .precommitNil(_, let round):
            StepCost(messages: others, signatures: 1, round: 3 * round + 3)
        }
    }
}

public import QuorateLanguage

extension BrachaBroadcast: CostedSpec {
    /// One message to each other replica; nothing is signed.
    public func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        let others = allReplicas.count - 1
        return switch action {
        case .broadcast: StepCost(messages: others, round: 1)
        case .echo: StepCost(messages: others, round: 2)
        case .ready: StepCost(messages: others, round: 3)
        case .deliver: StepCost()
        }
    }
}

public import QuorateLanguage

extension OralMessages: CostedSpec {
    /// Every message that the step's sub-instance sends; nothing is signed.
    public func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        let sent = Set(messages(in: successor)).subtracting(messages(in: state))
        return StepCost(messages: sent.count, round: sent.map(\.path.count).max() ?? 0)
    }
}

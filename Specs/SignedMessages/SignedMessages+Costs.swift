public import QuorateLanguage

extension SignedMessages: CostedSpec {
    /// The chains that go out with a round: each has one signature more than the one that it continues.
    public func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        let sent = Set(successor.network.sent).subtracting(state.network.sent)
        return StepCost(
            messages: messageCount(in: successor) - messageCount(in: state), signatures: sent.count,
            round: sent.map(\.count).max() ?? 0)
    }
}

public import QuorateLanguage

extension PBFT: CostedSpec {
    /// One message to each other replica, under one signature. A VIEW-CHANGE and a NEW-VIEW count as one each.
    public func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        let round =
            switch action {
            case .prePrepare: 1
            case .prepare: 2
            case .commit: 3
            case .changeView: 4
            case .newView: 5
            }
        return StepCost(messages: members.count - 1, signatures: 1, round: round)
    }
}

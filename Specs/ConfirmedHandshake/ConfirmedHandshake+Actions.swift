public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension ConfirmedHandshake {
    /// The three segments, and the arrival of the last.
    public enum Action: SpecAction {
        case sendSyn
        case confirm(ReplicaID)
        case sendAck
        case establish(ReplicaID)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case sendSyn, confirm, sendAck, establish
        }

        public var kind: Kind {
            switch self {
            case .sendSyn: .sendSyn
            case .confirm: .confirm
            case .sendAck: .sendAck
            case .establish: .establish
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.sendSyn, if: s.client == .closed) { $0.client = .synSent }
        for i in s.faulty.correct(among: servers) {
            next.take(.confirm(i.id), if: s.client != .closed && !s.confirmed.hasCast(.synAck, by: i)) {
                $0.confirmed.cast(.synAck, by: i.id)
            }
            next.take(
                .establish(i.id),
                if: s.client == .established && s.confirmed.hasCast(.synAck, by: i)
                    && !s.established.contains(i.id)
            ) { $0.established.insert(i.id) }
        }
        next.take(
            .sendAck, if: s.client == .synSent, given: s.confirmed[.synAck].count >= confirmations
        ) { $0.client = .established }
    }
}

extension ConfirmedHandshake: CostedSpec {
    /// SYN and ACK go to every replica, a SYN-ACK to the client.
    public func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        switch action {
        case .sendSyn: StepCost(messages: servers.count, round: 1)
        case .confirm: StepCost(messages: 1, round: 2)
        case .sendAck: StepCost(messages: servers.count, round: 3)
        case .establish: StepCost()
        }
    }
}

extension ConfirmedHandshake {
    public var messages: [Segment] { Segment.allCases }
    public func faulty(in state: State) -> FaultyReplicas { state.faulty }
    public func send(_ message: Segment, from sender: ReplicaID, in state: inout State) {
        state.confirmed.cast(message, by: sender)
    }
    public func correctPart(of state: State) -> State {
        var part = state
        part.confirmed = state.confirmed.without(state.faulty)
        return part
    }
}

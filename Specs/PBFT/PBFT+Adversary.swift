public import QuorateFaults
public import QuorateQuorums

extension PBFT {
    /// What a faulty replica can send.
    public enum Message: Hashable, Sendable {
        case vote(Statement)
        case viewChange(ViewChange)
    }

    public var messages: [Message] {
        Statement.values.filter { Int($0.view.packed) < views }.map(Message.vote)
            + ViewChange.values.filter { $0.view > .v0 && Int($0.view.packed) < views }.map(
                Message.viewChange)
    }

    public func faulty(in state: State) -> FaultyReplicas { state.faulty }

    public func canSend(_ message: Message, from sender: ReplicaID, in state: State) -> Evidence {
        switch message {
        case .vote: Evidence(true)
        case .viewChange(let viewChange): isCertified(viewChange.certificate, in: state)
        }
    }

    public func send(_ message: Message, from sender: ReplicaID, in state: inout State) {
        switch message {
        case .vote(let statement): state.votes.cast(statement, by: sender)
        case .viewChange(let viewChange): adversary.show(viewChange, by: sender, in: &state.shown)
        }
    }

    public func correctPart(of state: State) -> State {
        var part = state
        part.votes = state.votes.without(state.faulty)
        part.shown = state.shown.without(state.faulty)
        return part
    }
}

public import QuorateFaults
public import QuorateQuorums

extension MachineMigration {
    /// A Byzantine verifier signs any checkpoint and reports any number, to whom and when it likes.
    public var messages: [Statement] {
        exhibited.map(Statement.checkpoint) + (0...checkpoints).map(Statement.latest)
    }

    public func faulty(in state: State) -> FaultyReplicas { state.faulty }

    public func send(_ message: Statement, from sender: ReplicaID, in state: inout State) {
        state.signed.cast(message, by: sender)
    }

    public func correctPart(of state: State) -> State {
        var state = state
        state.signed = state.signed.without(state.faulty)
        return state
    }
}

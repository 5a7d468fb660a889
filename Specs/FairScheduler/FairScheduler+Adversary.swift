public import QuorateFaults
public import QuorateQuorums

extension FairScheduler {
    /// A vote, or where the sender is the slot's proposer, a proposal.
    public struct Message: Hashable, Sendable {
        var slot: Slot
        var proposal: Proposal
    }

    /// Every proposal in every slot.
    public var messages: [Message] {
        Slot.allCases.prefix(slots).flatMap { slot in
            Proposal.values.filter { $0.clock.members.isSubset(of: processes) }.map {
                Message(slot: slot, proposal: $0)
            }
        }
    }

    public func faulty(in state: State) -> FaultyReplicas { state.faulty }

    public func send(_ message: Message, from sender: ReplicaID, in state: inout State) {
        state[message.slot].cast(message.proposal, by: sender)
    }

    public func correctPart(of state: State) -> State {
        var state = state
        state.first = state.first.without(state.faulty)
        state.second = state.second.without(state.faulty)
        return state
    }
}

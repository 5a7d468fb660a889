import QuorateFaults

extension FairScheduler {
    /// A set of the processes 0 to 2: a vector clock, or what a replica has seen.
    struct ProcessSet: FiniteValue {
        var members: ReplicaSet

        init(_ members: ReplicaSet) { self.members = members }

        static var valueCount: Int { 8 }
        var packed: UInt64 { UInt64(members.bits) }
        init(packed: UInt64) { members = ReplicaSet(bits: UInt16(truncatingIfNeeded: packed)) }
    }

    /// To dequeue `process`, by a proposer whose clock is `clock`: the process itself and what else it has
    /// seen.
    struct Proposal: FiniteValue {
        var process: ReplicaID
        var clock: ProcessSet

        init(process: ReplicaID, clock: ProcessSet) {
            self.process = process
            self.clock = clock
        }

        // The clock without the process is two bits: the process is in it anyway.
        static var valueCount: Int { 12 }
        var packed: UInt64 {
            let bit = UInt64(process.rawValue)
            let (below, above) = (clock.packed & (1 &<< bit &- 1), clock.packed &>> (bit &+ 1))
            return bit &* 4 | above &<< bit | below
        }
        init(packed: UInt64) {
            let (bit, others) = (packed &>> 2, packed & 3)
            let (below, above) = (others & (1 &<< bit &- 1), others &>> bit)
            process = ReplicaID(packed: bit)
            clock = ProcessSet(packed: above &<< (bit &+ 1) | 1 &<< bit | below)
        }
    }

    /// The decisions in their order.
    enum Slot: FiniteValue { case first, second }

    /// A vote, or where the sender is the slot's proposer, a proposal.
    struct Message: Hashable, Sendable {
        var slot: Slot
        var proposal: Proposal
    }

    /// Every proposal in every slot.
    var messages: [Message] {
        Slot.values.prefix(slots).flatMap { slot in
            Proposal.values.filter { $0.clock.members.isSubset(of: processes) }.map {
                Message(slot: slot, proposal: $0)
            }
        }
    }

    func send(_ message: Message, from sender: ReplicaID, in state: inout State) {
        state[message.slot].cast(message.proposal, by: sender)
    }

    func correctPart(of state: State) -> State {
        var state = state
        state.first = state.first.without(state.faulty)
        state.second = state.second.without(state.faulty)
        return state
    }
}

extension FairScheduler.ProcessSet: SpecDescribable {
    /// The set of the processes, by their homes.
    func specValue(for replicas: ReplicaSet) -> SpecValue { members.specValue(for: replicas) }
}

extension FairScheduler.State {
    /// Votes for each proposal, one vote of a correct replica in a slot.
    subscript(_ slot: FairScheduler.Slot) -> MonotoneVotes<FairScheduler.Proposal, TwoWords> {
        get { slot == .first ? first : second }
        set { if slot == .first { first = newValue } else { second = newValue } }
    }
}

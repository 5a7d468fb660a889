import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension FairScheduler {
    /// A set of the processes 0 to 2: a vector clock, or what a replica has seen.
    public struct ProcessSet: PackedValue {
        var members: ReplicaSet

        init(_ members: ReplicaSet) { self.members = members }

        public static var valueCount: Int { 8 }
        public var packed: UInt64 { UInt64(members.bits) }
        public init(packed: UInt64) { members = ReplicaSet(bits: UInt16(truncatingIfNeeded: packed)) }
    }

    /// To dequeue `process`, by a proposer whose clock is `clock`: the process itself and what else it has
    /// seen.
    public struct Proposal: PackedValue {
        public var process: ReplicaID
        public var clock: ProcessSet

        init(process: ReplicaID, clock: ProcessSet) {
            self.process = process
            self.clock = clock
        }

        // The clock without the process is two bits: the process is in it anyway.
        public static var valueCount: Int { 12 }
        public var packed: UInt64 {
            let bit = UInt64(process.rawValue)
            let (below, above) = (clock.packed & (1 &<< bit &- 1), clock.packed &>> (bit &+ 1))
            return bit &* 4 | above &<< bit | below
        }
        public init(packed: UInt64) {
            let (bit, others) = (packed &>> 2, packed & 3)
            let (below, above) = (others & (1 &<< bit &- 1), others &>> bit)
            process = ReplicaID(packed: bit)
            clock = ProcessSet(packed: above &<< (bit &+ 1) | 1 &<< bit | below)
        }
    }

    /// The decisions in their order.
    public enum Slot: PackedEnum { case first, second }
}

extension FairScheduler.ProcessSet: SpecDescribable {
    /// The set of the processes, by their homes.
    public func specValue(for replicas: ReplicaSet) -> SpecValue { members.specValue(for: replicas) }
}

extension FairScheduler.State {
    /// The votes in `slot`.
    subscript(_ slot: FairScheduler.Slot) -> MonotoneVotes<FairScheduler.Proposal, TwoWords> {
        get { slot == .first ? first : second }
        set { if slot == .first { first = newValue } else { second = newValue } }
    }
}

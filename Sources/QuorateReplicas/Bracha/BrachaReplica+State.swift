extension BrachaReplica {
    /// Everything that changes while a broadcast runs.
    ///
    /// It does not depend on the order in which messages came in, but for what was dropped.
    public struct State: Hashable, Sendable {
        /// Replicas that have sent each message, this replica among them.
        public internal(set) var senders: [BrachaMessage: Set<Int>] = [:]
        /// Number of times that each message came again from a replica that had sent it, where that counts.
        public internal(set) var repetitions: [BrachaMessage: Int] = [:]
        /// The value that this replica, the sender, was asked to broadcast.
        public internal(set) var broadcastValue: [UInt8]?
        /// Completion of the broadcast step: this replica has sent its INITIAL.
        public internal(set) var hasBroadcast = false
        /// The value that this replica has echoed: one, or none yet.
        public internal(set) var echoed: Set<[UInt8]> = []
        /// The value that this replica is ready for: one, or none yet.
        public internal(set) var ready: Set<[UInt8]> = []
        /// The value that this replica has delivered.
        public internal(set) var delivered: [UInt8]?
        /// Reasons for drops that have not come out as events yet, the oldest first.
        public internal(set) var dropped: [Drop] = []
    }

    /// One of the paper's steps.
    public enum Step: Hashable, Sendable {
        /// The sender sends INITIAL to all.
        case broadcast([UInt8])
        /// Sends ECHO to all.
        case echo([UInt8])
        /// Sends READY to all.
        case ready([UInt8])
        /// Delivers the value: "accepts" it, in the words of the paper.
        case deliver([UInt8])
    }

    /// Reason for dropping an input.
    public enum Drop: Error, Hashable, Sendable {
        /// The bytes are no message, or one with too long a value.
        case malformed(DecodingFailure)
        /// There is no replica of that number.
        case unknownReplica(Int)
        /// It came from outside with this replica's own number.
        case ownMessage
        /// An INITIAL from somebody who is not the sender.
        case notFromSender(Int)
        /// The replica has sent the same before.
        case repeated(from: Int)
        /// The replica has sent as many different values of the kind as are kept.
        case tooManyValues(from: Int)
        /// This replica was asked to broadcast and is not the sender.
        case notSender
        /// This replica was asked to broadcast a second time.
        case alreadyBroadcast
        /// This replica was asked to broadcast so many bytes, more than ``BrachaMessage/longestValue``.
        case valueTooLong(Int)
    }
}

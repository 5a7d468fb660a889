extension RaftReplica {
    /// Input of a server: a message, a request or the end of a timer.
    public enum Input: Hashable, Sendable {
        /// The election timer ended. Who runs the server starts it anew, with a random length, at
        /// ``Event/heardFromLeader(_:term:)``, ``Event/voted(for:term:)`` and when it has ended.
        case timeout
        /// The timer of a leader ended, which is a fraction of the election timer.
        case heartbeat
        /// A client wants a command executed.
        case propose([UInt8])
        /// The voters shall be these.
        case changeMembers([Int])
        /// A message came; the channel vouches for its sender.
        case message([UInt8], from: Int)
    }
}

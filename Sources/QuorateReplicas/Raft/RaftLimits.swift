/// Largest numbers and sizes that a Raft replica accepts.
public enum RaftLimits {
    /// The largest number of a server; the least is 0.
    public static let serverNumber = 65_535
    /// The largest number of voters in one configuration.
    public static let voterCount = 64
    /// The largest term: large enough that it is never reached, small enough that nothing overflows.
    public static let term = 1 << 48
    /// The largest index of an entry.
    public static let index = 1 << 48
    /// The largest command, in bytes.
    public static let commandSize = 1 << 20
    /// The largest number of entries in one message.
    public static let entriesPerMessage = 1024
}

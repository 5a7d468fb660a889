/// A log whose records survive a crash, in the order in which they were written.
///
/// A record is durable once ``sync()`` has returned. A crash may lose the records after that, the last ones first,
/// and never one in the middle.
public protocol DurableLog {
    /// The records, the oldest first.
    var records: [[UInt8]] { get }

    /// Writes a record behind the others.
    mutating func append(_ record: [UInt8]) throws

    /// Makes everything durable that was written.
    mutating func sync() throws

    /// Puts these records in the place of all others, durably and in one go: after a crash either the old ones or
    /// the new ones are there.
    mutating func replace(with records: [[UInt8]]) throws

    /// Reads the log as one finds it after a crash: what was not synced may be gone.
    mutating func reopen() throws
}

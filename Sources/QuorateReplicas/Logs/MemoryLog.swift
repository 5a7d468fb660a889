/// A log in memory, for tests: a crash loses all that was not synced.
public struct MemoryLog: DurableLog, Hashable, Sendable {
    /// The records that a crash leaves.
    public private(set) var durable: [[UInt8]]
    private var unsynced: [[UInt8]] = []

    /// A log that holds `records`, durably.
    public init(_ records: [[UInt8]] = []) { durable = records }

    /// Hashes the records, each in one go.
    public func hash(into hasher: inout Hasher) {
        for records in [durable, unsynced] {
            hasher.combine(records.count)
            for record in records { record.withUnsafeBytes { hasher.combine(bytes: $0) } }
        }
    }

    /// All records, durable or not.
    public var records: [[UInt8]] { durable + unsynced }

    /// Writes a record, which is not durable yet.
    public mutating func append(_ record: [UInt8]) { unsynced.append(record) }

    /// Makes every record durable.
    public mutating func sync() {
        durable += unsynced
        unsynced = []
    }

    /// Puts `records` in the place of all others.
    public mutating func replace(with records: [[UInt8]]) {
        durable = records
        unsynced = []
    }

    /// Forgets what was not synced.
    public mutating func reopen() { unsynced = [] }
}

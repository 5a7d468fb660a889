/// A replica without input and output of its own: inputs go in, outputs come out, and nothing else happens.
///
/// No clock, no socket, no randomness and no file: who runs it owns those. The same inputs give the same outputs
/// and the same state, in every process. A replica is a value, so that a copy can be tried.
///
///     replica.receive(.message(bytes, from: 2))
///     while let output = replica.nextOutput() { ... }
///
/// ``Node`` is the loop that keeps the order of the outputs with a ``DurableLog``.
public protocol Replica: Sendable {
    /// Settings that are fixed while the replica runs: its number, its peers, its keys, its rules.
    associatedtype Configuration: Sendable
    /// A message, a request of a client or the end of a timer.
    associatedtype Input: Hashable, Sendable
    /// Event that the replica reports to those who watch it: what it has executed, what it has dropped and
    /// why.
    associatedtype Event: Hashable, Sendable
    /// Everything that changes while the replica runs, outputs that nobody has taken yet among it.
    associatedtype State: Hashable, Sendable

    /// A replica that begins with what it had written to its log before a crash; without records, for the first time.
    ///
    /// - Throws: ``RecoveryFailure`` when the records are not ones that such a replica has written.
    init(_ configuration: Configuration, recovering records: [[UInt8]]) throws

    /// Everything that changes.
    var state: State { get }

    /// Takes an input; whatever it is, the replica neither traps nor hangs.
    mutating func receive(_ input: Input)

    /// The next thing to be done, or nil when there is nothing until the next input.
    mutating func nextOutput() -> Output<Event>?
}

/// Output of a replica: what it wants done. Outputs are to be done in their order.
public enum Output<Event: Hashable & Sendable>: Hashable, Sendable {
    /// Append the record to the durable log. Nothing that comes later may leave before the record is durable.
    case persist([UInt8])
    /// Put these records in the place of all that were written before.
    case compact([[UInt8]])
    /// Send the message to one replica.
    case send([UInt8], to: Int)
    /// Send the message to every other replica.
    case broadcast([UInt8])
    /// Send the message to a client.
    case reply([UInt8], client: Int)
    /// Nothing to do: something that those who watch may want to know.
    case event(Event)
}

/// Records of a log that no replica of this configuration has written.
public struct RecoveryFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The position of the record in the log, the first is 0.
    public let record: Int
    /// Problem with the record.
    public let reason: String

    /// The record at `record` cannot be used, for `reason`.
    public init(record: Int, reason: String) {
        self.record = record
        self.reason = reason
    }

    /// Record and reason in one line.
    public var description: String { "record \(record) of the durable log: \(reason)" }
}

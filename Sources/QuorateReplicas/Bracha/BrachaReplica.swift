/// One replica of one reliable broadcast: the sender sends a value to all, and although the sender and others may
/// be Byzantine, either all correct replicas deliver the same value or none delivers any.
///
/// Bracha, "Asynchronous Byzantine Agreement Protocols", Information and Computation 75 (1987), section 3. Messages
/// are unsigned, so the channels have to tell truly who has sent one, and deliver in the end what a correct replica
/// has sent to another.
///
/// ``receive(_:)`` only records; each ``nextOutput()`` takes at most one of the paper's steps. A replica that has
/// crashed must stay silent: it cannot be started again, because it does not know what it has said.
public struct BrachaReplica: Replica {
    /// Input of the replica: a message of another replica, or the value to broadcast.
    public enum Input: Hashable, Sendable {
        /// A message that the channel from that replica has delivered.
        case message([UInt8], from: Int)
        /// At the sender: broadcast this value, of at most ``BrachaMessage/longestValue`` bytes.
        case broadcast([UInt8])
    }

    /// Event that the replica reports: the delivery, or a dropped input.
    public enum Event: Hashable, Sendable {
        /// The value of the broadcast; at most once.
        case delivered([UInt8])
        /// An input was dropped.
        case dropped(Drop)
    }

    /// Number of different values of one kind of message that are kept of each sender; more are dropped.
    ///
    /// A correct replica sends one. A second one proves its sender Byzantine, and both count: the thresholds are
    /// made for f replicas that vote for every value, at all replicas or at one. A third helps no correct replica.
    /// So at most 6n values are kept.
    public static let valuesPerSender = 2

    /// Number of drops that are remembered until they are asked for; later ones are dropped in silence.
    public static let mostDropsRemembered = 100

    /// The broadcast and its rules.
    public let configuration: BrachaConfiguration
    /// Everything that changes.
    public internal(set) var state = State()

    /// A replica that has heard nothing.
    public init(_ configuration: BrachaConfiguration) { self.configuration = configuration }

    /// A replica that has heard nothing: there is nothing to recover.
    ///
    /// - Throws: ``RecoveryFailure`` when there are records.
    public init(_ configuration: BrachaConfiguration, recovering records: [[UInt8]]) throws {
        guard records.isEmpty else {
            throw RecoveryFailure(record: 0, reason: "a replica of a broadcast keeps no records")
        }
        self.init(configuration)
    }

    /// Records the input, if it is one that counts.
    public mutating func receive(_ input: Input) {
        do throws(Drop) {
            switch input {
            case .message(let bytes, let from): try record(bytes, from: from)
            case .broadcast(let value): try record(value)
            }
        } catch {
            if state.dropped.count < Self.mostDropsRemembered { state.dropped.append(error) }
        }
    }

    /// Returns what was dropped, if anything was; if not, takes ``nextStep``, if any, and returns its output.
    public mutating func nextOutput() -> Output<Event>? {
        if !state.dropped.isEmpty { return .event(.dropped(state.dropped.removeFirst())) }
        return nextStep.map { take($0) }
    }
}

// What counts.
extension BrachaReplica {
    private mutating func record(_ value: [UInt8]) throws(Drop) {
        guard configuration.replica == configuration.sender else { throw .notSender }
        guard state.broadcastValue == nil else { throw .alreadyBroadcast }
        guard value.count <= BrachaMessage.longestValue else { throw .valueTooLong(value.count) }
        state.broadcastValue = value
    }

    private mutating func record(_ bytes: [UInt8], from replica: Int) throws(Drop) {
        if let reason = objection(to: replica) { throw reason }
        let message = try Self.decode(bytes)
        if message.kind == .initial, !mayBroadcast(replica) { throw .notFromSender(replica) }
        if state.senders[message]?.contains(replica) == true {
            return try recordAgain(message, from: replica)
        }
        let values = state.senders.count { $0.kind == message.kind && $1.contains(replica) }
        guard values < Self.valuesPerSender else { throw .tooManyValues(from: replica) }
        state.senders[message, default: []].insert(replica)
    }

    private mutating func recordAgain(_ message: BrachaMessage, from replica: Int) throws(Drop) {
        guard countsRepetitions else { throw .repeated(from: replica) }
        let repetitions = state.repetitions[message, default: 0]
        // More than there are replicas change nothing.
        state.repetitions[message] = min(repetitions + 1, configuration.replicaCount)
    }

    private static func decode(_ bytes: [UInt8]) throws(Drop) -> BrachaMessage {
        do throws(DecodingFailure) { return try BrachaMessage(decoding: bytes) } catch {
            throw .malformed(error)
        }
    }
}

/// A replica with its durable log: the loop that makes records durable before the messages that depend on them
/// leave.
public struct Node<R: Replica, Log: DurableLog> {
    /// Configuration that the replica was started with.
    public let configuration: R.Configuration
    /// The replica.
    public private(set) var replica: R
    /// Its log.
    public private(set) var log: Log

    /// The replica that the records of `log` make.
    ///
    /// - Throws: ``RecoveryFailure`` when the log is not one of such a replica.
    public init(_ configuration: R.Configuration, log: Log) throws {
        self.configuration = configuration
        self.log = log
        replica = try R(configuration, recovering: log.records)
    }

    /// Hands an input to the replica and does what it wants, except for what has to leave: that is returned.
    ///
    /// - Throws: what the log throws when it cannot write; nothing that depends on the record has left then, and
    ///   the replica must be restarted.
    public mutating func receive(_ input: R.Input) throws -> [Output<R.Event>] {
        replica.receive(input)
        var outputs: [Output<R.Event>] = []
        while let output = try nextOutput() { outputs.append(output) }
        return outputs
    }

    /// Hands an input to the replica, whose outputs wait until ``nextOutput()`` asks for them.
    public mutating func accept(_ input: R.Input) { replica.receive(input) }

    /// The next output that has to leave or to be heard; records in front of it are durable then.
    public mutating func nextOutput() throws -> Output<R.Event>? {
        var isWritten = true
        while let output = replica.nextOutput() {
            switch output {
            case .persist(let record):
                try log.append(record)
                isWritten = false
            case .compact(let records):
                try log.replace(with: records)
                isWritten = true
            case .send, .broadcast, .reply, .event:
                if !isWritten { try log.sync() }
                return output
            }
        }
        if !isWritten { try log.sync() }
        return nil
    }

    /// Stops the replica and starts it again from its durable log: everything else is lost.
    ///
    /// - Throws: ``RecoveryFailure``, or what the log throws when it cannot be read.
    public mutating func restart() throws {
        try log.reopen()
        replica = try R(configuration, recovering: log.records)
    }
}

extension Node: Sendable where Log: Sendable {}

extension Node: Equatable where Log: Equatable {
    /// Equality of state and log; the configurations are taken to be the same.
    public static func == (left: Node, right: Node) -> Bool {
        left.replica.state == right.replica.state && left.log == right.log
    }
}

extension Node: Hashable where Log: Hashable {
    /// Hashes the state and the log.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(replica.state)
        hasher.combine(log)
    }
}

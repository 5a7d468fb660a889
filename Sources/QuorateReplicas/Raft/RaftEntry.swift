/// An entry of the replicated log.
public struct RaftEntry: CanonicalCodable {
    /// The term of the leader that made the entry.
    public var term: Int
    /// Content of the entry.
    public var payload: Payload

    /// Content of an entry: a command, nothing or the voters.
    public enum Payload: Hashable, Sendable {
        /// A command for the state machine.
        case command([UInt8])
        /// Nothing: a new leader has something of its own term to commit (section 8).
        case noOp
        /// The voters from this entry on (section 6).
        case configuration(JointMajority)
    }

    /// An entry made in `term`, 0 to ``RaftLimits/term``.
    public init(term: Int, _ payload: Payload) {
        self.term = term
        self.payload = payload
    }

    /// Writes the entry.
    public func encode(into writer: inout CanonicalWriter) {
        writer.integer(term)
        switch payload {
        case .command(let command):
            writer.byte(0)
            writer.data(command)
        case .noOp: writer.byte(1)
        case .configuration(let voters):
            writer.byte(2)
            writer.list(voters.old.voters) { $0.integer($1) }
            writer.list(voters.new.voters) { $0.integer($1) }
        }
    }

    /// Reads an entry.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        term = try reader.integer(atMost: RaftLimits.term)
        switch try reader.byte() {
        case 0: payload = .command(try reader.data(atMost: RaftLimits.commandSize))
        case 1: payload = .noOp
        case 2:
            let old = try reader.voters()
            let new = try reader.voters()
            if new.isEmpty { throw .notCanonical }
            payload = .configuration(JointMajority(old: old, new: new))
        case let kind: throw .unknownKind(kind)
        }
    }
}

extension CanonicalReader {
    fileprivate mutating func voters() throws(DecodingFailure) -> [Int] {
        let voters = try list(atMost: RaftLimits.voterCount) { reader throws(DecodingFailure) in
            try reader.integer(atMost: RaftLimits.serverNumber)
        }
        for (left, right) in zip(voters, voters.dropFirst()) where left >= right { throw .notCanonical }
        return voters
    }
}

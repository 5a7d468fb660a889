import QuorateReplicas

/// Content of a frame between a node and the network in between.
public enum Packet: CanonicalCodable {
    /// The node has connected, and knows the network's secret.
    case hello(node: Int, secret: Int)
    /// Beginning of a run, or its going on after a crash.
    case begin(run: Int)
    /// End of a run: the node forgets it, and says so by the same packet.
    case end(run: Int)
    /// Order to crash: at the next messages, after what they depend on is durable and logged.
    case crash
    /// Message of a replica to another, with what its sender knows of the lines of all nodes.
    case peer(run: Int, from: Int, to: Int, [UInt8], clock: StepClock)
    /// Request of a client to a node.
    case request(run: Int, to: Int, [UInt8])
    /// Answer of a node to a client.
    case answer(run: Int, from: Int, Answer)

    /// Answer to one operation.
    public struct Answer: CanonicalCodable {
        /// Client and number of the operation.
        public var operation: OperationID
        /// Outcome of the operation at this node.
        public var outcome: Outcome
        /// The bytes of a reply that the protocol itself sends; empty where it has none.
        public var reply: [UInt8] = []
    }

    /// Outcome of an operation at one node.
    public enum Outcome: Hashable, Sendable {
        /// It was applied; the register held `value` then.
        case applied(value: Int)
        /// A comparison found another value.
        case unequal
        /// The node does not lead and has done nothing; the leader may be this one.
        case notLeader(Int?)
        /// The run has no room for another entry, and nothing was done.
        case full
    }

    /// Largest number of a node or client, and largest size of a message in bytes.
    private static let limits = (number: 1 << 20, run: 1 << 40, size: 1 << 23)

    /// Writes the packet.
    public func encode(into writer: inout CanonicalWriter) {
        switch self {
        case .hello(let node, let secret): writer.numbers(0, node, secret)
        case .begin(let run): writer.numbers(1, run)
        case .end(let run): writer.numbers(2, run)
        case .crash: writer.byte(3)
        case .peer(let run, let from, let to, let bytes, let clock):
            writer.numbers(4, run, from, to)
            writer.data(bytes)
            clock.encode(into: &writer)
        case .request(let run, let to, let bytes):
            writer.numbers(5, run, to)
            writer.data(bytes)
        case .answer(let run, let from, let answer):
            writer.numbers(6, run, from)
            answer.encode(into: &writer)
        }
    }

    /// Reads a packet.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        let (number, run, size) = Self.limits
        switch try reader.byte() {
        case 0:
            self = .hello(
                node: try reader.integer(atMost: number),
                secret: try reader.integer(atMost: NetworkAddress.secretLimit))
        case 1: self = .begin(run: try reader.integer(atMost: run))
        case 2: self = .end(run: try reader.integer(atMost: run))
        case 3: self = .crash
        case 4:
            self = .peer(
                run: try reader.integer(atMost: run), from: try reader.integer(atMost: number),
                to: try reader.integer(atMost: number), try reader.data(atMost: size),
                clock: try StepClock(from: &reader))
        case 5:
            self = .request(
                run: try reader.integer(atMost: run), to: try reader.integer(atMost: number),
                try reader.data(atMost: size))
        case 6:
            self = .answer(
                run: try reader.integer(atMost: run), from: try reader.integer(atMost: number),
                try Answer(from: &reader))
        case let kind: throw .unknownKind(kind)
        }
    }
}

extension Packet.Answer {
    /// Writes the answer.
    public func encode(into writer: inout CanonicalWriter) {
        operation.encode(into: &writer)
        switch outcome {
        case .applied(let value): writer.numbers(0, value)
        case .unequal: writer.byte(1)
        case .notLeader(nil): writer.byte(2)
        case .notLeader(let leader?): writer.numbers(3, leader)
        case .full: writer.byte(4)
        }
        writer.data(reply)
    }

    /// Reads an answer.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        operation = try OperationID(from: &reader)
        switch try reader.byte() {
        case 0: outcome = .applied(value: try reader.integer(atMost: 1 << 40))
        case 1: outcome = .unequal
        case 2: outcome = .notLeader(nil)
        case 3: outcome = .notLeader(try reader.integer(atMost: 1 << 20))
        case 4: outcome = .full
        case let kind: throw .unknownKind(kind)
        }
        reply = try reader.data(atMost: 4096)
    }
}

extension CanonicalWriter {
    mutating func numbers(_ kind: UInt8, _ numbers: Int...) {
        byte(kind)
        for number in numbers { integer(number) }
    }
}

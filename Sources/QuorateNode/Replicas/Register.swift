import QuorateReplicas

/// Client and number of an operation: no two operations of a run have the same.
public struct OperationID: CanonicalCodable {
    /// Client, from 0 on.
    public var client: Int
    /// Number of the operation among those of its client, from 1 on.
    public var number: Int

    /// The operation `number` of `client`.
    public init(client: Int, number: Int) { (self.client, self.number) = (client, number) }

    /// Writes both numbers.
    public func encode(into writer: inout CanonicalWriter) {
        writer.integer(client)
        writer.integer(number)
    }

    /// Reads both numbers.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        client = try reader.integer(atMost: 1 << 20)
        number = try reader.integer(atMost: 1 << 40)
    }
}

/// Operation on the one register that the replicas hold.
public struct RegisterOperation: CanonicalCodable {
    /// Name of the operation.
    public var id: OperationID
    /// Effect of the operation.
    public var kind: Kind

    /// Effect of an operation.
    public enum Kind: Hashable, Sendable {
        /// The value is asked for.
        case read
        /// The value is replaced.
        case write(Int)
        /// The value is replaced if it is the first.
        case compareAndSet(Int, Int)
    }

    /// Writes the operation.
    public func encode(into writer: inout CanonicalWriter) {
        id.encode(into: &writer)
        switch kind {
        case .read: writer.byte(0)
        case .write(let value): writer.numbers(1, value)
        case .compareAndSet(let old, let new): writer.numbers(2, old, new)
        }
    }

    /// Reads an operation.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        id = try OperationID(from: &reader)
        let limit = 1 << 40
        switch try reader.byte() {
        case 0: kind = .read
        case 1: kind = .write(try reader.integer(atMost: limit))
        case 2: kind = .compareAndSet(try reader.integer(atMost: limit), try reader.integer(atMost: limit))
        case let kind: throw .unknownKind(kind)
        }
    }

    /// The operation `id`.
    public init(_ id: OperationID, _ kind: Kind) { (self.id, self.kind) = (id, kind) }
}

/// Register, the application of every replica; it begins with 0.
struct Register {
    private(set) var value = 0

    /// Applies an operation, and says what its client is to know.
    mutating func apply(_ operation: RegisterOperation) -> Packet.Outcome {
        switch operation.kind {
        case .read: break
        case .write(let new): value = new
        case .compareAndSet(let old, let new):
            if value != old { return .unequal }
            value = new
        }
        return .applied(value: value)
    }
}

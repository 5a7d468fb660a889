/// Reads what ``CanonicalWriter`` has written, from bytes that anybody may have sent.
public struct CanonicalReader: Sendable {
    private var rest: ArraySlice<UInt8>

    /// A reader in front of `bytes`.
    public init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// Reads one byte.
    public mutating func byte() throws(DecodingFailure) -> UInt8 {
        guard let value = rest.popFirst() else { throw .truncated }
        return value
    }

    /// Reads a number of 64 bits.
    public mutating func integer() throws(DecodingFailure) -> UInt64 {
        guard rest.count >= 8 else { throw .truncated }
        let value = rest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        rest.removeFirst(8)
        return value
    }

    /// Reads a number from 0 to `limit`.
    public mutating func integer(atMost limit: Int) throws(DecodingFailure) -> Int {
        let value = try integer()
        guard value <= UInt64(limit) else { throw .tooLarge(value, limit: limit) }
        return Int(value)
    }

    /// Reads bytes behind their count, at most `limit` of them.
    public mutating func data(atMost limit: Int) throws(DecodingFailure) -> [UInt8] {
        let count = try integer(atMost: limit)
        guard rest.count >= count else { throw .truncated }
        defer { rest.removeFirst(count) }
        return Array(rest.prefix(count))
    }

    /// Reads elements behind their count, at most `limit` of them.
    public mutating func list<Element>(
        atMost limit: Int, _ read: (inout CanonicalReader) throws(DecodingFailure) -> Element
    ) throws(DecodingFailure) -> [Element] {
        let count = try integer(atMost: limit)
        var elements: [Element] = []
        for _ in 0..<count { elements.append(try read(&self)) }
        return elements
    }

    /// Refuses bytes that are left over.
    public func finish() throws(DecodingFailure) {
        if !rest.isEmpty { throw .leftOver(rest.count) }
    }
}

/// Reason why bytes are no value of a type.
public enum DecodingFailure: Error, Hashable, Sendable {
    /// The bytes end in the middle.
    case truncated
    /// There are bytes behind the end.
    case leftOver(Int)
    /// A number or a count is larger than what is allowed.
    case tooLarge(UInt64, limit: Int)
    /// A kind that does not exist.
    case unknownKind(UInt8)
    /// A value that has another, shorter or sorted, encoding.
    case notCanonical
}

extension DecodingFailure: CustomStringConvertible {
    /// Problem with the bytes, in words.
    public var description: String {
        switch self {
        case .truncated: "truncated"
        case .leftOver(let count): "\(count) bytes too many"
        case .tooLarge(let value, let limit): "\(value) is more than \(limit)"
        case .unknownKind(let kind): "unknown kind \(kind)"
        case .notCanonical: "not the canonical encoding"
        }
    }
}

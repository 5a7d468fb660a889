/// Message of a replica to all others in a broadcast; the channel, not the message, says who has sent it.
public struct BrachaMessage: CanonicalCodable {
    /// The three kinds of messages of the paper.
    public enum Kind: UInt8, CaseIterable, Sendable {
        /// From the sender of the broadcast: this is the value.
        case initial
        /// This is the value that I have heard of first.
        case echo
        /// I know that no correct replica will be ready for another value.
        case ready
    }

    /// Kind of the message: what it says of the value.
    public let kind: Kind
    /// The value, at most ``longestValue`` bytes.
    public let value: [UInt8]

    /// The most bytes that a value may have.
    public static let longestValue = 65536

    /// The message of this kind about `value`.
    public init(_ kind: Kind, _ value: [UInt8]) {
        self.kind = kind
        self.value = value
    }

    /// Writes kind and value.
    public func encode(into writer: inout CanonicalWriter) {
        writer.byte(kind.rawValue)
        writer.data(value)
    }

    /// Reads kind and value.
    ///
    /// - Throws: ``DecodingFailure`` for an unknown kind or a value longer than ``longestValue`` too.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        let byte = try reader.byte()
        guard let kind = Kind(rawValue: byte) else { throw .unknownKind(byte) }
        self.init(kind, try reader.data(atMost: Self.longestValue))
    }
}

/// Writes values as bytes, each value in exactly one way: what is signed must have one text.
///
/// Integers are eight bytes, the most significant first; bytes and lists stand behind their count.
public struct CanonicalWriter: Sendable {
    /// Bytes that have been written.
    public private(set) var bytes: [UInt8] = []

    /// A writer that has written nothing.
    public init() {}

    /// Writes one byte, as for the kind of a message.
    public mutating func byte(_ value: UInt8) { bytes.append(value) }

    /// Writes a number of 64 bits.
    public mutating func integer(_ value: UInt64) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Writes a number that is not negative.
    public mutating func integer(_ value: Int) { integer(UInt64(value)) }

    /// Writes bytes behind their count.
    public mutating func data(_ value: some Collection<UInt8>) {
        integer(value.count)
        bytes.append(contentsOf: value)
    }

    /// Writes elements behind their count.
    public mutating func list<Elements: Collection>(
        _ elements: Elements, _ write: (inout CanonicalWriter, Elements.Element) -> Void
    ) {
        integer(elements.count)
        for element in elements { write(&self, element) }
    }
}

/// A value with exactly one encoding.
public protocol CanonicalCodable: Hashable, Sendable {
    /// Writes the value.
    func encode(into writer: inout CanonicalWriter)
    /// Reads a value.
    ///
    /// - Throws: ``DecodingFailure`` for anything that ``encode(into:)`` does not write.
    init(from reader: inout CanonicalReader) throws(DecodingFailure)
}

extension CanonicalCodable {
    /// The bytes of the value.
    public var encoded: [UInt8] {
        var writer = CanonicalWriter()
        encode(into: &writer)
        return writer.bytes
    }

    /// The value whose bytes are `bytes`, all of them.
    ///
    /// - Throws: ``DecodingFailure``, whatever the bytes are.
    public init(decoding bytes: [UInt8]) throws(DecodingFailure) {
        var reader = CanonicalReader(bytes)
        try self.init(from: &reader)
        try reader.finish()
    }
}

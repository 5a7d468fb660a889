/// A piece of a graph's stream: a kind, at most so many bytes, and a checksum of both and of the piece's place in order.
///
/// A graph begins with six letters and the version of the form. Then come pieces of behaviour, those with the places in
/// the source, and one that ends the graph.
struct GraphFrame: Equatable {
    /// Kinds of piece.
    enum Kind: UInt8 {
        /// Things that are compared.
        case behaviour = 1
        /// Places in the source, which change with every edit.
        case sites = 2
        /// The size of the graph.
        case end = 3
    }

    var kind: Kind
    var payload: [UInt8]
    /// Place of the payload in the stream of graphs; not compared.
    var offset = 0

    static func == (one: GraphFrame, other: GraphFrame) -> Bool {
        one.kind == other.kind && one.payload == other.payload
    }

    static let magic = Array("QGRAPH".utf8)
    static let version = 1
    static let largestPayload = 1 << 16
    static let headBytes = 5

    /// The piece as it is written.
    func bytes(ordinal: Int) -> [UInt8] {
        var bytes = [kind.rawValue]
        bytes.reserveCapacity(payload.count + 13)
        bytes.append(littleEndian: UInt64(payload.count), count: 4)
        bytes += payload
        bytes.append(littleEndian: Self.checksum(bytes, ordinal: ordinal), count: 8)
        return bytes
    }

    /// Fowler, Noll and Vo's hash FNV-1a of 64 bits, begun with the place in order.
    static func checksum(_ bytes: some Sequence<UInt8>, ordinal: Int) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(truncatingIfNeeded: ordinal)
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}

extension [UInt8] {
    /// Appends the lowest `count` bytes of a number, the lowest first.
    mutating func append(littleEndian number: UInt64, count: Int) {
        for byte in 0..<count { append(UInt8(truncatingIfNeeded: number >> UInt64(8 * byte))) }
    }

    /// The number whose bytes these are, the lowest first.
    var littleEndian: UInt64 { reversed().reduce(0) { $0 << 8 | UInt64($1) } }
}

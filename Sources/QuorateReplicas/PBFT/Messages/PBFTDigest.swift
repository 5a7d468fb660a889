internal import QuorateCrypto

/// A SHA-256 digest.
public struct PBFTDigest: CanonicalCodable, Comparable {
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    private init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    /// The digest of `bytes`.
    public init(of bytes: [UInt8]) {
        let words = SHA256.digest(of: bytes).withUnsafeBytes { hash in
            (0..<4).map { UInt64(bigEndian: hash.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)) }
        }
        self.init(words[0], words[1], words[2], words[3])
    }

    /// Stands for the null request, and for the history before anything was executed.
    public static let null = PBFTDigest(0, 0, 0, 0)

    /// The 32 bytes.
    public var bytes: [UInt8] { encoded }

    /// Writes 32 bytes.
    public func encode(into writer: inout CanonicalWriter) {
        writer.integer(first)
        writer.integer(second)
        writer.integer(third)
        writer.integer(fourth)
    }

    /// Reads 32 bytes.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        first = try reader.integer()
        second = try reader.integer()
        third = try reader.integer()
        fourth = try reader.integer()
    }

    /// The order of the bytes.
    public static func < (left: PBFTDigest, right: PBFTDigest) -> Bool {
        (left.first, left.second, left.third, left.fourth)
            < (right.first, right.second, right.third, right.fourth)
    }
}

extension PBFTDigest: CustomStringConvertible {
    /// The first eight digits, enough to tell digests apart in a log.
    public var description: String {
        let digits = String(first, radix: 16)
        return String((String(repeating: "0", count: 16 - digits.count) + digits).prefix(8))
    }
}

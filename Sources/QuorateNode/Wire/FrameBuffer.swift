/// Bytes of a connection, cut into frames: four bytes of length, the most significant first, then as many bytes.
public struct FrameBuffer: Sendable {
    /// Largest frame that is taken, in bytes.
    public let limit: Int
    private var bytes: [UInt8] = []
    private var start = 0

    /// Refusal of a frame that announces more bytes than the limit: what follows cannot be read.
    public struct TooLong: Error, Hashable, Sendable, CustomStringConvertible {
        /// Announced length.
        public let length: Int
        /// Largest length that is taken.
        public let limit: Int
        /// Both numbers, in words.
        public var description: String { "a frame of \(length) bytes; frames have at most \(limit)" }
    }

    /// A buffer without bytes, for frames of at most `limit` bytes.
    public init(limit: Int = 1 << 24) { self.limit = limit }

    /// Adds bytes as they came.
    public mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// The next whole frame, or nil until more bytes have come.
    public mutating func next() throws(TooLong) -> [UInt8]? {
        guard bytes.count - start >= 4 else { return nil }
        let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        guard length <= limit else { throw TooLong(length: length, limit: limit) }
        guard bytes.count - start - 4 >= length else { return nil }
        let frame = Array(bytes[start + 4..<start + 4 + length])
        start += 4 + length
        if start == bytes.count || start > 1 << 16 {
            bytes.removeFirst(start)
            start = 0
        }
        return frame
    }

    /// The frame that holds `content`.
    public static func frame(_ content: [UInt8]) -> [UInt8] {
        withUnsafeBytes(of: UInt32(content.count).bigEndian) { Array($0) } + content
    }
}

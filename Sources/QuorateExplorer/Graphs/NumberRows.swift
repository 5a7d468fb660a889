/// Rows of numbers, all of one length, which never move.
final class NumberRows {
    private let width: Int
    private var chunks: [UnsafeMutablePointer<UInt32>] = []
    private var count = 0

    private static let chunkBits = 12
    private static let chunkMask = (1 << chunkBits) - 1

    init(width: Int) { self.width = width }

    deinit { for chunk in chunks { chunk.deallocate() } }

    /// The row at a position.
    subscript(row: Int) -> UnsafePointer<UInt32> {
        UnsafePointer(chunks[row >> Self.chunkBits] + (row & Self.chunkMask) * width)
    }

    /// The place for one more row.
    func append() -> UnsafeMutablePointer<UInt32> {
        if count & Self.chunkMask == 0 { chunks.append(.allocate(capacity: max(1, width) << Self.chunkBits)) }
        defer { count += 1 }
        return chunks[count >> Self.chunkBits] + (count & Self.chunkMask) * width
    }
}

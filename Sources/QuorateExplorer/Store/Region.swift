import CQuorateSearch

/// A stretch of address space whose memory comes as it is written and can be given back page by page.
///
/// Not thread-safe by itself: who may write where, and until when, is told at ``StateStore``.
final class Region: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
    let byteCount: Int

    /// Reserves `byteCount` bytes, or nil when the system does not give that much address space.
    init?(byteCount: Int, hugePages: Bool) {
        guard let start = qs_reserve(byteCount) else { return nil }
        if hugePages { qs_use_huge_pages(start, byteCount) }
        self.start = start
        self.byteCount = byteCount
    }

    deinit { qs_unmap(start, byteCount) }

    var words: UnsafeMutablePointer<UInt64> { start.assumingMemoryBound(to: UInt64.self) }

    /// The largest region of at most `byteCount` bytes that the system gives, halving until it does, but no smaller
    /// than `least` bytes.
    static func largest(upTo byteCount: Int, least: Int = 1 << 20, hugePages: Bool) throws -> Region {
        var size = max(byteCount, least)
        while size >= least {
            if let region = Region(byteCount: size, hugePages: hugePages) { return region }
            size /= 2
        }
        throw ExplorerError.limit("the system gives no address space for a search (is there a `ulimit -v`?)")
    }
}

import CQuorateSearch

/// A stretch of address space whose memory comes as it is written and can be given back page by page.
///
/// Not thread-safe by itself: who writes where is the business of the owner.
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

/// A 64-bit counter that several threads may add to, alone on its cache line.
final class SharedCounter: @unchecked Sendable {
    private let place = UnsafeMutablePointer<UInt64>.allocate(capacity: 16)

    init() { place.initialize(repeating: 0, count: 16) }
    deinit { place.deallocate() }

    /// The value before `amount` was added.
    func add(_ amount: Int) -> Int {
        Int(truncatingIfNeeded: qs_fetch_add(place, UInt64(bitPattern: Int64(amount))))
    }

    var value: Int { Int(truncatingIfNeeded: qs_load_acquire(place)) }

    /// What was written before is seen by whoever then finds 0; what others add meanwhile is lost.
    func reset() { qs_store_release(place, 0) }
}

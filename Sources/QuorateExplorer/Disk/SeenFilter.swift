import CQuorateSearch
import QuorateLanguage

/// Filter in front of the levels on disk: what it does not know is new, and what it may know is looked for there.
///
/// Five bits of one word for each state (Putze, Sanders and Singler, "Cache-, Hash- and Space-Efficient Bloom Filters",
/// 2007). Without room it knows nothing, and everything is looked for.
final class SeenFilter {
    private var region: Region?
    private(set) var wordCount = 0

    /// States for each word with which the filter is of use.
    static let usualLoad = 5

    var bytes: Int { wordCount * 8 }

    /// Empties the filter and gives it `count` words, or fewer where the system has no address space.
    func reset(words count: Int) {
        region = nil
        wordCount = 0
        guard count > 0, let region = Region(byteCount: count * 8, hugePages: count >= 1 << 18) else {
            return
        }
        self.region = region
        wordCount = count
    }

    @inline(__always)
    private func place(_ hash: UInt64) -> UnsafeMutablePointer<UInt64>? {
        region.map { $0.words + SuccessorSink.slot(hash, UInt64(wordCount)) }
    }

    @inline(__always)
    private static func bits(_ hash: UInt64) -> UInt64 {
        1 &<< (hash & 63) | 1 &<< (hash &>> 6 & 63) | 1 &<< (hash &>> 12 & 63) | 1 &<< (hash &>> 18 & 63)
            | 1 &<< (hash &>> 24 & 63)
    }

    /// Fetches what is looked at for a hash.
    @inline(__always)
    func prefetch(_ hash: UInt64) {
        if let place = place(hash) { qs_prefetch(place) }
    }

    @inline(__always)
    func add(_ hash: UInt64) {
        if let place = place(hash) { place.pointee |= Self.bits(hash) }
    }

    @inline(__always)
    func mayHold(_ hash: UInt64) -> Bool {
        guard let place = place(hash) else { return true }
        return place.pointee & Self.bits(hash) == Self.bits(hash)
    }
}

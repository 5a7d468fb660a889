import CQuorateSearch
import QuorateLanguage
import Synchronization

/// Filter in front of the levels on disk: what it does not know is new, and what it may know is looked for there.
///
/// Five bits of one cache line for each state (Putze, Sanders and Singler, "Cache-, Hash- and Space-Efficient Bloom
/// Filters", 2007). Without room it knows nothing, and everything is looked for. Several threads may add at once, and ask
/// meanwhile for what nobody adds.
final class SeenFilter {
    private var region: Region?
    private(set) var wordCount = 0

    /// States for each word with which the filter is of use.
    static let usualLoad = 5
    private static let lineWords = 8

    var bytes: Int { wordCount * 8 }

    /// Words of `count` that a filter makes use of: those in whole lines.
    static func usefulWords(_ count: Int) -> Int { max(0, count) / lineWords * lineWords }

    /// Empties the filter and gives it `count` words in whole lines, or fewer where the system has no address space.
    func reset(words count: Int) {
        region = nil
        wordCount = 0
        let count = Self.usefulWords(count)
        guard count > 0, let region = Region(byteCount: count * 8, hugePages: count >= 1 << 18) else {
            return
        }
        self.region = region
        wordCount = count
    }

    /// The line of a hash, which its upper bits choose.
    @inline(__always)
    private func line(_ hash: UInt64) -> UnsafeMutablePointer<UInt64>? {
        region.map {
            $0.words + SuccessorSink.slot(hash, UInt64(wordCount / Self.lineWords)) * Self.lineWords
        }
    }

    /// Word in its line, and bit, of one of the five bits of a hash.
    @inline(__always)
    private static func bit(_ number: UInt64, _ hash: UInt64) -> (word: Int, mask: UInt64) {
        let place = hash &>> (number &* 9)
        return (Int(truncatingIfNeeded: place &>> 6 & 7), 1 &<< (place & 63))
    }

    /// Fetches what is looked at for a hash.
    @inline(__always)
    func prefetch(_ hash: UInt64) {
        if let line = line(hash) { qs_prefetch(line) }
    }

    @inline(__always)
    func add(_ hash: UInt64) {
        guard let line = line(hash) else { return }
        for number in 0..<5 as Range<UInt64> {
            let (word, mask) = Self.bit(number, hash)
            if qs_load_acquire(line + word) & mask != 0 { continue }
            // A word as it was would take back the bits of another thread.
            UnsafeMutableRawPointer(line + word).assumingMemoryBound(to: Atomic<UInt64>.self)
                .pointee.bitwiseOr(mask, ordering: .relaxed)
        }
    }

    @inline(__always)
    func mayHold(_ hash: UInt64) -> Bool {
        guard let line = line(hash) else { return true }
        for number in 0..<5 as Range<UInt64> {
            let (word, mask) = Self.bit(number, hash)
            if qs_load_acquire(line + word) & mask == 0 { return false }
        }
        return true
    }
}

import CQuorateSearch

/// The words of whole states in the order of their discovery; a state is its number here.
///
/// Workers take it chunk by chunk. Who may write to it, and until when, is told at ``StateStore``.
final class Arena: @unchecked Sendable {
    /// Bits of the largest number that a state may have.
    static let numberBits: UInt64 = 36

    /// The words of a state.
    let wordCount: Int
    private let region: Region
    private let start: UnsafeMutablePointer<UInt64>
    private let chunkStates: Int
    private let chunks = SharedCounter()
    /// Memory is given back in multiples of so many bytes.
    private let pageBytes: Int
    private var discardedBytes = 0

    /// - Parameter byteCount: what it would like to reserve.
    init(wordCount: Int, byteCount: Int, hugePages: Bool) throws {
        self.wordCount = wordCount
        region = try Region.largest(upTo: byteCount, hugePages: hugePages)
        start = region.words
        // 64 KiB at a time, so that a small limit is used to the end.
        chunkStates = max(16, (64 << 10) / (wordCount * 8))
        pageBytes = hugePages ? 2 << 20 : 1 << 16
    }

    /// The words of the state with number `index`.
    @inline(__always)
    func words(_ index: Int) -> UnsafeMutablePointer<UInt64> { start + index &* wordCount }

    @inline(__always)
    func prefetch(_ index: Int) { qs_prefetch(words(index)) }

    /// The state with number `index`, copied.
    func state(_ index: Int) -> [UInt64] {
        Array(UnsafeBufferPointer(start: UnsafePointer(words(index)), count: wordCount))
    }

    /// The number of the state whose words are at `place`.
    func index(at place: UnsafeRawPointer) -> Int { (place - UnsafeRawPointer(start)) / (wordCount * 8) }

    /// The numbers for the next states of one worker, which may be more than there is room for.
    func nextChunk() -> Range<Int> {
        let number = chunks.add(1)
        return number * chunkStates..<(number + 1) * chunkStates
    }

    /// Room in the address space, and in the bits of a number, for every state with a number below `index`.
    func reaches(_ index: Int) -> Bool {
        index * wordCount * 8 <= region.byteCount && index < (1 << Self.numberBits) - 1
    }

    /// States that the chunks taken so far have room for.
    var stateCount: Int { chunks.value * chunkStates }
    /// Bytes that it holds now.
    var bytes: Int { stateCount * wordCount * 8 - discardedBytes }

    /// Gives back the memory of all states below `index`.
    func discard(below index: Int) {
        let end = index * wordCount * 8 / pageBytes * pageBytes
        guard end > discardedBytes else { return }
        qs_discard(region.start + discardedBytes, end - discardedBytes)
        discardedBytes = end
    }
}

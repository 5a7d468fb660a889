import CQuorateSearch

/// The states in the order of their discovery; a state is its number here.
///
/// Workers take numbers chunk by chunk. Who may write to it, and until when, is told at ``StateStore``. ``WholeArena`` has
/// the words of each state as they are, ``PackedArena`` the bits of them that vary.
class Arena: @unchecked Sendable {
    /// The words of a state.
    final let wordCount: Int
    /// States of a chunk.
    final let chunkStates: Int
    private let chunks = SharedCounter()

    init(wordCount: Int, chunkStates: Int) {
        self.wordCount = wordCount
        self.chunkStates = chunkStates
    }

    /// Bytes of states that a chunk should have: few, so that a small limit is used to the end.
    static let chunkBytes = 64 << 10

    /// States that the chunks taken so far have numbers for.
    final var stateCount: Int { chunks.value * chunkStates }

    /// The numbers for the next states of one worker, which may be more than there is room for.
    func nextChunk() -> Range<Int> {
        let number = chunks.add(1)
        return number * chunkStates..<(number + 1) * chunkStates
    }

    /// Room in the address space, and in the bits of a number, for every state with a number below `index`.
    func reaches(_ index: Int) -> Bool { false }

    /// Bytes that it holds now.
    var bytes: Int { 0 }

    /// The state with number `index`, copied.
    func state(_ index: Int) -> [UInt64] { [] }

    /// The words of some states that follow each other in one chunk.
    ///
    /// - Parameter room: for as many states, in case they do not stand somewhere.
    func states(_ run: Range<Int>, in room: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<UInt64> {
        room
    }

    /// Gives back the memory of all states below `index`, where it can.
    func discard(below index: Int) {}
}

/// An arena of whole states.
final class WholeArena: Arena, @unchecked Sendable {
    /// Bits of the largest number that a state may have.
    static let numberBits: UInt64 = 36

    private let region: Region
    private let start: UnsafeMutablePointer<UInt64>
    /// Memory is given back in multiples of so many bytes.
    private let pageBytes: Int
    private var discardedBytes = 0

    /// - Parameter byteCount: what it would like to reserve.
    init(wordCount: Int, byteCount: Int, hugePages: Bool) throws {
        region = try Region.largest(upTo: byteCount, hugePages: hugePages)
        start = region.words
        pageBytes = hugePages ? 2 << 20 : 1 << 16
        super.init(wordCount: wordCount, chunkStates: max(16, Self.chunkBytes / (wordCount * 8)))
    }

    /// The words of the state with number `index`.
    @inline(__always)
    func words(_ index: Int) -> UnsafeMutablePointer<UInt64> { start + index &* wordCount }

    @inline(__always)
    func prefetch(_ index: Int) { qs_prefetch(words(index)) }

    override func state(_ index: Int) -> [UInt64] {
        Array(UnsafeBufferPointer(start: UnsafePointer(words(index)), count: wordCount))
    }

    override func states(
        _ run: Range<Int>, in room: UnsafeMutablePointer<UInt64>
    ) -> UnsafeMutablePointer<UInt64> {
        words(run.lowerBound)
    }

    override func reaches(_ index: Int) -> Bool {
        index * wordCount * 8 <= region.byteCount && index < (1 << Self.numberBits) - 1
    }

    override var bytes: Int { stateCount * wordCount * 8 - discardedBytes }

    override func discard(below index: Int) {
        let end = index * wordCount * 8 / pageBytes * pageBytes
        guard end > discardedBytes else { return }
        qs_discard(region.start + discardedBytes, end - discardedBytes)
        discardedBytes = end
    }
}

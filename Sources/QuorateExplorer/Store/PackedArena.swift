import CQuorateSearch

/// An arena of the bits of each state that vary.
///
/// A chunk is packed in the way that was known when it was begun; a bit that varies later makes another way, for the chunks
/// after it, and nothing that stands is moved. Ways are added while no worker inserts.
final class PackedArena: Arena, @unchecked Sendable {
    /// Most states that it has numbers for, in the four bytes of an entry, where 0 is none.
    static let mostStates = 1 << 32 - 1

    /// A chunk: where its bytes begin, how its states are packed, and how many it has at most.
    private struct Chunk {
        var start: Int
        var packing: UInt32
        var stateCount: UInt32
    }

    private let region: Region
    private let directory: Region
    private let chunks: UnsafeMutablePointer<Chunk>
    /// Power of two that the states of a chunk are.
    private let shift: Int
    private let used = SharedCounter()
    /// All ways to pack a state so far, the last of which is for new chunks.
    private let packings: UnsafeMutablePointer<StatePacking>
    private var packingCount = 0
    /// The way in which new chunks are packed; nil before there is a state.
    private(set) var packing: StatePacking?

    /// - Parameter byteCount: what it would like to reserve.
    init(wordCount: Int, byteCount: Int, hugePages: Bool) throws {
        let states = max(16, Self.chunkBytes / (wordCount * 8))
        shift = Int.bitWidth - 1 - states.leadingZeroBitCount
        region = try Region.largest(upTo: byteCount, hugePages: hugePages)
        let most = min(Self.mostStates, byteCount) >> shift + 1
        directory = try Region.largest(upTo: most * MemoryLayout<Chunk>.stride, hugePages: false)
        chunks = directory.start.assumingMemoryBound(to: Chunk.self)
        // Each way has a bit more than the one before, and the first may have none.
        packings = .allocate(capacity: wordCount * 64 + 1)
        super.init(wordCount: wordCount, chunkStates: 1 << shift)
    }

    deinit {
        for way in 0..<packingCount { packings[way].free() }
        packings.deallocate()
    }

    /// Packs the states of new chunks so that these bits, too, may vary.
    ///
    /// - Parameter base: the words of some state, which matter the first time.
    func widen(base: [UInt64], varying: [UInt64]) {
        let known = packing?.varying ?? Array(repeating: 0, count: wordCount)
        let new = StatePacking(
            base: packing?.base ?? base, varying: zip(known, varying).map { $0 | $1 })
        (packings + packingCount).initialize(to: new)
        packingCount += 1
        packing = new
    }

    // MARK: Chunks

    override func nextChunk() -> Range<Int> {
        let numbers = super.nextChunk()
        let bytes = packing!.bytes << shift
        let start = used.add(bytes)
        if reaches(numbers.upperBound) {
            chunks[numbers.lowerBound >> shift] = Chunk(
                start: start, packing: UInt32(packingCount - 1), stateCount: UInt32(chunkStates))
        }
        return numbers
    }

    /// Ends a chunk whose last numbers no state gets.
    func leave(_ numbers: Range<Int>) {
        if numbers.isEmpty { return }
        let place = chunks + (numbers.upperBound - 1) >> shift
        let (all, those) = (Int(place.pointee.stateCount), chunkStates - numbers.count)
        let bytes = packings[Int(place.pointee.packing)].bytes
        place.pointee.stateCount = UInt32(those)
        // The bytes behind the last chunk are taken back.
        if used.value == place.pointee.start + all * bytes { _ = used.add((those - all) * bytes) }
    }

    override func reaches(_ index: Int) -> Bool {
        used.value <= region.byteCount && index <= Self.mostStates
            && (index >> shift) * MemoryLayout<Chunk>.stride <= directory.byteCount
    }

    override var bytes: Int { used.value + stateCount >> shift * MemoryLayout<Chunk>.stride }

    /// The numbers in each chunk that states have, or will have.
    var chunkNumbers: [Range<Int>] {
        (0..<stateCount >> shift).map { $0 << shift..<$0 << shift + Int(chunks[$0].stateCount) }
    }

    // MARK: States

    /// The place of the state with number `index`, and how it is packed there.
    @inline(__always)
    private func place(_ index: Int) -> (bytes: UnsafeMutableRawPointer, packing: StatePacking) {
        let chunk = chunks + index &>> shift
        let packing = packings[Int(truncatingIfNeeded: chunk.pointee.packing)]
        let position = index & (1 &<< shift &- 1)
        return (region.start + (chunk.pointee.start &+ position &* packing.bytes), packing)
    }

    @inline(__always)
    func prefetch(_ index: Int) { qs_prefetch(place(index).bytes) }

    /// Writes a state that was packed in the way of its chunk.
    @inline(__always)
    func write(_ packed: UnsafePointer<UInt64>, at index: Int) {
        let (bytes, packing) = place(index)
        packing.write(packed, to: bytes)
    }

    /// Equality of the state with number `index` with some words.
    @inline(__always)
    func holds(_ state: UnsafePointer<UInt64>, _ words: Int, at index: Int) -> Bool {
        let (bytes, packing) = place(index)
        return packing.holds(bytes, words, state)
    }

    /// The same, where the words are also at hand as they are packed in the chunks of one way.
    @inline(__always)
    func holds(
        _ state: UnsafePointer<UInt64>, _ words: Int, packed: UnsafePointer<UInt64>, as way: StatePacking,
        at index: Int
    ) -> Bool {
        let (bytes, packing) = place(index)
        return packing.words == way.words
            ? way.holds(bytes, packed: packed) : packing.holds(bytes, words, state)
    }

    override func state(_ index: Int) -> [UInt64] {
        Array(unsafeUninitializedCapacity: wordCount) { room, count in
            _ = states(index..<index + 1, in: room.baseAddress!)
            count = wordCount
        }
    }

    override func states(
        _ run: Range<Int>, in room: UnsafeMutablePointer<UInt64>
    ) -> UnsafeMutablePointer<UInt64> {
        if run.isEmpty { return room }
        let (first, packing) = place(run.lowerBound)
        for position in 0..<run.count {
            packing.unpack(
                first + position &* packing.bytes, wordCount, to: room + position &* wordCount)
        }
        return room
    }
}

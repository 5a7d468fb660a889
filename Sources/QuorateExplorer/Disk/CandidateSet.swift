import CQuorateSearch
import QuorateLanguage

/// Successors that one worker has found in a level, each once, until there is no room for more: then they go to disk.
///
/// The words of the states are together, so that they can be sorted where they are; a table finds them, whose entries are a
/// half of the hash over the number of the state plus one.
///
/// Unchecked, since it is of one worker in a level, and of the search that merges while they rest, as told at ``DiskSearch``.
final class CandidateSet: @unchecked Sendable {
    private let wordCount: Int
    private let stateRegion: Region
    private let slotRegion: Region
    /// States that there is room for; the memory that is left may shrink it.
    private(set) var capacity: Int
    private let mostCapacity: Int
    private(set) var slotCount = leastSlots
    private(set) var count = 0
    /// Most states since the memory was given back, which the system holds.
    private var touched = 0

    private static let leastSlots = 1 << 10

    /// Bytes for each state: its words, and two slots.
    static func bytesPerState(_ wordCount: Int) -> Int { wordCount * 8 + 16 }

    init(wordCount: Int, capacity: Int) throws {
        self.wordCount = wordCount
        mostCapacity = min(max(1, capacity), Int(UInt32.max) - 1)
        self.capacity = mostCapacity
        // One batch more than the capacity, since it is looked at between batches only.
        let room = mostCapacity + StateWriter.batch + 1
        guard let states = Region(byteCount: room * wordCount * 8, hugePages: room >= 1 << 20),
            let slots = Region(byteCount: max(Self.leastSlots, 2 * room) * 8, hugePages: room >= 1 << 20)
        else {
            throw ExplorerError.limit(
                "the system gives no address space for a search (is there a `ulimit -v`?)")
        }
        (stateRegion, slotRegion) = (states, slots)
    }

    var states: UnsafeMutablePointer<UInt64> { stateRegion.words }
    var slots: UnsafeMutablePointer<UInt64> { slotRegion.words }
    var isFull: Bool { count >= capacity }
    /// Bytes that are held.
    var peakBytes: Int { max(touched, count) * wordCount * 8 + slotCount * 8 }
    private var mostSlots: Int { slotRegion.byteCount / 8 }

    /// Begins a level in which so many states are held at most, and about `expected`.
    func begin(capacity: Int, expecting expected: Int) {
        clear()
        self.capacity = min(max(1, capacity), mostCapacity)
        if touched > self.capacity + StateWriter.batch { release() }
        slotCount = min(max(Self.leastSlots, 2 * min(expected, self.capacity)), mostSlots)
        slots.update(repeating: 0, count: slotCount)
    }

    /// Gives all memory back.
    func release() {
        qs_discard(stateRegion.start, stateRegion.byteCount)
        qs_discard(slotRegion.start, slotRegion.byteCount)
        (count, touched, slotCount) = (0, 0, Self.leastSlots)
    }

    /// Forgets all states.
    func clear() {
        touched = max(touched, count)
        count = 0
        slots.update(repeating: 0, count: slotCount)
    }

    /// Fetches what the insertion of a record looks at first.
    @inline(__always)
    func prefetch(_ record: SuccessorRecord) {
        qs_prefetch(slots + SuccessorSink.slot(record.hash, UInt64(slotCount)))
    }

    @inline(__always)
    func insert(_ record: SuccessorRecord, words: Int) {
        let tag = record.hash &<< 32
        var slot = SuccessorSink.slot(record.hash, UInt64(slotCount))
        while true {
            let entry = slots[slot]
            if entry == 0 { break }
            if (entry ^ tag) &>> 32 == 0,
                StateSorting.isSame(
                    states + Int(truncatingIfNeeded: entry & 0xffff_ffff &- 1) &* words, record.start, words)
            {
                return
            }
            slot &+= 1
            if slot == slotCount { slot = 0 }
        }
        let place = states + count &* words
        for word in 0..<words { place[word] = record[word] }
        count &+= 1
        slots[slot] = tag | UInt64(truncatingIfNeeded: count)
    }

    /// Makes room in the table for another batch.
    func makeRoom() {
        let needed = min(2 * (count + StateWriter.batch), mostSlots)
        guard needed > slotCount else { return }
        slotCount = min(max(needed, 2 * slotCount), mostSlots)
        slots.update(repeating: 0, count: slotCount)
        for position in 0..<count {
            let hash = StateHash.words(states + position &* wordCount, wordCount)
            var slot = SuccessorSink.slot(hash, UInt64(slotCount))
            while slots[slot] != 0 { slot = slot + 1 == slotCount ? 0 : slot + 1 }
            slots[slot] = hash &<< 32 | UInt64(truncatingIfNeeded: position &+ 1)
        }
    }

    /// Sorts the states where they are, in the room of the table, which finds nothing until they are forgotten.
    func sort() {
        let scratch = UnsafeMutableBufferPointer(start: slots, count: slotCount)
        StateSorting.sort(states, count, words: wordCount, scratch: scratch)
    }
}

/// States of a certificate in the order of the file, which is that of their levels, and a table by which one is found.
///
/// Memory: the words of the states, and for each 6 to 12 bytes of table, which is made once, when all states are known,
/// and a bit. A state is a number below 2^32 - 1.
final class ClosedSet {
    let wordCount: Int
    /// Position of the first state of each level, and behind the last.
    private(set) var levelStarts = [0]
    private(set) var count = 0
    private var chunks: [UnsafeMutablePointer<UInt64>] = []
    private var slots: [UInt32] = []
    private var marks: [UInt64] = []
    /// Bytes that the set may take.
    let limit: Int
    /// Random, so that nobody can write a file all of whose states fall on one slot.
    private let seed = UInt64.random(in: 0 ... .max)

    private static let chunkBits = 12
    private static let chunkMask = (1 << chunkBits) - 1
    private static let mostStates = Int(UInt32.max) - 1

    /// - Parameter limit: bytes that the set may take.
    init(wordCount: Int, limit: Int) {
        self.wordCount = wordCount
        self.limit = limit
    }

    deinit { for chunk in chunks { chunk.deallocate() } }

    /// Number of the levels.
    var levelCount: Int { levelStarts.count - 1 }

    /// The states of a level.
    func states(ofLevel level: Int) -> Range<Int> { levelStarts[level]..<levelStarts[level + 1] }

    /// The words of a state.
    func words(_ state: Int) -> UnsafeMutablePointer<UInt64> {
        chunks[state >> Self.chunkBits] + (state & Self.chunkMask) * wordCount
    }

    /// The words of a state, copied.
    func copy(_ state: Int) -> [UInt64] {
        Array(UnsafeBufferPointer(start: UnsafePointer(words(state)), count: wordCount))
    }

    // MARK: Reading

    private static func slotCount(for states: Int) -> Int {
        var count = 16
        while count * 2 < states * 3 { count *= 2 }
        return count
    }

    /// Bytes that are left of the limit.
    var spareBytes: Int { limit - bytes(for: count) }

    /// Bytes for so many states, all chunks counted whole, and for the starts of levels, whose list grows.
    private func bytes(for states: Int) -> Int {
        let whole = (states + Self.chunkMask) & ~Self.chunkMask
        return whole * wordCount * 8 + Self.slotCount(for: states) * 4 + whole / 8 + levelStarts.count * 24
    }

    /// The place for one more state.
    ///
    /// - Throws: ``CertificateError/memory(states:limit:)`` where there is no room.
    private func append() throws -> UnsafeMutablePointer<UInt64> {
        if count & Self.chunkMask == 0 {
            guard count < Self.mostStates - Self.chunkMask, bytes(for: count + 1) <= limit else {
                throw CertificateError.memory(states: count + 1, limit: limit)
            }
            chunks.append(.allocate(capacity: max(1, wordCount) << Self.chunkBits))
        }
        count += 1
        return words(count - 1)
    }

    /// Reads the next level: each state is written as its difference from the one before.
    func readLevel(_ bytes: inout CertificateBytes) throws {
        let stated = try bytes.number()
        guard stated > 0 else { throw bytes.malformed("a level without states") }
        let zeros = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, wordCount))
        zeros.initialize(repeating: 0, count: max(1, wordCount))
        defer { zeros.deallocate() }
        var former = zeros
        for position in 0..<stated {
            let state = try append()
            state.update(from: former, count: wordCount)
            let first = try bytes.number()
            guard first <= wordCount, first < wordCount || position == 0 else {
                throw bytes.malformed("a state that is no larger than the one before")
            }
            for word in first..<wordCount {
                try readWord(&bytes, &state[word], mustDiffer: word == first)
            }
            if first < wordCount, position > 0, state[first] < former[first] {
                throw bytes.malformed("states that are not sorted")
            }
            former = state
        }
        levelStarts.append(count)
        guard spareBytes >= 0 else { throw CertificateError.memory(states: count, limit: limit) }
    }

    /// A word: a bit for each byte that differs, then these bytes, the lowest first.
    private func readWord(
        _ bytes: inout CertificateBytes, _ word: inout UInt64, mustDiffer: Bool
    ) throws {
        let mask = try bytes.byte()
        guard mask != 0 || !mustDiffer else { throw bytes.malformed("a difference that is none") }
        for position in 0..<8 as Range<UInt64> where mask >> UInt8(position) & 1 == 1 {
            let difference = try bytes.byte()
            guard difference != 0 else { throw bytes.malformed("a difference that is none") }
            word ^= UInt64(difference) << (8 * position)
        }
    }

    // MARK: Finding

    private func slot(of words: UnsafePointer<UInt64>) -> Int {
        var hash = seed
        for word in 0..<wordCount {
            hash = (hash ^ words[word]) &* 0x9fb2_1c65_1e98_df25
            hash ^= hash >> 29
        }
        hash = (hash ^ hash >> 32) &* 0xd6e8_feb8_6659_fd93
        return Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    }

    private func isSame(_ words: UnsafePointer<UInt64>, _ state: Int) -> Bool {
        let other = self.words(state)
        for word in 0..<wordCount where words[word] != other[word] { return false }
        return true
    }

    /// Makes the table, once all levels are read.
    ///
    /// - Returns: a state that is there twice, or nil.
    /// - Throws: `CancellationError` for a wish to stop.
    func index(isStopped: () -> Bool = { false }) throws -> Int? {
        slots = Array(repeating: 0, count: Self.slotCount(for: count))
        marks = Array(repeating: 0, count: count / 64 + 1)
        for state in 0..<count {
            if state & 0xfff == 0xfff, isStopped() { throw CancellationError() }
            var slot = slot(of: words(state))
            while slots[slot] != 0 {
                if isSame(words(state), Int(slots[slot]) - 1) { return state }
                slot = (slot + 1) & (slots.count - 1)
            }
            slots[slot] = UInt32(state + 1)
        }
        return nil
    }

    /// The state with these words, or nil.
    func find(_ words: UnsafePointer<UInt64>) -> Int? {
        var slot = slot(of: words)
        while slots[slot] != 0 {
            let state = Int(slots[slot]) - 1
            if isSame(words, state) { return state }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    // MARK: Marks

    /// Marks a state as one that the spec's own code has come to.
    func mark(_ state: Int) { marks[state >> 6] |= 1 << UInt64(state & 63) }

    /// Presence of the mark.
    func isMarked(_ state: Int) -> Bool { marks[state >> 6] >> UInt64(state & 63) & 1 == 1 }

    /// Truth of a state being in a deeper level than the one given.
    func isDeeper(_ state: Int, than level: Int) -> Bool { state >= levelStarts[min(level + 1, levelCount)] }
}

import QuorateLanguage

/// Numbers for keys of the same number of words, in the order in which they come: for one thread.
///
/// Keys never move, so a pointer to one stays.
final class KeyTable {
    /// Words of a key.
    let wordCount: Int
    /// Number of the keys.
    private(set) var count = 0
    private var chunks: [UnsafeMutablePointer<UInt64>] = []
    /// Upper half of each key's hash, and its number plus 1; 0 where there is none.
    private var slots: UnsafeMutablePointer<UInt64>
    private var slotCount: Int

    private static let chunkBits = 12
    private static let chunkMask = (1 << chunkBits) - 1

    init(wordCount: Int) {
        self.wordCount = wordCount
        slotCount = 64
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: 0, count: slotCount)
    }

    deinit {
        slots.deallocate()
        for chunk in chunks { chunk.deallocate() }
    }

    /// The key of a number.
    subscript(number: Int) -> UnsafePointer<UInt64> {
        UnsafePointer(chunks[number >> Self.chunkBits] + (number & Self.chunkMask) * wordCount)
    }

    /// The number of a key, and that it came for the first time.
    func number(of key: UnsafePointer<UInt64>) -> (number: Int, isNew: Bool) {
        let hash = StateHash.words(key, wordCount)
        var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot] & 0xffff_ffff) - 1
            if slots[slot] >> 32 == hash >> 32, isEqual(key, to: number) { return (number, false) }
            slot = (slot + 1) & (slotCount - 1)
        }
        slots[slot] = hash & ~0xffff_ffff | UInt64(count + 1)
        append(key)
        if count * 2 > slotCount { grow() }
        return (count - 1, true)
    }

    private func isEqual(_ key: UnsafePointer<UInt64>, to number: Int) -> Bool {
        let other = self[number]
        for word in 0..<wordCount where key[word] != other[word] { return false }
        return true
    }

    private func append(_ key: UnsafePointer<UInt64>) {
        if count & Self.chunkMask == 0 {
            chunks.append(.allocate(capacity: max(1, wordCount) << Self.chunkBits))
        }
        let place = chunks[count >> Self.chunkBits] + (count & Self.chunkMask) * wordCount
        place.update(from: key, count: wordCount)
        count += 1
    }

    private func grow() {
        slots.deallocate()
        slotCount *= 4
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: 0, count: slotCount)
        for number in 0..<count {
            let hash = StateHash.words(self[number], wordCount)
            var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
            slots[slot] = hash & ~0xffff_ffff | UInt64(number + 1)
        }
    }
}

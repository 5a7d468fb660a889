import QuorateLanguage

/// The levels on disk that are complete, and the question whether a state is in one of them.
final class KnownStates {
    private(set) var levels: [BlockIndex] = []
    private let filter = SeenFilter()
    private let file: DiskFile
    private let codec: BlockCodec
    private let reader: BlockReader
    private let mostFilterWords: Int
    private(set) var stateCount = 0
    private(set) var indexBytes = 0

    /// States whose places in the filter are fetched together.
    private static let hashed = 64
    private static let leastFilterWords = 1 << 13

    init(_ file: DiskFile, _ codec: BlockCodec, filterWords: Int) {
        self.file = file
        self.codec = codec
        mostFilterWords = SeenFilter.usefulWords(filterWords)
        reader = BlockReader(file, codec)
        filter.reset(words: min(Self.leastFilterWords, mostFilterWords))
    }

    var filterBytes: Int { filter.bytes }

    /// Adds a level whose states are in the filter already.
    func append(_ level: BlockIndex) throws {
        levels.append(level)
        stateCount += level.stateCount
        indexBytes += level.bytes
        try growFilter()
    }

    /// Notes states in the filter; several threads may do so at once, and ask for others.
    func noteNew(_ states: UnsafePointer<UInt64>, _ count: Int) {
        let words = codec.wordCount
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.hashed) { hashes in
            for start in stride(from: 0, to: count, by: Self.hashed) {
                let some = min(Self.hashed, count - start)
                for k in 0..<some {
                    hashes[k] = StateHash.words(states + (start + k) * words, words)
                    filter.prefetch(hashes[k])
                }
                for k in 0..<some { filter.add(hashes[k]) }
            }
        }
    }

    /// Need of a larger filter once there are so many states.
    func wantsFilter(for states: Int) -> Bool {
        states > filter.wordCount * SeenFilter.usualLoad && filter.wordCount < mostFilterWords
    }

    /// Makes the filter larger, if it is full, and fills it from the disk.
    private func growFilter() throws {
        guard wantsFilter(for: stateCount) else { return }
        filter.reset(words: min(mostFilterWords, max(4 * filter.wordCount, stateCount)))
        for level in levels {
            for block in 0..<level.blockCount {
                try reader.read(level, block)
                noteNew(reader.states, reader.count)
            }
        }
    }

    /// Removes from sorted states those that are known; the others move up.
    ///
    /// - Parameter reader: reader of the calling thread; the states of the last block that it has read are lost.
    /// - Returns: How many are left.
    func removeKnown(
        from states: UnsafeMutablePointer<UInt64>, _ count: Int, with reader: BlockReader
    ) throws -> Int {
        let words = codec.wordCount
        var suspects: [Int] = []
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.hashed) { hashes in
            for start in stride(from: 0, to: count, by: Self.hashed) {
                let some = min(Self.hashed, count - start)
                for k in 0..<some {
                    hashes[k] = StateHash.words(states + (start + k) * words, words)
                    filter.prefetch(hashes[k])
                }
                for k in 0..<some where filter.mayHold(hashes[k]) { suspects.append(start + k) }
            }
        }
        guard !suspects.isEmpty else { return count }
        var known: [Int] = []
        // A step back leads to the levels before more often than to those far away.
        for level in levels.reversed() where level.blockCount > 0 && !suspects.isEmpty {
            suspects = try unknown(suspects, of: states, in: level, reader, &known)
        }
        guard !known.isEmpty else { return count }
        known.sort()
        var kept = known[0]
        for (number, position) in known.enumerated() {
            let end = number + 1 < known.count ? known[number + 1] : count
            let run = end - position - 1
            (states + kept * words).update(from: states + (position + 1) * words, count: run * words)
            kept += run
        }
        return kept
    }

    /// Those of some sorted states that a level does not have.
    private func unknown(
        _ suspects: [Int], of states: UnsafeMutablePointer<UInt64>, in level: BlockIndex,
        _ reader: BlockReader, _ known: inout [Int]
    ) throws -> [Int] {
        let words = codec.wordCount
        var left: [Int] = []
        var (block, loaded, place) = (0, -1, 0)
        for suspect in suspects {
            let state = UnsafePointer(states + suspect * words)
            block = level.block(of: state, from: block)
            if block != loaded {
                try reader.read(level, block)
                (loaded, place) = (block, 0)
            }
            place = Self.firstNotLess(state, reader, from: place, words)
            if place < reader.count, StateSorting.isSame(state, reader.states + place * words, words) {
                known.append(suspect)
            } else {
                left.append(suspect)
            }
        }
        return left
    }

    private static func firstNotLess(
        _ state: UnsafePointer<UInt64>, _ reader: BlockReader, from start: Int, _ words: Int
    ) -> Int {
        var (low, high) = (start, reader.count)
        while low < high {
            let middle = (low + high) / 2
            if StateSorting.isLess(reader.states + middle * words, state, words) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    func contains(_ state: [UInt64]) throws -> Bool {
        var copy = state
        return try copy.withUnsafeMutableBufferPointer {
            try removeKnown(from: $0.baseAddress!, 1, with: reader) == 0
        }
    }

    /// The state at a position of a level.
    func state(_ position: Int, of level: Int) throws -> [UInt64] {
        try reader.read(levels[level], position / codec.blockStates)
        let start = reader.states + position % codec.blockStates * codec.wordCount
        return Array(UnsafeBufferPointer(start: start, count: codec.wordCount))
    }

    /// Reads the levels of a search that goes on.
    ///
    /// - Parameter isWanted: asked after each block.
    /// - Returns: false where it was not wanted any more: then no level is known.
    func restore(_ saved: [SearchRecord.Level], while isWanted: () -> Bool) throws -> Bool {
        let isWhole = try reader.levels(saved) { states, count in
            noteNew(states, count)
            return isWanted()
        } _: {
            try append($0)
        }
        if !isWhole { (levels, stateCount, indexBytes) = ([], 0, 0) }
        return isWhole
    }
}

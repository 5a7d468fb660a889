import QuorateLanguage

/// Places of the blocks of one level or run in its file, in the order of their states.
struct BlockIndex: Sendable {
    /// Number of the level or run.
    let part: Int
    let wordCount: Int
    /// The words of the first state of each block.
    private(set) var firsts: [UInt64] = []
    private(set) var offsets: [Int] = []
    private(set) var wordCounts: [UInt32] = []
    private(set) var stateCount = 0
    /// Sum of the checksums.
    private(set) var sum: UInt64 = 0

    init(part: Int, wordCount: Int) {
        self.part = part
        self.wordCount = wordCount
    }

    var blockCount: Int { offsets.count }
    /// Bytes of the blocks in the file.
    var byteCount: Int { wordCounts.reduce(0) { $0 + Int($1) } * 8 }
    /// Memory that the index takes.
    var bytes: Int { blockCount * (wordCount * 8 + 12) }

    mutating func append(
        _ place: UnsafePointer<UInt64>, words: Int, at offset: Int, first: UnsafePointer<UInt64>
    ) {
        firsts.append(contentsOf: UnsafeBufferPointer(start: first, count: wordCount))
        offsets.append(offset)
        wordCounts.append(UInt32(words))
        stateCount += Int(place[0] & 0xffff_ffff)
        sum &+= place[2]
    }

    /// The last block from `block` on that begins with no greater a state than `state`.
    func block(of state: UnsafePointer<UInt64>, from block: Int) -> Int {
        firsts.withUnsafeBufferPointer { firsts in
            func isBefore(_ block: Int) -> Bool {
                !StateSorting.isLess(state, firsts.baseAddress! + block * wordCount, wordCount)
            }
            var (low, step) = (block, 1)
            while low + step < blockCount, isBefore(low + step) {
                low += step
                step *= 2
            }
            var high = min(low + step, blockCount)
            while high - low > 1 {
                let middle = (low + high) / 2
                if isBefore(middle) { low = middle } else { high = middle }
            }
            return low
        }
    }
}

/// Reader of single blocks, with memory of its own for one of them.
///
/// Unchecked, since it is of one thread at a time: of the worker that has it, or of the search while they rest, as told at
/// ``DiskSearch``.
final class BlockReader: @unchecked Sendable {
    private let file: DiskFile
    private let codec: BlockCodec
    private let buffer: UnsafeMutablePointer<UInt64>
    /// The states of the block that was read last.
    let states: UnsafeMutablePointer<UInt64>
    private(set) var count = 0

    init(_ file: DiskFile, _ codec: BlockCodec) {
        self.file = file
        self.codec = codec
        // Of a block that is none, the last state may take more than there is.
        let words = codec.mostWords + 2 * codec.wordCount + 2
        buffer = .allocate(capacity: words)
        buffer.initialize(repeating: 0, count: words)
        states = .allocate(capacity: codec.blockStates * codec.wordCount)
    }

    deinit {
        buffer.deallocate()
        states.deallocate()
    }

    /// Memory that a reader takes.
    static func bytes(_ codec: BlockCodec) -> Int {
        (codec.mostWords + codec.blockStates * codec.wordCount) * 8
    }

    /// Reads a block of a level or run.
    ///
    /// - Throws: ``DiskError`` where it is not as it was written.
    func read(_ index: BlockIndex, _ block: Int) throws {
        try read(part: index.part, words: Int(index.wordCounts[block]), at: index.offsets[block])
    }

    private func read(part: Int, words: Int, at offset: Int) throws {
        try file.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: words * 8), at: offset)
        guard let found = codec.stateCount(buffer, words: words, part: part, at: offset),
            codec.decode(buffer, words: words, found, to: states)
        else {
            throw DiskError.damaged(file: file.path, what: "the block at byte \(offset) is another")
        }
        count = found
    }

    /// Reads the levels of a search that goes on from the beginning of the file, shows the states of each block to `visit`,
    /// and hands each level to `take`.
    ///
    /// - Returns: false where `visit` has had enough.
    /// - Throws: ``DiskError`` where a level has not so many states and bytes, and that sum.
    func levels(
        _ saved: [SearchRecord.Level], _ visit: (UnsafePointer<UInt64>, Int) throws -> Bool,
        _ take: (BlockIndex) throws -> Void
    ) throws -> Bool {
        var offset = 0
        for (number, saved) in saved.enumerated() {
            let end = offset + saved.bytes
            guard let level = try level(part: number, from: offset, to: end, visit) else { return false }
            guard level.stateCount == saved.states, level.sum == saved.sum else {
                throw DiskError.damaged(file: file.path, what: "level \(number) has other states")
            }
            try take(level)
            offset = end
        }
        return true
    }

    /// Reads a level that begins at `offset` from its blocks, and shows the states of each to `visit`.
    ///
    /// - Returns: nil where `visit` has had enough.
    private func level(
        part: Int, from offset: Int, to end: Int, _ visit: (UnsafePointer<UInt64>, Int) throws -> Bool
    ) throws -> BlockIndex? {
        var index = BlockIndex(part: part, wordCount: codec.wordCount)
        var offset = offset
        while offset < end {
            try file.read(
                into: UnsafeMutableRawBufferPointer(start: buffer, count: BlockCodec.headWords * 8),
                at: offset)
            let words = BlockCodec.headWords + Int(buffer[0] >> 32)
            guard words <= codec.mostWords, offset + words * 8 <= end else {
                throw DiskError.damaged(file: file.path, what: "the block at byte \(offset) has no end")
            }
            try read(part: part, words: words, at: offset)
            index.append(buffer, words: words, at: offset, first: states)
            if try !visit(states, count) { return nil }
            offset += words * 8
        }
        return index
    }
}

/// Writer of a level or run: takes sorted states, and appends blocks to a file.
final class BlockWriter {
    private let file: DiskFile
    private let codec: BlockCodec
    /// Takes room for so many bytes of the file, and says where.
    private let reserve: (Int) -> Int
    private let buffer: UnsafeMutablePointer<UInt64>
    private let waiting: UnsafeMutablePointer<UInt64>
    private var waitingCount = 0
    private(set) var index: BlockIndex

    init(_ file: DiskFile, _ codec: BlockCodec, part: Int, reserve: @escaping (Int) -> Int) {
        self.file = file
        self.codec = codec
        self.reserve = reserve
        index = BlockIndex(part: part, wordCount: codec.wordCount)
        buffer = .allocate(capacity: codec.mostWords)
        waiting = .allocate(capacity: codec.blockStates * codec.wordCount)
    }

    deinit {
        buffer.deallocate()
        waiting.deallocate()
    }

    /// Appends states that are greater than those before.
    func append(_ states: UnsafePointer<UInt64>, _ count: Int) throws {
        var (next, left) = (states, count)
        while left > 0 {
            let taken = min(left, codec.blockStates - waitingCount)
            (waiting + waitingCount * codec.wordCount).update(from: next, count: taken * codec.wordCount)
            waitingCount += taken
            next += taken * codec.wordCount
            left -= taken
            if waitingCount == codec.blockStates { try flush() }
        }
    }

    /// Level that was written, of which so many states are within the constraint.
    func level(within: Int) -> SearchRecord.Level {
        .init(states: index.stateCount, within: within, bytes: index.byteCount, sum: index.sum)
    }

    /// Writes what is waiting.
    func flush() throws {
        guard waitingCount > 0 else { return }
        let words = codec.encode(waiting, waitingCount, part: index.part, to: buffer)
        let offset = reserve(words * 8)
        codec.seal(buffer, words: words, at: offset)
        try file.write(UnsafeRawBufferPointer(start: buffer, count: words * 8), at: offset)
        index.append(buffer, words: words, at: offset, first: waiting)
        waitingCount = 0
    }
}

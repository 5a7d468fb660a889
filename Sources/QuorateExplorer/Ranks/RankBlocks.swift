import QuorateLanguage

/// Blocks of states on their way between ranks: one for each rank, of bounded size, and as much room for what comes.
final class RankBlocks {
    /// States of a block at most.
    let capacity: Int
    let wordCount: Int
    private let link: RankLink
    private let stride: Int
    private let outgoing: Region
    private let incoming: Region
    /// States for each rank that wait.
    private let counts: UnsafeMutablePointer<Int>
    private let rankCount: Int
    /// States that were sent to other ranks, and came from them, since the search began.
    private(set) var sent = 0
    private(set) var received = 0

    /// Bytes of all blocks, and of one, at most.
    private static let mostBytes = 64 << 20
    private static let mostBlockBytes = 256 << 10

    /// - Parameter capacity: states of a block; as many as are worth a message unless given.
    init(_ link: RankLink, wordCount: Int, capacity: Int?) throws {
        self.link = link
        self.wordCount = wordCount
        self.capacity = capacity ?? Self.usualCapacity(wordCount, link.rankCount)
        stride = self.capacity * wordCount
        let bytes = max(8, stride * 8 * link.rankCount)
        outgoing = try Region.largest(upTo: bytes, least: bytes, hugePages: false)
        incoming = try Region.largest(upTo: bytes, least: bytes, hugePages: false)
        rankCount = link.rankCount
        counts = .allocate(capacity: rankCount)
        counts.initialize(repeating: 0, count: rankCount)
    }

    deinit { counts.deallocate() }

    private static func usualCapacity(_ wordCount: Int, _ ranks: Int) -> Int {
        max(1, min(mostBlockBytes, mostBytes / ranks) / (wordCount * 8))
    }

    /// Bytes that the blocks of a search take, if they fill.
    static func bytes(wordCount: Int, ranks: Int) -> Int {
        2 * usualCapacity(wordCount, ranks) * wordCount * 8 * ranks
    }

    /// Rank that a state with this hash belongs to. It goes by bits on which neither home nor tag in a table depend: a rank's
    /// states are spread over its table as those of a search on one machine are.
    @inline(__always)
    static func owner(_ hash: UInt64, _ ranks: Int) -> Int {
        Int(truncatingIfNeeded: ((hash & ((1 << 26) - 1)) &* UInt64(truncatingIfNeeded: ranks)) >> 26)
    }

    @inline(__always)
    func isFull(_ rank: Int) -> Bool { counts[rank] == capacity }

    @inline(__always)
    func append(_ state: UnsafePointer<UInt64>, to rank: Int) {
        let place = outgoing.words + (rank &* stride &+ counts[rank] &* wordCount)
        for word in 0..<wordCount { place[word] = state[word] }
        counts[rank] &+= 1
    }

    /// Sends all blocks and shows what came from each rank; the ranks have met before.
    func exchange(_ show: (_ states: UnsafeMutablePointer<UInt64>, _ count: Int) throws -> Void) throws {
        let sizes = (0..<rankCount).map { counts[$0] }
        let came = countsFromAll(sizes)
        link.transport.exchange(
            outgoing.words, sizes: sizes.map { $0 * wordCount }, into: incoming.words,
            expected: came.map { $0 * wordCount }, stride: stride)
        sent += sizes.reduce(0, +) - sizes[link.rank]
        received += came.reduce(0, +) - came[link.rank]
        clear()
        for (rank, count) in came.enumerated() where count > 0 {
            try show(incoming.words + rank * stride, count)
        }
    }

    /// Presence of nothing that waits.
    var isEmpty: Bool { (0..<rankCount).allSatisfy { counts[$0] == 0 } }

    /// Drops what waits.
    func clear() { counts.update(repeating: 0, count: rankCount) }

    private func countsFromAll(_ counts: [Int]) -> [Int] {
        var came = [UInt64](repeating: 0, count: rankCount)
        let ones = [Int](repeating: 1, count: rankCount)
        link.transport.exchange(
            counts.map { UInt64($0) }, sizes: ones, into: &came, expected: ones, stride: 1)
        return came.map { Int($0) }
    }
}

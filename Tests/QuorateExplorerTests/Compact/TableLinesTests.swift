@testable import QuorateExplorer
import SeededRandom
import Testing

/// Entries of a compact store's table: each is found from its home, and none twice, however many put them in.
@Suite struct TableLinesTests {
    static let seed = Seed.announced(20_012)

    @Test(arguments: 0..<16)
    func everyEntryIsThereOnce(round: Int) {
        var random = SplitMix(seed: Self.seed &+ UInt64(round))
        let comment = Comment(rawValue: "seed \(Self.seed), round \(round)")
        let lines = random.pick([1, 2, 7, 200])
        let room = Int(Double(lines * TableLines.entries) * random.pick([0.2, 0.85, 0.99]))
        // Hashes anywhere, at the end, so that entries wrap around, or with few tags.
        let kind = random.number(0..<3)
        let hashes = (0..<room).map { _ in
            kind == 0 ? random.next() : kind == 1 ? .max - random.next() >> 30 : random.next() & ~0xfe
        }
        let table = Memory(lines: lines)
        let threads = round % 4 + 1
        inParallel(threads) { thread in
            for key in hashes.indices {
                Self.insert(key, by: thread, of: hashes, in: table.lines, shared: threads > 1)
            }
        }
        let numbers = table.numbers
        #expect(numbers.map { $0 % max(1, room) }.sorted() == Array(hashes.indices), comment)
        for key in hashes.indices {
            let found = Self.find(key, of: hashes, in: table.lines)
            #expect(found != nil, "key \(key) is not found, \(comment)")
        }
        expectTags(table, hashes, comment)
    }

    @Test func numbersThatArePutAreFound() {
        var random = SplitMix(seed: Self.seed)
        let hashes = (0..<1_000).map { _ in random.next() & ~0xf0 }
        for threads in [1, 3] {
            let table = Memory(lines: 90)
            inParallel(threads) { thread in
                for key in hashes.indices where key % threads == thread {
                    table.lines.put(
                        key, from: table.lines.home(of: hashes[key]), tag: TableLines.tag(hashes[key]),
                        shared: threads > 1)
                }
            }
            #expect(table.numbers.sorted() == Array(hashes.indices))
            #expect(hashes.indices.allSatisfy { Self.find($0, of: hashes, in: table.lines) != nil })
            expectTags(table, hashes, "\(threads) threads")
        }
    }

    /// Tags are those of the states, so that a search never passes over its own.
    private func expectTags(_ table: Memory, _ hashes: [UInt64], _ comment: Comment) {
        for (number, tag) in table.entries {
            #expect(UInt64(tag) == TableLines.tag(hashes[number % hashes.count]), comment)
        }
    }

    /// The number of a key is the same for all threads but for a multiple of how many there are.
    private static func insert(
        _ key: Int, by thread: Int, of hashes: [UInt64], in lines: TableLines, shared: Bool
    ) {
        let tag = TableLines.tag(hashes[key])
        var place = lines.home(of: hashes[key])
        while case .found(let entry) = lines.probe(
            from: place, sought: tag, tag: tag, shared: shared,
            newNumber: { UInt32(thread * hashes.count + key + 1) })
        {
            if lines.state(entry, shared: shared) % hashes.count == key { return }
            place = lines.place(after: entry)
        }
    }

    private static func find(_ key: Int, of hashes: [UInt64], in lines: TableLines) -> Int? {
        var place = lines.home(of: hashes[key])
        while case .found(let entry) = lines.probe(
            from: place, sought: TableLines.tag(hashes[key]), tag: 0, shared: false, newNumber: { 0 })
        {
            let state = lines.state(entry, shared: false)
            if state % hashes.count == key { return state }
            place = lines.place(after: entry)
        }
        return nil
    }

    /// A table and what stands in it, read byte by byte.
    private final class Memory: @unchecked Sendable {
        let lines: TableLines
        private let start: UnsafeMutablePointer<UInt64>
        private let count: Int

        init(lines count: Int) {
            self.count = count
            start = .allocate(capacity: count * TableLines.slots)
            start.initialize(repeating: 0, count: count * TableLines.slots)
            lines = TableLines(Slots(start: start, count: UInt64(count * TableLines.slots)))
        }

        deinit { start.deallocate() }

        var numbers: [Int] { entries.map(\.number) }
        var entries: [(number: Int, tag: UInt8)] {
            let bytes = UnsafeRawPointer(start)
            return (0..<count * TableLines.entries).compactMap { entry in
                let line = bytes + entry / TableLines.entries * 64
                let position = entry % TableLines.entries
                let number = line.load(fromByteOffset: 16 + position * 4, as: UInt32.self)
                return number == 0
                    ? nil : (Int(number) - 1, line.load(fromByteOffset: position, as: UInt8.self))
            }
        }
    }
}

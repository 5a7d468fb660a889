@testable import QuorateExplorer
@testable import QuorateLanguage
import SeededRandom
import Testing

/// The table of a compact store whenever it has grown, against all states that were inserted: an entry for each, and no other.
@Suite struct CompactTableTests {
    static let seed = Seed.announced(20_014)

    @Test(arguments: [1, 2, 3], [UInt64.max, 0xffff_fff0_0000_0fff])
    func theTableHasAnEntryForEachStateAndNoOther(workers: Int, hashMask: UInt64) throws {
        var random = SplitMix(seed: Self.seed &+ UInt64(workers))
        let comment = Comment(rawValue: "seed \(Self.seed), \(workers) workers, mask \(hashMask)")
        let store = try CompactStore(
            wordCount: 2, budget: MemoryBudget(limit: nil), workers: workers,
            hasher: StateHasher(mask: hashMask))
        let inserters = (0..<workers).map { _ in Inserter(store, isShared: workers > 1) }
        let writers = inserters.map(\.writer)
        var (inserted, growths) = (Set<[UInt64]>(), 0)
        for round in 0..<80 {
            // All workers insert the same states, some of which are known.
            let states = (round * 220..<round * 220 + 280).map(Self.state).shuffled(using: &random)
            inParallel(workers) { inserters[$0].add($0 == 0 ? states : states.reversed()) }
            while store.memory.table.isDue || inserters.contains(where: { !$0.waiting.isEmpty }) {
                let slots = store.memory.table.capacity
                #expect(store.growTable(writers), comment)
                if store.memory.table.capacity > slots { growths += 1 }
                expectEntries(store, writers, comment)
                inParallel(workers) { inserters[$0].add([]) }
            }
            inserted.formUnion(states)
        }
        #expect(growths > 0, comment)
        expectEntries(store, writers, comment)
        let numbers = writers.flatMap { $0.runs.joined() }
        #expect(numbers.count == inserted.count && numbers.count == store.memory.table.used.value, comment)
        #expect(Set(numbers.map(store.memory.arena.state)) == inserted, comment)
        #expect(inserted.allSatisfy(store.contains), comment)
        #expect(!(20_000..<21_000).contains { store.contains(Self.state($0)) }, comment)
    }

    /// Bits begin to vary at the start and late, so that the table grows in between too, with chunks that are not full.
    private static func state(_ number: Int) -> [UInt64] {
        let late: UInt64 = number < 900 ? 1 << UInt64(number / 100) : number < 16_500 ? 0 : 1 << 40
        return [UInt64(number) << 13, late | 1 << 63]
    }

    /// The numbers in the table are those of the states that the writers have counted.
    private func expectEntries(_ store: CompactStore, _ writers: [StateWriter], _ comment: Comment) {
        let bytes = UnsafeRawPointer(store.memory.table.slots.start)
        let lines = store.memory.table.capacity / TableLines.slots
        var numbers: [Int] = []
        for line in 0..<lines {
            for entry in 0..<TableLines.entries {
                let number = bytes.load(fromByteOffset: line * 64 + 16 + entry * 4, as: UInt32.self)
                if number != 0 { numbers.append(Int(number) - 1) }
            }
        }
        let counted = writers.flatMap { $0.runs.joined() }
        let unlike = Set(numbers).symmetricDifference(counted).count
        #expect(numbers.count == counted.count && unlike == 0, comment)
    }

    /// A worker that inserts, as far as the store takes it, and keeps what must wait.
    private final class Inserter: @unchecked Sendable {
        let writer: StateWriter
        private let store: CompactStore
        private(set) var waiting: [[UInt64]] = []

        init(_ store: CompactStore, isShared: Bool) {
            (self.store, writer) = (store, StateWriter(store.memory))
            writer.isShared = isShared
        }

        func add(_ states: [[UInt64]]) {
            waiting += states
            while !waiting.isEmpty, !store.memory.table.isDue {
                let batch = waiting.prefix(100)
                let size = SuccessorRecord.size(2)
                let inserts = withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 100 * size) { room in
                    let start = room.baseAddress!
                    for (position, state) in batch.enumerated() {
                        let record = SuccessorRecord(at: start + position * size, wordCount: 2)
                        (record[0], record[1]) = (state[0], state[1])
                        record.hash = store.hasher.hash(of: state)
                    }
                    let end = start + batch.count * size
                    guard store.accepts(start, end) else { return false }
                    store.insert(start, end, with: writer)
                    return true
                }
                if !inserts { return }
                waiting.removeFirst(batch.count)
            }
        }
    }
}

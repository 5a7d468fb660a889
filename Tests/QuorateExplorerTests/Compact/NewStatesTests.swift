@testable import QuorateExplorer
@testable import QuorateLanguage
import SeededRandom
import Testing

/// New states as a compact store shows them: the words of each once, however many batches are inserted before anybody looks.
@Suite struct NewStatesTests {
    static let seed = Seed.announced(20_015)

    @Test(arguments: 0..<8)
    func eachIsShownOnceWithItsWords(round: Int) throws {
        var random = SplitMix(seed: Self.seed &+ UInt64(round))
        let comment = Comment(rawValue: "seed \(Self.seed), round \(round)")
        let words = random.pick([1, 2, 5])
        let store = try CompactStore(
            wordCount: words, budget: MemoryBudget(limit: nil), workers: 1, hasher: StateHasher(mask: .max))
        let writer = StateWriter(store.memory)
        var (inserted, shown) = (Set<[UInt64]>(), [[UInt64]]())
        for batch in 0..<60 {
            let states = (0..<random.number(1..<StateWriter.batch + 1)).map { _ in
                Self.state(random.number(0..<batch * 60 + 60), words)
            }
            insert(states, store, writer, comment)
            inserted.formUnion(states)
            if random.number(0..<3) == 0 { continue }
            shown += newStates(writer, words)
            if random.number(0..<5) == 0 { _ = writer.takeRuns() }
        }
        shown += newStates(writer, words)
        #expect(shown.count == inserted.count && Set(shown) == inserted, comment)
    }

    /// Bits begin to vary all the time, so that chunks are left before they are full.
    private static func state(_ number: Int, _ words: Int) -> [UInt64] {
        (0..<words).map { UInt64(number) << UInt64($0 * 7) }
    }

    private func insert(
        _ states: [[UInt64]], _ store: CompactStore, _ writer: StateWriter, _ comment: Comment
    ) {
        let size = SuccessorRecord.size(store.memory.arena.wordCount)
        var room = Array(repeating: UInt64(0), count: states.count * size)
        room.withUnsafeMutableBufferPointer { room in
            let (start, end) = (room.baseAddress!, room.baseAddress! + room.count)
            for (position, state) in states.enumerated() {
                let record = SuccessorRecord(at: start + position * size, wordCount: state.count)
                for word in state.indices { record[word] = state[word] }
                record.hash = store.hasher.hash(of: state)
            }
            while store.memory.table.isDue || !store.accepts(start, end) {
                #expect(store.growTable([writer]), comment)
            }
            store.insert(start, end, with: writer)
        }
    }

    private func newStates(_ writer: StateWriter, _ words: Int) -> [[UInt64]] {
        var states: [[UInt64]] = []
        writer.showNew { run, first in
            for position in 0..<run.count {
                states.append(Array(UnsafeBufferPointer(start: first + position * words, count: words)))
            }
        }
        return states
    }
}

@testable import QuorateExplorer
import SeededRandom
import Testing

/// States that are written while bits begin to vary, against a list of them.
@Suite struct PackedArenaTests {
    static let seed = Seed.announced(20_011)

    @Test(arguments: 0..<12)
    func everyStateStaysAsItWas(round: Int) throws {
        var random = SplitMix(seed: Self.seed &+ UInt64(round))
        let comment = Comment(rawValue: "seed \(Self.seed), round \(round)")
        let count = random.pick([1, 2, 3, 6, 20])
        let arena = try PackedArena(wordCount: count, byteCount: 64 << 20, hugePages: false)
        let base = (0..<count).map { _ in random.next() }
        var varying = Array(repeating: UInt64(0), count: count)
        var written: [Int: [UInt64]] = [:]
        var open = 0..<0
        for _ in 0..<60 {
            // Sometimes nothing was written behind the last way: the chunk is given back whole.
            if random.number(0..<5) < 4 || arena.packing == nil {
                varying[random.number(0..<count)] |= 1 << UInt64(random.number(0..<64))
                if arena.packing != nil { arena.leave(open) }
                arena.widen(base: base, varying: varying)
                open = arena.nextChunk()
            }
            for _ in 0..<random.pick([0, 1, 40, arena.chunkStates]) {
                if open.isEmpty { open = arena.nextChunk() }
                let state = zip(base, varying).map { $0 ^ random.next() & $1 }
                arena.write(Self.packed(state, arena.packing!), at: open.lowerBound)
                written[open.lowerBound] = state
                open = open.dropFirst()
            }
        }
        for (number, state) in written {
            #expect(arena.state(number) == state, comment)
            #expect(arena.holds(state, count, at: number), comment)
            expectEquality(with: state, at: number, arena, comment)
        }
        arena.leave(open)
        let numbers = arena.chunkNumbers.flatMap { Array($0) }
        #expect(numbers == written.keys.sorted(), "a chunk has other numbers, \(comment)")
        checkBlocks(arena, written, comment)
    }

    private static func packed(_ state: [UInt64], _ packing: StatePacking) -> [UInt64] {
        var room = Array(repeating: UInt64(0), count: packing.packedWords)
        packing.pack(state, state.count, to: &room)
        return room
    }

    /// Whatever way a state is packed in, the newest tells it from its neighbours.
    private func expectEquality(
        with state: [UInt64], at number: Int, _ arena: PackedArena, _ comment: Comment
    ) {
        let way = arena.packing!
        for word in state.indices where way.varying[word] != 0 {
            var other = state
            other[word] ^= way.varying[word] & ~(way.varying[word] &- 1)
            for (words, isSame) in [(state, true), (other, false)] {
                let packed = Self.packed(words, way)
                let found = arena.holds(words, words.count, packed: packed, as: way, at: number)
                #expect(found == isSame, comment)
            }
        }
    }

    private func checkBlocks(_ arena: PackedArena, _ written: [Int: [UInt64]], _ comment: Comment) {
        let room = UnsafeMutablePointer<UInt64>.allocate(capacity: arena.chunkStates * arena.wordCount)
        defer { room.deallocate() }
        for run in arena.chunkNumbers where !run.isEmpty {
            let states = arena.states(run, in: room)
            let found = UnsafeBufferPointer(start: states, count: run.count * arena.wordCount)
            #expect(Array(found) == run.flatMap { written[$0]! }, comment)
        }
    }
}

import QuorateLanguage
import SeededRandom
import Testing

/// A set of messages, in each of the three widths, against a set of numbers.
@Suite struct MessageSetTests {
    @Test func of64Messages() throws { try compare(Bits64.self, 64) }
    @Test func of128Messages() throws { try compare(Bits128.self, 128) }
    @Test func of256Messages() throws { try compare(Bits256.self, 256) }

    private func compare<Storage: BitStorage>(_: Storage.Type, _ capacity: Int) throws {
        #expect(Storage.capacity == capacity)
        #expect(MemoryLayout<MessageSet<Numbered<Storage>>>.size == capacity / 8)
        let edges = [0, 1, 31, 32, 63, 64, 65, 127, 128, 129, 191, 192, 255].filter { $0 < capacity }
        var random = SplitMix(seed: seed)
        var canonicity = Canonicity<MessageSet<Numbered<Storage>>, Set<Int>>()
        for round in 0..<60 {
            var set = MessageSet<Numbered<Storage>>()
            var twin: Set<Int> = []
            let active = random.pick([edges, Array(edges.suffix(2)), Array(0..<capacity)])
            for _ in 0..<30 {
                let number = random.pick(active)
                if Bool.random(using: &random) {
                    set.insert(Numbered(index: number))
                    twin.insert(number)
                } else {
                    set.remove(Numbered(index: number))
                    twin.remove(number)
                }
                let comment = Comment(rawValue: "round \(round), seed \(seed)")
                try #require(set.members.map(\.index) == twin.sorted(), comment)
                try #require(set.isEmpty == twin.isEmpty, comment)
                try #require(set.contains(Numbered(index: number)) == twin.contains(number), comment)
                try canonicity.note(set, twin, comment)
            }
        }
        #expect(canonicity.repeats > 50)
    }
}

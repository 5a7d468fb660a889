import QuorateLanguage
import SeededRandom
import Testing

/// Sixteen lanes in words against an array of sixteen numbers.
@Suite struct PackedStorageTests {
    @Test func lanesOfOneWord() throws { try compare(OneWord.self, width: 4) }
    @Test func lanesOfTwoWords() throws { try compare(TwoWords.self, width: 8) }
    @Test func lanesOfFourWords() throws { try compare(FourWords.self, width: 16) }

    private func compare<Storage: PackedStorage>(_: Storage.Type, width: Int) throws {
        #expect(Storage.laneWidth == width)
        #expect(MemoryLayout<Storage>.size == 2 * width)
        let largest = UInt64(1) << width - 1
        var random = SplitMix(seed: seed)
        var canonicity = Canonicity<Storage, [UInt64]>()
        for round in 0..<100 {
            let initial = random.pick([0, 1, largest, largest / 3])
            var storage = Storage(repeating: initial)
            var twin = Array(repeating: initial, count: 16)
            for _ in 0..<60 {
                let lane = random.number(0..<16)
                let value = random.pick([initial, 0, largest, UInt64.random(in: 0...largest, using: &random)])
                // Higher bits are nobody's: they must not reach the neighbours.
                storage[lane] = value | random.pick([0, ~largest])
                twin[lane] = value
                try #require((0..<16).map { storage[$0] } == twin, "round \(round), seed \(seed)")
                try canonicity.note(storage, twin, "round \(round), seed \(seed)")
            }
        }
        #expect(canonicity.repeats > 50)
        #expect(Storage(repeating: .max) == Storage(repeating: largest))
    }
}

import QuorateLanguage
import SeededRandom
import Testing

/// Sixteen lanes in words against an array of sixteen numbers.
@Suite struct PackedStorageTests {
    @Test func lanesOfOneWord() throws { try compare(OneWord.self, width: 4) }
    @Test func lanesOfTwoWords() throws { try compare(TwoWords.self, width: 8) }
    @Test func lanesOfFourWords() throws { try compare(FourWords.self, width: 16) }
    @Test func lanesOfHalfAWordAreClearedAtOnce() throws {
        var random = SplitMix(seed: seed)
        try clear(HalfWord.self, 4, using: &random)
    }

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
        try clear(Storage.self, width, using: &random)
        #expect(Storage(repeating: .max) == Storage(repeating: largest))
    }

    /// Bits cleared in all lanes at once, against each lane by itself; higher bits are no lane's.
    private func clear<Storage: PackedStorage>(
        _: Storage.Type, _ width: Int, using random: inout SplitMix
    ) throws {
        for _ in 0..<100 {
            var storage = Storage(repeating: 0)
            for lane in 0..<Storage.laneCount { storage[lane] = .random(in: 0...(.max), using: &random) }
            let bits = UInt64.random(in: 0...(.max), using: &random)
            let cleared = storage.clearing(bits)
            for lane in 0..<Storage.laneCount {
                try #require(
                    cleared[lane] == storage[lane] & ~bits, "lane \(lane) of \(width) bits, seed \(seed)")
            }
        }
    }
}

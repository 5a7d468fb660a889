@testable import QuorateLanguage
import Testing

/// The hash on states as protocols have them: counters, single bits, few different words.
@Suite struct StateHashTests {
    /// The hashes of the states of each family, by the number of words.
    private static let hashes = Dictionary(
        uniqueKeysWithValues: (1...5).map { wordCount in
            let families = Family.allCases.map { ($0, $0.states(wordCount).map(hash)) }
            return (wordCount, Dictionary(uniqueKeysWithValues: families))
        })

    @Test(arguments: 1...5)
    func differentStatesHaveDifferentHashes(wordCount: Int) {
        let states = Set(Family.allCases.flatMap { $0.states(wordCount) })
        #expect(states.count > 100_000)
        // Of random hashes of 64 bits, two of these would be the same once in a hundred million runs.
        #expect(Set(states.map(Self.hash)).count == states.count)
    }

    /// A table takes its slots from the high bits, its tags from the low 28 bits, the filter of recent states its
    /// places from the lowest 14.
    @Test(arguments: 1...5, Family.allCases)
    func bitsInUseAreUniform(wordCount: Int, family: Family) {
        let hashes = Self.hashes[wordCount]![family]!
        guard hashes.count >= 10_000 else { return }
        #expect(excess(hashes.map { SuccessorSink.slot($0, 1000) }, bins: 1000) < 6)
        #expect(excess(hashes.map { SuccessorSink.slot($0, 1_000_000) % 1000 }, bins: 1000) < 6)
        for shift in [0, 6, 12, 18] {
            #expect(
                excess(hashes.map { Int($0 >> UInt64(shift) & 0x3ff) }, bins: 1024) < 6, "bits from \(shift)")
        }
        // States in the same region of the table have different tags.
        #expect(excess(hashes.map { SuccessorSink.slot($0, 32) << 5 | Int($0 & 31) }, bins: 1024) < 6)
    }

    /// About as many different tags as random ones would be.
    @Test(arguments: 1...5, Family.allCases)
    func tagsRarelyCollide(wordCount: Int, family: Family) {
        let hashes = Self.hashes[wordCount]![family]!
        let count = Double(hashes.count)
        let collisions = hashes.count - Set(hashes.map { $0 & 0xfff_ffff }).count
        let expected = count * count / Double(1 << 29)
        #expect(Double(collisions) < expected + 6 * expected.squareRoot() + 3)
    }

    /// Three words are hashed as four, and the others each in their own way; none is a prefix of another.
    @Test func theWordCountMatters() {
        let zeros = [UInt64](repeating: 0, count: 8)
        #expect(StateHash.words(zeros, 3) == StateHash.words(zeros, 4))
        let counts = [1, 2, 3, 5, 6, 7, 8]
        #expect(Set(counts.map { StateHash.words(zeros, $0) }).count == counts.count)
    }

    /// The sink hashes in registers what the store hashes in memory.
    @Test func registersAgreeWithMemory() {
        for state in Family.bits.states(4).prefix(500) {
            #expect(StateHash.words(state, 1) == StateHash.single(state[0]))
            #expect(StateHash.words(state, 2) == StateHash.pair(state[0], state[1]))
            #expect(StateHash.words(state, 3) == StateHash.four(state[0], state[1], state[2], 0))
            #expect(StateHash.words(state, 4) == StateHash.four(state[0], state[1], state[2], state[3]))
        }
    }

    private static func hash(_ words: [UInt64]) -> UInt64 { StateHash.words(words, words.count) }

    /// By how many standard deviations chi-squared exceeds what random numbers would give.
    private func excess(_ values: [Int], bins: Int) -> Double {
        var counts = [Int](repeating: 0, count: bins)
        for value in values { counts[value] += 1 }
        let expected = Double(values.count) / Double(bins)
        let square = counts.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) } / expected
        let freedom = Double(bins - 1)
        return (square - freedom) / (2 * freedom).squareRoot()
    }
}

/// Sets of states with little randomness in them.
enum Family: CaseIterable {
    /// Numbers in one word, the others 0 or all ones.
    case counters
    /// A number in the low and one in the high half of the last word, and as far as there is one, the first.
    case grids
    /// One, two or three bits set in all.
    case bits
    /// Every word out of a few.
    case fewWords

    func states(_ wordCount: Int) -> [[UInt64]] {
        // In the order in which they are made, so that a failure can be repeated.
        var seen: Set<[UInt64]> = []
        return make(wordCount).prefix(120_000).filter { seen.insert($0).inserted }
    }

    private func make(_ wordCount: Int) -> [[UInt64]] {
        let zeros = [UInt64](repeating: 0, count: wordCount)
        switch self {
        case .counters:
            return [0, UInt64.max].flatMap { rest in
                (0..<wordCount).flatMap { place in
                    (0..<UInt64(60_000 / wordCount)).map { number in
                        var state = zeros.map { _ in rest }
                        state[place] = number
                        return state
                    }
                }
            }
        case .grids:
            return (0..<UInt64(300)).flatMap { high in
                (0..<UInt64(300)).map { low in
                    var state = zeros
                    state[wordCount - 1] = high << 32 | low
                    state[0] ^= high << 48
                    return state
                }
            }
        case .bits:
            let bits = (0..<wordCount * 64).map { bit in
                var state = zeros
                state[bit / 64] = 1 << UInt64(bit % 64)
                return state
            }
            func both(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] { zip(a, b).map { $0 | $1 } }
            let pairs = bits.flatMap { first in bits.map { both(first, $0) } }
            let triples = pairs.prefix(70_000).enumerated().map { both($1, bits[$0 * 7 % bits.count]) }
            return [zeros] + bits + pairs.prefix(70_000) + triples
        case .fewWords:
            let alphabet: [UInt64] = [
                0, 1, 2, .max, 0x0101_0101_0101_0101, 1 << 63, 0xffff, 0x1111_1111_1111_1111, 42, 7,
            ]
            return (0..<Int([10, 100, 1000, 10_000, 100_000][wordCount - 1])).map { code in
                var code = code
                return zeros.map { _ in
                    defer { code /= 10 }
                    return alphabet[code % 10]
                }
            }
        }
    }
}

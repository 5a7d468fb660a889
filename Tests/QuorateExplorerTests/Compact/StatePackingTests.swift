@testable import QuorateExplorer
import SeededRandom
import Testing

/// Packed states against a slow twin that goes bit by bit.
@Suite struct StatePackingTests {
    static let seed = Seed.announced(20_010)

    /// Moving bits in steps, and with instructions where there are any.
    static let ways = StatePacking.hasInstructions ? [false, true] : [false]

    @Test(arguments: 0..<40, ways)
    func packedStatesComeBack(round: Int, inOneStep: Bool) {
        var random = SplitMix(seed: Self.seed &+ UInt64(round))
        let comment = Comment(rawValue: "seed \(Self.seed), round \(round), in one step: \(inOneStep)")
        let count = random.pick([1, 2, 3, 5, 20])
        let base = (0..<count).map { _ in random.next() }
        let varying = (0..<count).map { _ in Self.mask(&random) }
        let packing = StatePacking(base: base, varying: varying, inOneStep: inOneStep)
        defer { packing.free() }
        let bits = varying.reduce(0) { $0 + $1.nonzeroBitCount }
        #expect(packing.bytes == max(1, (bits + 7) / 8), comment)
        for _ in 0..<20 {
            let state = zip(base, varying).map { $0 ^ random.next() & $1 }
            check(state, packing, &random, comment)
        }
    }

    private func check(
        _ state: [UInt64], _ packing: StatePacking, _ random: inout SplitMix, _ comment: Comment
    ) {
        var bytes = Array(repeating: UInt8(0xa5), count: packing.bytes + 16)
        let expected = Self.bytes(of: state, packing)
        let packed = Self.packed(state, packing, comment)
        bytes.withUnsafeMutableBytes { packing.write(packed, to: $0.baseAddress! + 8) }
        #expect(Array(bytes[8..<8 + expected.count]) == expected, comment)
        #expect((bytes.prefix(8) + bytes.suffix(8)).allSatisfy { $0 == 0xa5 }, "around, \(comment)")
        let (word, bit) = (random.number(0..<state.count), UInt64(random.number(0..<64)))
        var other = state
        other[word] ^= 1 << bit
        let fits = packing.varying[word] >> bit & 1 == 1
        bytes.withUnsafeBytes { bytes in
            let place = bytes.baseAddress! + 8
            let found = Array<UInt64>(unsafeUninitializedCapacity: state.count) {
                packing.unpack(place, state.count, to: $0.baseAddress!)
                $1 = state.count
            }
            #expect(found == state, comment)
            #expect(packing.holds(place, state.count, state), comment)
            #expect(!packing.holds(place, state.count, other), comment)
            #expect(packing.holds(place, packed: packed), comment)
            if fits { #expect(!packing.holds(place, packed: Self.packed(other, packing, comment)), comment) }
        }
        #expect((packing.lacks(word, other[word]) == 0) == fits, comment)
        #expect(packing.lacks(word, state[word]) == 0, comment)
    }

    /// Packed words, where others stood before, with which nothing behind them has to do.
    private static func packed(_ state: [UInt64], _ packing: StatePacking, _ comment: Comment) -> [UInt64] {
        let rest: UInt64 = 0xa5a5_a5a5_a5a5_a5a5
        var room = Array(repeating: rest, count: packing.packedWords + 2)
        packing.pack(state, state.count, to: &room)
        #expect(room.suffix(2) == [rest, rest], "behind, \(comment)")
        return room.dropLast(2)
    }

    /// The bits that vary, from the lowest of the first word on.
    private static func bytes(of state: [UInt64], _ packing: StatePacking) -> [UInt8] {
        var bits: [UInt8] = []
        for (word, (value, varying)) in zip(state, packing.varying).enumerated() {
            for bit in 0..<UInt64(64) where varying >> bit & 1 == 1 {
                bits.append(UInt8((value ^ packing.base[word]) >> bit & 1))
            }
        }
        return stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<min(start + 8, bits.count)].reversed().reduce(0) { $0 << 1 | $1 }
        }
    }

    /// No bit, all bits, one, some that follow each other, few and many.
    private static func mask(_ random: inout SplitMix) -> UInt64 {
        switch random.number(0..<6) {
        case 0: 0
        case 1: .max
        case 2: 1 << UInt64(random.pick([0, 31, 32, 63]))
        case 3: (1 << UInt64(random.number(1..<40)) - 1) << UInt64(random.number(0..<24))
        case 4: random.next() & random.next() & random.next()
        default: random.next() | random.next()
        }
    }
}

import CQuorateSearch

extension StatePacking {
    /// A word of a state: what it is compared with, the bits that vary, and those that move in each step.
    struct Word {
        var base: UInt64
        var varying: UInt64
        /// Number of bits that vary.
        var count: UInt64
        /// Presence of bits that must move.
        var isScattered: Bool
        var moving: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
    }
}

extension StatePacking.Word {
    init(base: UInt64, varying: UInt64) {
        self.init(
            base: base, varying: varying, count: UInt64(varying.nonzeroBitCount), isScattered: false,
            moving: (0, 0, 0, 0, 0, 0))
        var steps = Array(repeating: UInt64(0), count: 6)
        for bit in 0..<64 where varying >> UInt64(bit) & 1 == 1 {
            // The places below it that do not vary are those by which it moves.
            let distance = bit - (varying & ((1 << UInt64(bit)) - 1)).nonzeroBitCount
            var place = bit
            for step in 0..<6 where distance >> step & 1 == 1 {
                steps[step] |= 1 << UInt64(place)
                place -= 1 << step
            }
        }
        moving = (steps[0], steps[1], steps[2], steps[3], steps[4], steps[5])
        isScattered = steps.contains { $0 != 0 }
    }

    /// The bits of a word that vary, next to each other from the lowest place on, each as a difference from the base.
    @inline(__always)
    func gathered(_ word: UInt64, inOneStep: Bool) -> UInt64 {
        if inOneStep { return qs_gather(word ^ base, varying) }
        var bits = (word ^ base) & varying
        guard isScattered else { return bits }
        bits = Self.down(bits, moving.0, 1)
        bits = Self.down(bits, moving.1, 2)
        bits = Self.down(bits, moving.2, 4)
        bits = Self.down(bits, moving.3, 8)
        bits = Self.down(bits, moving.4, 16)
        return Self.down(bits, moving.5, 32)
    }

    /// The word that ``gathered(_:inOneStep:)`` made these bits of; what is above them counts for nothing.
    @inline(__always)
    func scattered(_ bits: UInt64, inOneStep: Bool) -> UInt64 {
        if inOneStep { return qs_scatter(bits, varying) ^ base }
        var bits = bits
        if count < 64 { bits &= (1 &<< count) &- 1 }
        guard isScattered else { return bits ^ base }
        bits = Self.up(bits, moving.5, 32)
        bits = Self.up(bits, moving.4, 16)
        bits = Self.up(bits, moving.3, 8)
        bits = Self.up(bits, moving.2, 4)
        bits = Self.up(bits, moving.1, 2)
        return Self.up(bits, moving.0, 1) ^ base
    }

    @inline(__always)
    private static func down(_ bits: UInt64, _ moving: UInt64, _ places: UInt64) -> UInt64 {
        let those = bits & moving
        return bits ^ those | those &>> places
    }

    @inline(__always)
    private static func up(_ bits: UInt64, _ moving: UInt64, _ places: UInt64) -> UInt64 {
        let those = bits & moving &>> places
        return bits ^ those | those &<< places
    }
}

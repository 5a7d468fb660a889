/// Random numbers of one run, determined by a seed and the number of the run.
///
/// The generator is xoshiro256** (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021), its state
/// filled by SplitMix64 (Steele, Lea and Flood, 2014) as they advise.
struct RunRandom {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// The numbers of the run with this number: of neighbouring runs they have nothing in common.
    init(seed: UInt64, run: Int) {
        var filler = seed
        filler = Self.mixed(&filler) ^ UInt64(truncatingIfNeeded: run)
        state = (
            Self.mixed(&filler), Self.mixed(&filler), Self.mixed(&filler), Self.mixed(&filler)
        )
    }

    /// The next number of a SplitMix64 sequence.
    private static func mixed(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return scrambled(state)
    }

    /// The bits of a number mixed with each other; different numbers stay different.
    @inline(__always)
    static func scrambled(_ number: UInt64) -> UInt64 {
        var z = number
        z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
        return z ^ z >> 31
    }

    /// The next 64 bits.
    @inline(__always)
    mutating func next() -> UInt64 {
        func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 { x << k | x >> (64 - k) }
        let result = rotated(state.1 &* 5, 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotated(state.3, 45)
        return result
    }

    /// A number below `bound`, each as likely as the others but for one part in 2^64 / bound.
    @inline(__always)
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(truncatingIfNeeded: bound)).high)
    }

    /// A number from 0 up to 1, and below it.
    @inline(__always)
    mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}

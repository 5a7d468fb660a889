/// Sample of the distinct states that runs have met, by their hashes: those that end in so many zeros, one more whenever
/// there are too many of them. The estimate is the same in whatever order the states come.
///
/// Wegman's adaptive sampling; Flajolet, "On Adaptive Sampling" (Computing 43, 1990).
struct StateSample {
    /// Most hashes that are kept; the estimate is within some 1.2/√(this), 2 %, of the truth.
    static let capacity = 4096

    private var hashes: Set<UInt64> = []
    /// Zeros that a hash ends in to be kept.
    private var zeros: UInt64 = 0

    /// Adds the hash of a state.
    @inline(__always)
    mutating func add(_ hash: UInt64) {
        if hash & (1 << zeros &- 1) == 0 { keep(hash) }
    }

    private mutating func keep(_ hash: UInt64) {
        hashes.insert(hash)
        while hashes.count > Self.capacity {
            zeros += 1
            let mask: UInt64 = 1 << zeros - 1
            hashes = hashes.filter { $0 & mask == 0 }
        }
    }

    /// Adds what another has met.
    mutating func merge(_ other: StateSample) {
        if other.zeros > zeros {
            zeros = other.zeros
            let mask: UInt64 = 1 << zeros - 1
            hashes = hashes.filter { $0 & mask == 0 }
        }
        for hash in other.hashes { add(hash) }
    }

    /// The number of distinct states, as far as the sample tells.
    var estimate: Int { hashes.count << Int(zeros) }
    /// Presence of every state in the sample: the estimate is exact but for equal hashes.
    var isWhole: Bool { zeros == 0 }
}

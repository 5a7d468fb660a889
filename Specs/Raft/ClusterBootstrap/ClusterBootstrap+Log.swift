import QuorateFaults

extension ClusterBootstrap {
    /// At most three entries, each a term in two bits, and a bit for the one that brings in all servers.
    struct Log: FiniteValue {
        typealias MapStorage = FourWords

        private var bits: UInt16 = 0

        init() {}

        static var valueCount: Int { 512 }
        var packed: UInt64 { UInt64(bits) }
        init(packed: UInt64) { bits = UInt16(truncatingIfNeeded: packed) }

        var count: Int { (18 - bits.leadingZeroBitCount) / 3 }
        /// The entry that changes the configuration is among these.
        var hasChange: Bool { bits & 0b100_100_100 != 0 }
        /// The last entry comes after the one that changes the configuration.
        var hasEntryAfterChange: Bool { hasChange && bits >> (3 * (count - 1)) & 0b100 == 0 }
        /// Term of the entry at `index`, 1 to `count`.
        func term(at index: Int) -> Int { Int(bits >> (3 * (index - 1)) & 3) }

        mutating func append(_ term: Int, isChange: Bool) {
            bits |= UInt16(isChange ? term + 4 : term) << (3 * count)
        }

        func prefix(_ length: Int) -> Log { Log(packed: packed & (1 << (3 * UInt64(length)) - 1)) }
        func hasPrefix(_ other: Log) -> Bool { prefix(other.count) == other }

        /// Number of entries at the beginning that are those of `other`.
        func commonLength(with other: Log) -> Int {
            min(count, other.count, (bits ^ other.bits).trailingZeroBitCount / 3)
        }

        /// Election restriction: a voter with the log `other` accepts a candidate with this one.
        func isUpToDate(for other: Log) -> Bool {
            (count == 0 ? 0 : term(at: count), count)
                >= (other.count == 0 ? 0 : other.term(at: other.count), other.count)
        }
    }
}

extension ClusterBootstrap.Log: SpecDescribable {
    /// The list of the entries, as terms or as `1: all servers`.
    func specValue(for replicas: ReplicaSet) -> SpecValue {
        .list(
            (0..<count).map {
                let entry = bits >> (3 * $0)
                let term = Int(entry & 3)
                return entry & 4 == 0 ? .string("\(term)") : .string("\(term): all servers")
            })
    }
}

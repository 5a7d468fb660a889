import QuorateFaults

extension ReadIndex {
    /// At most four entries, as terms of two bits, the first in the lowest bits.
    struct Log: FiniteValue {
        typealias MapStorage = TwoWords
        static let capacity = 4

        private var bits: UInt8 = 0

        init() {}

        static var valueCount: Int { 256 }
        var packed: UInt64 { UInt64(bits) }
        init(packed: UInt64) { bits = UInt8(truncatingIfNeeded: packed) }

        var count: Int { (9 - bits.leadingZeroBitCount) / 2 }
        /// Term of the entry at `index`, 1 to `count`.
        subscript(_ index: Int) -> Int { Int(bits >> (2 * (index - 1)) & 3) }

        mutating func append(_ term: Int) { bits |= UInt8(term) << (2 * count) }
        func prefix(_ length: Int) -> Log { Log(packed: packed & (1 << (2 * UInt64(length)) - 1)) }

        /// Number of entries at the beginning that are those of `other`.
        func commonLength(with other: Log) -> Int {
            min(count, other.count, (bits ^ other.bits).trailingZeroBitCount / 2)
        }

        /// Election restriction: a voter with the log `other` accepts a candidate with this one.
        func isUpToDate(for other: Log) -> Bool {
            (count == 0 ? 0 : self[count], count) >= (other.count == 0 ? 0 : other[other.count], other.count)
        }

        /// Number of commands, where the first entry of each term is a no-op, or none is.
        func commands(afterNoOps: Bool) -> Int {
            var (number, index) = (0, 1)
            while index <= count {
                if !afterNoOps || index > 1 && self[index - 1] == self[index] { number += 1 }
                index += 1
            }
            return number
        }
    }
}

extension ReadIndex.Log: SpecDescribable {
    /// The list of the entries' terms.
    func specValue(for replicas: ReplicaSet) -> SpecValue {
        .list((0..<count).map { .integer(self[$0 + 1]) })
    }
}

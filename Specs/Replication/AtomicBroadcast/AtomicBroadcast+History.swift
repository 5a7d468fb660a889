import QuorateFaults

extension AtomicBroadcast {
    /// At most three transactions, each the epoch of the leader that proposed it, in two bits.
    struct History: FiniteValue {
        typealias MapStorage = TwoWords

        private var bits: UInt8 = 0

        init() {}

        static var valueCount: Int { 64 }
        var packed: UInt64 { UInt64(bits) }
        init(packed: UInt64) { bits = UInt8(truncatingIfNeeded: packed) }

        var count: Int { (9 - bits.leadingZeroBitCount) / 2 }
        /// Epoch of the transaction at `index`, 1 to `count`.
        subscript(_ index: Int) -> Int { Int(bits >> (2 * (index - 1)) & 3) }

        mutating func append(_ epoch: Int) { bits |= UInt8(epoch) << (2 * count) }
        func prefix(_ length: Int) -> History { History(packed: packed & (1 << (2 * UInt64(length)) - 1)) }
        func hasPrefix(_ other: History) -> Bool { prefix(other.count) == other }
    }
}

extension AtomicBroadcast.History: Comparable {
    /// Order of the last transactions by zxid: epoch, and counter within it.
    static func < (left: Self, right: Self) -> Bool {
        left.zxid < right.zxid
    }

    private var zxid: (epoch: Int, counter: Int) {
        guard count > 0 else { return (0, 0) }
        let last = self[count]
        return (last, (1...count).filter { self[$0] == last }.count)
    }
}

extension AtomicBroadcast.History: SpecDescribable {
    /// The list of the transactions' epochs.
    func specValue(for replicas: ReplicaSet) -> SpecValue {
        .list((0..<count).map { .integer(self[$0 + 1]) })
    }
}

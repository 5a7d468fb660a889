public import QuorateLanguage
public import QuorateQuorums

extension ReliableBroadcast {
    /// One set of senders for each of at most ten processes.
    ///
    /// Two words where a map of sets takes four: the state then has three words and not five, and this spec
    /// is measured.
    public struct Receipts: Hashable, Sendable, BitwiseCopyable {
        // Twelve bits for each process, five processes in each word.
        private var low: UInt64 = 0
        private var high: UInt64 = 0

        /// The processes that `process` has received ECHO from.
        subscript(_ process: ReplicaID) -> ReplicaSet {
            @inline(__always) get {
                let word = process < 5 ? low : high
                return ReplicaSet(bits: UInt16(truncatingIfNeeded: word &>> Self.shift(process) & 0xfff))
            }
            @inline(__always) set {
                let shift = Self.shift(process)
                let hole: UInt64 = ~(0xfff &<< shift)
                let row = UInt64(newValue.bits) &<< shift
                if process < 5 { low = low & hole | row } else { high = high & hole | row }
            }
        }

        @inline(__always)
        private static func shift(_ process: ReplicaID) -> UInt64 {
            UInt64(process < 5 ? process.rawValue : process.rawValue &- 5) &* 12
        }
    }
}

extension ReliableBroadcast.Receipts: SpecDescribable {
    /// The map from each process to the senders.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        .map(replicas.map { .init(key: .replica($0), value: self[$0].specValue(for: replicas)) })
    }
}

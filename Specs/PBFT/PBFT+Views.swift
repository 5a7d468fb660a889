public import QuorateQuorums
public import QuorateLanguage

extension PBFT {
    /// A set of views.
    public struct LateViews: PackedValue {
        public let packed: UInt64
        public typealias MapStorage = HalfWord
        public static var valueCount: Int { 16 }

        @inline(__always)
        public init(packed: UInt64) { self.packed = packed }

        @inline(__always)
        init() { packed = 0 }

        @inline(__always)
        func contains(_ view: View) -> Bool { packed &>> view.packed & 1 != 0 }

        @inline(__always)
        func inserting(_ view: View) -> LateViews { LateViews(packed: packed | 1 &<< view.packed) }
    }

    /// The views from v0 on, `count` of them.
    struct PrefixViews: Sequence, IteratorProtocol {
        private var upcoming: UInt64 = 0
        private let count: UInt64

        @inline(__always)
        init(count: UInt64) { self.count = count }

        @inline(__always)
        mutating func next() -> View? {
            guard upcoming < count else { return nil }
            defer { upcoming &+= 1 }
            return View(packed: upcoming)
        }
    }
}

extension PBFT.View: Comparable {
    @inline(__always)
    public static func < (left: Self, right: Self) -> Bool { left.packed < right.packed }

    /// The views below this one, the highest last.
    @inline(__always)
    var lower: PBFT.PrefixViews { PBFT.PrefixViews(count: packed) }

    /// The views up to this one.
    @inline(__always)
    var andLower: PBFT.PrefixViews { PBFT.PrefixViews(count: packed &+ 1) }

    /// The view after this one.
    @inline(__always)
    var following: Self { Self(packed: packed &+ 1 & 3) }
}

extension PBFT.LateViews: SpecDescribable {
    /// The views in the set.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        .set(PBFT.View.values.filter(contains).map { .string("\($0)") })
    }
}
